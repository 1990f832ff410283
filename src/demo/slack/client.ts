import { isObject, listAt, textAt, type JsonObject } from '../json';
import {
  elementState,
  enteredIn,
  findElement,
  optionsOf,
  pickOption,
  stateOf,
  type Located,
  type Values,
} from './elements';
import { blockMistakes } from './limits';
import { messageFacts, viewFacts } from './methods';
import { blocksOf, Modals } from './modals';
import { Payloads, slackNow } from './payloads';
import type { Acknowledged, SendToBot, SlackManners } from './requests';
import type { ResponseUrls } from './response-urls';
import { SlackScreen, type SeenSlackMessage } from './screen';
import type { Triggers } from './triggers';
import {
  botUserId,
  type SlackChannel,
  type SlackMessage,
  type SlackPerson,
  type SlackView,
  type Workspace,
} from './workspace';

export interface SlackClientParts {
  person: SlackPerson;
  workspace: Workspace;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  send: SendToBot;
  appId: string;
}

/** `values` go into the message's own inputs, by label or action id. */
export type PressOptions = SlackManners & { values?: Values };

/** An answer to a press, with the address it opens when it was a link button. */
export type SlackPressed = Acknowledged & { url?: string };

/** One person at their Slack client: what they see, and what they do. */
export class SlackClient extends SlackScreen {
  private readonly payloads: Payloads;
  /** What the bot offered last for an external select: action id → options. */
  private readonly offered = new Map<string, JsonObject[]>();

  constructor(private readonly parts: SlackClientParts) {
    super(parts.person, parts.workspace, new Modals(parts.person, parts.workspace));
    this.payloads = new Payloads(parts);
  }

  /** `/command text`, typed in a channel or in the direct messages. */
  async slash(command: string, text = '', options: SlackManners & { channel?: string } = {}): Promise<Acknowledged> {
    const channel = this.channel(options.channel);
    const responseUrl = this.parts.responseUrls.issue(channel.id, this.person.userId);
    const form = this.payloads.slash(command, text, channel, responseUrl);
    const acknowledged = await this.parts.send({ form }, options);
    this.showAck(acknowledged, responseUrl);
    return acknowledged;
  }

  /** Writes to the bot in the direct messages. */
  say(text: string, manners?: SlackManners): Promise<Acknowledged> {
    return this.write({ type: 'message', channel_type: 'im' }, text, this.channel(undefined), manners);
  }

  /** Writes `@Keysmith text` in a channel. */
  mention(channel: string, text: string, manners?: SlackManners): Promise<Acknowledged> {
    return this.write({ type: 'app_mention' }, `<@${botUserId}> ${text}`, this.channel(channel), manners);
  }

  /** Opens the App Home tab. */
  openHome(manners?: SlackManners): Promise<Acknowledged> {
    const home = this.workspace.homes.get(this.person.userId);
    const view = home === undefined ? {} : { view: viewFacts(home, this.parts) };
    const event = this.payloads.event({ type: 'app_home_opened', tab: 'home', ...view }, this.channel(undefined));
    return this.parts.send({ event }, manners);
  }

  /** A global shortcut, or with `message` a message shortcut. */
  shortcut(callbackId: string, options: SlackManners & { message?: SeenSlackMessage } = {}): Promise<Acknowledged> {
    const { message } = options;
    const about = { callback_id: callbackId, action_ts: slackNow() };
    if (message === undefined)
      return this.parts.send({ payload: this.payloads.interactive('shortcut', about) }, options);
    const { channel, response_url, message: content } = this.aboutMessage(message);
    const more = { ...about, channel, response_url, message: content, message_ts: message.ts };
    return this.parts.send({ payload: this.payloads.interactive('message_action', more) }, options);
  }

  /** Presses a button of a message, or picks `value` in one of its selects. */
  async click(message: SeenSlackMessage, name: string, value?: string, options?: PressOptions): Promise<SlackPressed> {
    const current = this.messages(message.channel).find((one) => one.ts === message.ts);
    if (current === undefined) throw new Error('That message is not there any more.');
    return this.clickStale(current, name, value, options);
  }

  /** Presses a button of a message this person no longer sees: an old client, or somebody replaying it. */
  clickStale(message: SeenSlackMessage, name: string, value?: string, options?: PressOptions): Promise<SlackPressed> {
    const about = this.aboutMessage(message, options?.values);
    return this.press(findElement(message.blocks, name), value, about, options);
  }

  /** Presses a button of the modal on top, or picks `value` in a select that is not an input. */
  clickInModal(name: string, value?: string, manners?: SlackManners): Promise<SlackPressed> {
    return this.press(...this.inView(this.modals.top(), name, value), manners);
  }

  clickInHome(name: string, value?: string, manners?: SlackManners): Promise<SlackPressed> {
    const home = this.workspace.homes.get(this.person.userId);
    if (home === undefined) throw new Error('The App Home is empty.');
    return this.press(...this.inView(home, name, value), manners);
  }

  /** Enters values into the modal on top, by input label or action id. An external select is asked for options first. */
  async fill(values: Values): Promise<void> {
    const view = this.modals.top();
    for (const [name, entered] of Object.entries(values)) {
      const { blockId, element } = findElement(blocksOf(view), name);
      const actionId = textAt(element, 'action_id') ?? '';
      const external = textAt(element, 'type')?.includes('external_select') === true;
      const words = [entered].flat()[0] ?? '';
      const offered = this.offered.get(actionId) ?? [];
      const known = offered.some((option) => [textAt(option, 'value'), textAt(option['text'], 'text')].includes(words));
      const options = !external ? optionsOf(element) : known ? offered : await this.suggest(name, words);
      this.modals.enter(view, blockId, actionId, elementState(element, entered, options));
    }
  }

  /** What an external select of the modal on top offers for a typed text. */
  async suggest(name: string, typed: string, manners?: SlackManners): Promise<JsonObject[]> {
    const view = this.modals.top();
    const { blockId, element } = findElement(blocksOf(view), name);
    const least = element['min_query_length'];
    if (typeof least === 'number' && typed.length < least) return [];
    const actionId = textAt(element, 'action_id') ?? '';
    const about = { block_id: blockId, action_id: actionId, value: typed, ...this.aboutView(view) };
    const answer = await this.parts.send({ payload: this.payloads.interactive('block_suggestion', about) }, manners);
    const options = optionsOf(isObject(answer.body) ? answer.body : {});
    this.offered.set(actionId, options);
    return options;
  }

  /** Presses the modal's submit button; does with the stack what the bot answers. */
  async submit(values: Values = {}, manners?: SlackManners): Promise<Acknowledged> {
    await this.fill(values);
    const view = this.modals.top();
    const missing = this.modals.firstMissing(view);
    if (missing !== undefined) throw new Error(`Slack marks "${missing}" as required and sends nothing.`);
    const content = { view: viewFacts(view, this.parts, this.modals.state(view)), response_urls: [] };
    const answer = await this.parts.send({ payload: this.payloads.interactive('view_submission', content) }, manners);
    if (answer.status === 200) this.modals.answered(view, answer.body);
    return answer;
  }

  /** Closes the modal on top (Cancel or Esc), and with `clear_on_close` those below it. */
  async closeModal(): Promise<void> {
    const view = this.modals.top();
    if (view.view['clear_on_close'] === true) this.modals.answered(view, { response_action: 'clear' });
    else this.modals.pop(view);
    if (view.view['notify_on_close'] !== true) return;
    const content = { view: viewFacts(view, this.parts), is_cleared: false };
    await this.parts.send({ payload: this.payloads.interactive('view_closed', content) });
  }

  private inView(view: SlackView, name: string, value: string | undefined): [Located, string | undefined, JsonObject] {
    return [findElement(blocksOf(view), name), value, this.aboutView(view)];
  }

  private aboutView(view: SlackView): JsonObject {
    const state = this.modals.state(view);
    return { container: { type: 'view', view_id: view.id }, view: viewFacts(view, this.parts, state) };
  }

  private aboutMessage(message: SlackMessage, values: Values = {}): JsonObject {
    const { workspace, responseUrls } = this.parts;
    const channel = workspace.channels.get(message.channel);
    const ephemeral = message.ephemeralFor !== undefined;
    const original = workspace.find(message.channel, message.ts);
    return {
      container: { type: 'message', message_ts: message.ts, channel_id: message.channel, is_ephemeral: ephemeral },
      channel: { id: message.channel, name: channel?.kind === 'im' ? 'directmessage' : (channel?.name ?? '') },
      ...(ephemeral ? {} : { message: messageFacts(message, workspace) }),
      response_url: responseUrls.issue(message.channel, this.person.userId, original),
      state: { values: stateOf(message.blocks, enteredIn(message.blocks, values)) },
    };
  }

  private async press(
    { element, blockId }: Located,
    value: string | undefined,
    about: JsonObject,
    manners?: SlackManners,
  ): Promise<SlackPressed> {
    const type = textAt(element, 'type') ?? '';
    const url = textAt(element, 'url');
    const { text, value: carried, action_id: actionId } = element;
    const pressed =
      type === 'button'
        ? { type, text, ...(carried === undefined ? {} : { value: carried }) }
        : type === 'overflow'
          ? { type, selected_option: pickOption(optionsOf(element), value ?? '') }
          : elementState(element, value);
    const action = { action_id: actionId, block_id: blockId, ...pressed, action_ts: slackNow() };
    const payload = this.payloads.interactive('block_actions', { ...about, actions: [action] });
    const answer = await this.parts.send({ payload }, manners);
    return url === undefined ? answer : { ...answer, url };
  }

  private write(event: JsonObject, text: string, channel: SlackChannel, manners?: SlackManners): Promise<Acknowledged> {
    const { userId } = this.person;
    const message = {
      channel: channel.id,
      user: userId,
      text,
      blocks: [],
      threadTs: undefined,
      ephemeralFor: undefined,
    };
    const { ts } = this.workspace.post(message);
    const team = this.person.teamId ?? this.workspace.teamId;
    return this.parts.send(
      { event: this.payloads.event({ ...event, text, ts, event_ts: ts, team }, channel) },
      manners,
    );
  }

  /** An ack of a slash command may carry a message. */
  private showAck(answer: Acknowledged, responseUrl: string): void {
    const body: unknown = typeof answer.body === 'string' && answer.body !== '' ? { text: answer.body } : answer.body;
    if (answer.status !== 200 || !isObject(body) || blockMistakes(body['blocks'] ?? [], 'message').length > 0) return;
    if (textAt(body, 'text') === undefined && listAt(body, 'blocks').length === 0) return;
    this.parts.responseUrls.use(responseUrl.split('/').at(-1) ?? '', body);
  }
}
