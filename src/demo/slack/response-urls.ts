import { randomBytes } from 'node:crypto';
import { textAt, type JsonObject } from '../json';
import { content } from './methods';
import { SlackError } from './triggers';
import { botUserId, type SlackMessage, type Workspace } from './workspace';

const uses = 5;
const lifetime = 30 * 60_000;

interface Issued {
  channel: string;
  user: string;
  original: SlackMessage | undefined;
  left: number;
  until: number;
}

/** The addresses with which a bot answers one interaction: five uses in thirty minutes of the movable clock. */
export class ResponseUrls {
  private readonly issued = new Map<string, Issued>();

  constructor(
    private readonly workspace: Workspace,
    private readonly origin: () => string,
  ) {}

  issue(channel: string, user: string, original?: SlackMessage): string {
    const id = randomBytes(12).toString('hex');
    const until = this.workspace.clock.now().getTime() + lifetime;
    this.issued.set(id, { channel, user, original, left: uses, until });
    return `${this.origin()}/response/${id}`;
  }

  /** Does what the body says; the answer is `ok` or Slack's word for why not. */
  use(id: string, body: JsonObject): string {
    const url = this.issued.get(id);
    if (url === undefined || url.until < this.workspace.clock.now().getTime()) return 'expired_url';
    if (url.left === 0) return 'used_url';
    url.left -= 1;
    if (body['delete_original'] === true || body['delete_original'] === 'true') {
      if (url.original !== undefined) this.workspace.remove(url.original);
      return 'ok';
    }
    return this.write(url, body);
  }

  /** What the body of an ack or a response_url asks to be shown. */
  private write(url: Issued, body: JsonObject): string {
    try {
      const shown = content(body, this.workspace);
      if (body['replace_original'] === true && url.original !== undefined) {
        Object.assign(url.original, shown, { threadTs: url.original.threadTs, edits: url.original.edits + 1 });
        this.workspace.changed();
        return 'ok';
      }
      const ephemeralFor = textAt(body, 'response_type') === 'in_channel' ? undefined : url.user;
      this.workspace.post({ ...shown, user: botUserId, channel: url.channel, ephemeralFor });
      return 'ok';
    } catch (error) {
      if (error instanceof SlackError) return error.code;
      throw error;
    }
  }
}
