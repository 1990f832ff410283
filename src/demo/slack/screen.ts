import { wordsOf } from './elements';
import { seenView, type Modals, type SeenView } from './modals';
import { botUserId, type SlackChannel, type SlackMessage, type SlackPerson, type Workspace } from './workspace';

export interface SeenSlackMessage extends SlackMessage {
  /** The words of its blocks, or its text where it has none. */
  words: string;
}

/** What one person sees in Slack: messages, the modal on top, the App Home tab; and waiting until they see it. */
export class SlackScreen {
  constructor(
    readonly person: SlackPerson,
    protected readonly workspace: Workspace,
    protected readonly modals: Modals,
  ) {}

  /** What this person sees of a channel (by name or id) or, without one, of the direct messages with the bot. */
  messages(channel?: string): SeenSlackMessage[] {
    const { id, members } = this.channel(channel);
    if (!members.has(this.person.userId)) throw new Error(`${this.person.name} is not in ${channel ?? 'that chat'}.`);
    return this.workspace.messages
      .filter((message) => message.channel === id && [undefined, this.person.userId].includes(message.ephemeralFor))
      .map((message) => ({ ...message, words: message.blocks.length > 0 ? wordsOf(message.blocks) : message.text }));
  }

  /** The newest message of the bot. Throws when there is none. */
  last(channel?: string): SeenSlackMessage {
    const last = this.messages(channel).findLast((message) => message.user === botUserId);
    if (last === undefined) throw new Error(`${this.person.name} has no message from the bot there.`);
    return last;
  }

  /** Waits for a message of the bot with these words; it may already be there. */
  waitFor(
    words: string | RegExp,
    options: { channel?: string; milliseconds?: number } = {},
  ): Promise<SeenSlackMessage> {
    const all = (): SeenSlackMessage[] => this.messages(options.channel);
    const find = (): SeenSlackMessage | undefined =>
      all().findLast((message) => message.user === botUserId && matches(message.words, words));
    const state = (): string =>
      all()
        .map((message) => message.words)
        .join('\n---\n');
    return this.until(find, state, words, options.milliseconds);
  }

  /** Waits until the top modal says this, in its title or its blocks. */
  waitForModal(words: string | RegExp, milliseconds?: number): Promise<SeenView> {
    return this.waitForView(() => this.modal(), words, milliseconds);
  }

  waitForHome(words: string | RegExp, milliseconds?: number): Promise<SeenView> {
    return this.waitForView(() => this.home(), words, milliseconds);
  }

  /** The modal on top, if one is open. */
  modal(): SeenView | undefined {
    return this.modals.seen();
  }

  /** The App Home tab as it was published last. */
  home(): SeenView | undefined {
    const home = this.workspace.homes.get(this.person.userId);
    return home === undefined ? undefined : seenView(home, {}, 0);
  }

  protected channel(name: string | undefined): SlackChannel {
    if (name === undefined) return this.workspace.directMessages(this.person.userId);
    const channel = this.workspace.findChannel(name);
    if (channel === undefined) throw new Error(`There is no channel ${name}.`);
    return channel;
  }

  private waitForView(
    view: () => SeenView | undefined,
    words: string | RegExp,
    milliseconds: number | undefined,
  ): Promise<SeenView> {
    const find = (): SeenView | undefined => {
      const now = view();
      return now !== undefined && matches(`${now.title}\n${now.words}`, words) ? now : undefined;
    };
    return this.until(find, () => view()?.words ?? '(nothing)', words, milliseconds);
  }

  private async until<Seen>(
    find: () => Seen | undefined,
    state: () => string,
    wanted: string | RegExp,
    milliseconds = 5000,
  ): Promise<Seen> {
    const deadline = Date.now() + milliseconds;
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (Date.now() > deadline) {
        throw new Error(`${this.person.name} never saw ${String(wanted)}. They see:\n${state()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

function matches(text: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? text.includes(words) : words.test(text);
}
