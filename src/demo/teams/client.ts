import { objectAt, textAt, type JsonObject } from '../json';
import { envelope, type ActivityFacts } from './activities';
import { filledData, findAction, wordsOf, type ActionName, type Card, type Inputs } from './cards';
import type { Conversation, Conversations, TeamsPerson } from './conversations';
import type { Answer, Deliver, Manners } from './delivery';
import { executed, taskResult, withRepeats, type Dialog, type Pressed, type SeenMessage } from './pressed';

export interface TeamsClientParts extends ActivityFacts {
  person: TeamsPerson;
  deliver: Deliver;
  conversations: Conversations;
  /** The person's 1:1 chat with the bot, made when it is first needed. */
  chat(): Conversation;
}

/** One person at their Teams client. */
export class TeamsClient {
  /** The dialog that is open. Only here may a pass be read. */
  dialog: Dialog | undefined;

  constructor(private readonly parts: TeamsClientParts) {}

  get person(): TeamsPerson {
    return this.parts.person;
  }

  /** True while "typing…" shows in the 1:1 chat. */
  get botIsTyping(): boolean {
    return this.parts.chat().typing;
  }

  /** The app is installed for this person: by a setup policy, by an admin, or by themselves. */
  async install(manners?: Manners): Promise<Answer[]> {
    const chat = this.parts.chat();
    chat.hasBot = true;
    const added = { membersAdded: [{ id: this.parts.ids.bot }], id: `f:install-${this.person.objectId}` };
    await this.send(chat, { type: 'installationUpdate', action: 'add', id: `f:add-${this.person.objectId}` }, manners);
    return this.send(chat, { type: 'conversationUpdate', ...added }, manners);
  }

  /** Writes to the bot: in the 1:1 chat, or with an @mention in a conversation. */
  async say(text: string, options: Manners & { conversationId?: string; value?: JsonObject } = {}): Promise<Answer[]> {
    const conversation = this.conversation(options.conversationId);
    const mention = {
      type: 'mention',
      text: '<at>Keysmith</at>',
      mentioned: { id: this.parts.ids.bot, name: 'Keysmith' },
    };
    const personal = conversation.type === 'personal';
    const written = { type: 'message', text: personal ? text : `<at>Keysmith</at> ${text}`, textFormat: 'plain' };
    const message = this.parts.conversations.post(conversation, this.person.key, { ...written, text });
    const extra = personal ? {} : { entities: [mention] };
    return this.send(conversation, { ...written, ...extra, id: message?.id ?? '' }, options);
  }

  /** The conversation as it stands for this person, oldest first: after edits, deletions and their own clicks. */
  messages(conversationId?: string): SeenMessage[] {
    const conversation = this.conversation(conversationId);
    return [...conversation.messages.values()].map((message) => {
      const card = conversation.ownViews.get(message.id)?.get(this.person.key) ?? message.card;
      return { ...message, card, words: [message.text, card === undefined ? '' : wordsOf(card)].join('\n').trim() };
    });
  }

  /** The newest message of the bot. Throws when there is none. */
  last(conversationId?: string): SeenMessage {
    const last = this.messages(conversationId).findLast((message) => message.from === 'bot');
    if (last === undefined) throw new Error(`${this.person.name} has no message from the bot.`);
    return last;
  }

  /** Waits for a message with these words; they may already be there. */
  async waitFor(
    words: string | RegExp,
    options: { conversationId?: string; milliseconds?: number } = {},
  ): Promise<SeenMessage> {
    const find = (): SeenMessage | undefined =>
      this.messages(options.conversationId).findLast(
        (message) =>
          message.from === 'bot' &&
          (typeof words === 'string' ? message.words.includes(words) : words.test(message.words)),
      );
    const deadline = Date.now() + (options.milliseconds ?? 5000);
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (Date.now() > deadline) {
        const seen = this.messages(options.conversationId)
          .map((message) => message.words)
          .join('\n---\n');
        throw new Error(`${this.person.name} never saw ${String(words)}. They see:\n${seen}`);
      }
      await this.nextChange(Math.max(1, deadline - Date.now()));
    }
  }

  /** Presses a button, named by its title, id or verb, on a card in a conversation. */
  async click(message: SeenMessage, action: ActionName, inputs: Inputs = {}, manners: Manners = {}): Promise<Pressed> {
    const current = this.messages(message.conversationId).find((seen) => seen.id === message.id);
    if (current?.card === undefined) throw new Error('That card is not in the conversation any more.');
    return this.press(current, current.card, findAction(current.card, action), inputs, manners);
  }

  /** Presses a button of a card this person no longer sees: an old client, or somebody replaying it. */
  clickStale(message: SeenMessage, action: ActionName, inputs: Inputs = {}, manners: Manners = {}): Promise<Pressed> {
    if (message.card === undefined) throw new Error('That message has no card.');
    return this.press(message, message.card, findAction(message.card, action), inputs, manners);
  }

  /** As `click`, for a button that must open a dialog. */
  async openDialog(
    message: SeenMessage,
    action: ActionName,
    inputs: Inputs = {},
    manners: Manners = {},
  ): Promise<Dialog> {
    const pressed = await this.click(message, action, inputs, manners);
    if (pressed.kind !== 'dialog') throw new Error(`"${String(action)}" opened no dialog: ${JSON.stringify(pressed)}`);
    return pressed.dialog;
  }

  async submitDialog(action: ActionName, inputs: Inputs = {}, manners: Manners = {}): Promise<Pressed> {
    const dialog = this.dialog;
    if (dialog?.card === undefined) throw new Error('No dialog with a card is open.');
    const pressed = findAction(dialog.card, action);
    // Teams has no Action.Execute in dialogs and draws its fallback instead.
    const submit = pressed['type'] === 'Action.Execute' ? objectAt(pressed, 'fallback') : pressed;
    if (submit['type'] === 'Action.OpenUrl')
      return { kind: 'link', url: textAt(submit, 'url') ?? '', status: 200, repeats: [] };
    if (submit['type'] !== 'Action.Submit') throw new Error(`Teams draws no ${String(pressed['type'])} in a dialog.`);
    const data = filledData(dialog.card, submit, inputs);
    return this.task('task/submit', dialog.openedFrom, data, manners);
  }

  closeDialog(): void {
    this.dialog = undefined;
    this.parts.conversations.changed();
  }

  /** Sends an invoke with any content: for card data that no card ever carried. */
  invoke(
    message: Pick<SeenMessage, 'conversationId' | 'id'>,
    name: string,
    value: JsonObject,
    manners: Manners = {},
  ): Promise<Answer[]> {
    const conversation = this.conversation(message.conversationId);
    return this.send(conversation, { type: 'invoke', name, value, replyToId: message.id }, manners);
  }

  private async press(
    message: SeenMessage,
    card: Card,
    action: JsonObject,
    inputs: Inputs,
    manners: Manners,
  ): Promise<Pressed> {
    if (action['type'] === 'Action.OpenUrl') {
      return { kind: 'link', url: textAt(action, 'url') ?? '', status: 200, repeats: [] };
    }
    const data = filledData(card, action, inputs);
    if (action['type'] === 'Action.Execute') return this.execute(message, action, data, manners);
    if (action['type'] !== 'Action.Submit') throw new Error(`Teams does nothing for ${String(action['type'])}.`);
    const teams = textAt(data['msteams'], 'type');
    if (teams === 'task/fetch') return this.task('task/fetch', message, data, manners);
    const text =
      teams === 'messageBack' || teams === 'imBack'
        ? (textAt(data['msteams'], 'text') ?? textAt(data['msteams'], 'value') ?? '')
        : '';
    const conversation = this.conversation(message.conversationId);
    const content = { type: 'message', ...(text === '' ? {} : { text }), value: data, replyToId: message.id };
    const answers = await this.send(conversation, content, manners);
    return { kind: 'sent', status: answers[0]?.status ?? 0, repeats: [] };
  }

  private async execute(
    message: SeenMessage,
    action: JsonObject,
    data: JsonObject,
    manners: Manners,
  ): Promise<Pressed> {
    const verb = textAt(action, 'verb');
    if (verb === undefined) throw new Error('Teams does not route an Action.Execute without a verb.');
    const id = textAt(action, 'id');
    const value = {
      action: { type: 'Action.Execute', ...(id === undefined ? {} : { id }), verb, data },
      trigger: 'manual',
    };
    const answers = await this.invoke(message, 'adaptiveCard/action', value, manners);
    const conversation = this.conversation(message.conversationId);
    const results = answers.map((answer): Pressed => executed(answer));
    for (const result of results) {
      if (result.kind === 'card')
        this.parts.conversations.showOnlyTo(conversation, message.id, this.person.key, result.card);
    }
    return withRepeats(results);
  }

  private async task(
    name: 'task/fetch' | 'task/submit',
    from: SeenMessage,
    data: JsonObject,
    manners: Manners,
  ): Promise<Pressed> {
    const value = { data, context: { theme: 'default' }, tabContext: null };
    const answers = await this.invoke(from, name, value, manners);
    const results = answers.map((answer): Pressed => taskResult(answer, from));
    for (const result of results) {
      if (result.kind === 'dialog') this.dialog = result.dialog;
      if (result.kind === 'closed') this.dialog = undefined;
    }
    this.parts.conversations.changed();
    return withRepeats(results);
  }

  private send(conversation: Conversation, content: JsonObject, manners?: Manners): Promise<Answer[]> {
    return this.parts.deliver(envelope(this.parts, this.person, conversation, content), manners);
  }

  private conversation(id: string | undefined): Conversation {
    if (id === undefined) return this.parts.chat();
    const conversation = this.parts.conversations.byId(id);
    if (conversation === undefined) throw new Error(`There is no conversation ${id}.`);
    if (!conversation.members.some((member) => member.key === this.person.key)) {
      throw new Error(`${this.person.name} is not a member of ${conversation.name}.`);
    }
    return conversation;
  }

  private nextChange(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        stop();
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      const stop = this.parts.conversations.onChange(done);
    });
  }
}
