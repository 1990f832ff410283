import { randomBytes } from 'node:crypto';

const lifetime = 3000;

/** Ids that let the bot open one view within three seconds of what the person did. */
export class Triggers {
  private readonly issued = new Map<string, { userId: string; until: number; used: boolean }>();

  issue(userId: string): string {
    const id = `${String(Date.now())}.${randomBytes(8).toString('hex')}`;
    this.issued.set(id, { userId, until: Date.now() + lifetime, used: false });
    return id;
  }

  /** The user it belongs to; throws a SlackError otherwise. */
  exchange(id: string | undefined): string {
    const trigger = this.issued.get(id ?? '');
    if (trigger === undefined) throw new SlackError('invalid_trigger_id');
    if (trigger.used) throw new SlackError('exchanged_trigger_id');
    if (trigger.until < Date.now()) throw new SlackError('expired_trigger_id');
    trigger.used = true;
    return trigger.userId;
  }
}

/** What the Web API answers with `ok: false`. */
export class SlackError extends Error {
  constructor(
    readonly code: string,
    readonly messages: string[] = [],
  ) {
    super(code);
  }
}
