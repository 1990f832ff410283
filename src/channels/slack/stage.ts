import type { webApi } from '@slack/bolt';
import { notice } from '../../services/notice';
import type { Observer } from '../../services/ports';
import type { Reply } from '../../services/turn';
import type { ButtonChoice, View } from '../../services/views';
import { type Respond, slackError } from './client';
import type { DirectMessages } from './direct';
import type { SlackMessage, Surfaces } from './surfaces';
import { CHECKING, KEYSMITH, WRITTEN_DIRECTLY, numberUnseen, windowLost } from './words';

interface OpenModal {
  readonly id: string;
  /** As it was seen last: with it, Slack refuses to overwrite what somebody changed since. */
  readonly hash?: string;
}

/** Where a turn began, and so where its answers go. */
export type Origin = { readonly user: string } & (
  | { readonly in: 'command'; readonly responseUrl: string }
  /** The person's own chat with the bot; `pressed` is the message whose button it was. */
  | { readonly in: 'direct'; readonly channel: string; readonly pressed?: string }
  | { readonly in: 'channel'; readonly responseUrl: string; readonly ephemeral: boolean }
  | { readonly in: 'mention'; readonly channel: string; readonly thread: string }
  /** A button in a modal, or its form. The answer to a form shows "Looking this up…" already. */
  | { readonly in: 'modal'; readonly view: OpenModal; readonly submitted: boolean }
  /** The home tab or a shortcut: there is nothing to write into, so answers open a modal. */
  | { readonly in: 'app' }
);

export interface StageParts {
  readonly client: webApi.WebClient;
  readonly respond: Respond;
  readonly surfaces: Surfaces;
  readonly direct: DirectMessages;
  readonly observer: Observer;
  /** After how many milliseconds without an answer the person is told that it is being worked on. */
  readonly patienceMs: number;
}

/**
 * The answers of one turn. What the services did is done before anything is shown, so a closed window, a dead
 * response_url or a conflict here is logged and goes another way, and never undoes or repeats anything.
 */
export class Stage {
  private modal: OpenModal | undefined;
  /** The "Checking…" message in the person's own chat, to be replaced by the first answer. */
  private waiting: { readonly channel: string; readonly ts: string } | undefined;
  private pointed = false;
  private showsWork: boolean;

  constructor(
    private readonly parts: StageParts,
    private readonly origin: Origin,
  ) {
    this.modal = origin.in === 'modal' ? origin.view : undefined;
    this.showsWork = origin.in === 'modal' && origin.submitted;
  }

  /** Opens a modal that says it is being looked up; over an open one, when there is room for three. */
  async openModal(trigger: string, title: string): Promise<void> {
    const { client, surfaces } = this.parts;
    const args = { trigger_id: trigger, view: surfaces.working(title) };
    try {
      const { view } = await (this.origin.in === 'modal' ? client.views.push(args) : client.views.open(args));
      if (view?.id === undefined) throw new Error('Slack gave no view');
      this.modal = view.hash === undefined ? { id: view.id } : { id: view.id, hash: view.hash };
      this.showsWork = true;
    } catch (error) {
      this.parts.observer.failure('slack.modal', error);
    }
  }

  /** In the home tab and after a shortcut there is nothing to write into. */
  async openIfBare(trigger: string, title: string): Promise<void> {
    if (this.origin.in === 'app' && this.modal === undefined) await this.openModal(trigger, title);
  }

  /** Waits for the work; a person who has to wait is told so once. */
  async whileWorking<T>(work: Promise<T>): Promise<T> {
    let told: Promise<void> | undefined;
    const timer = setTimeout(() => {
      told = this.sayWorking();
    }, this.parts.patienceMs);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
      await told;
    }
  }

  /** `again`: the button that repeats the question when its window could not be opened. */
  async show(replies: readonly Reply[], again?: ButtonChoice): Promise<void> {
    const window = replies.findLast((reply) => reply.kind === 'dialog' || reply.kind === 'close');
    const rest = replies.flatMap((reply) => (reply.kind === 'dialog' || reply.kind === 'close' ? [] : [reply]));
    if (this.modal !== undefined) {
      const [first, ...others] = rest;
      if (window !== undefined) await this.fill(this.modal, window, again);
      else await this.fill(this.modal, first ?? { kind: 'close', text: 'Done.' });
      return this.showAll(window === undefined ? others : rest);
    }
    // Whoever pressed or wrote something gets an answer, even where there is nothing to say.
    if (replies.length === 0) await this.tell(notice('Done.', []));
    if (window?.kind === 'close') await this.tell(notice(window.text, []));
    if (window?.kind === 'dialog') await this.tell(isMessage(window.view) ? window.view : windowLost(again));
    await this.showAll(rest);
  }

  private async showAll(replies: readonly (Reply & { readonly kind: 'say' | 'replace' | 'post' })[]): Promise<void> {
    for (const reply of replies) {
      if (reply.kind === 'post') await this.post(reply.view);
      else if (reply.kind === 'replace') await this.replace(reply.view);
      else await this.tell(reply.view);
    }
  }

  private async fill(modal: OpenModal, reply: Reply, again?: ButtonChoice): Promise<void> {
    const title = reply.kind === 'dialog' ? reply.title : KEYSMITH;
    const shown = reply.kind === 'close' ? notice(reply.text, []) : reply.view;
    const drawn = this.parts.surfaces.modal(title, shown);
    // Last words: what lies below is of before, and goes with them.
    const last = reply.kind === 'close' || shown.card === 'pairing-number';
    const view = last ? { ...drawn, clear_on_close: true } : drawn;
    try {
      await this.parts.client.views.update({
        view_id: modal.id,
        view,
        ...(modal.hash === undefined ? {} : { hash: modal.hash }),
      });
    } catch (error) {
      const word = slackError(error);
      if (word === undefined) this.parts.observer.failure('slack.modal', error);
      else this.parts.observer.event('slack.modal-gone', { word });
      // Somebody who closed a window they only read in has left; what came of a form they still need to know.
      if (this.origin.in !== 'modal' || !this.origin.submitted) return;
      if (isMessage(shown)) await this.write(shown);
      else if (shown.card === 'pairing-number') await this.write(numberUnseen(again));
    }
  }

  /** A message only this person sees. */
  private async tell(view: View): Promise<void> {
    const message = this.parts.surfaces.message(view);
    if (this.origin.in === 'command' || this.origin.in === 'channel') {
      if (await this.tryRespond({ ...message, response_type: 'ephemeral', replace_original: false })) return;
    }
    await this.write(view);
  }

  /** Where it was asked, for everybody there. Only a command and a press in a channel name such a place. */
  private async post(view: View): Promise<void> {
    const message = this.parts.surfaces.message(view);
    if (this.origin.in === 'command' || this.origin.in === 'channel') {
      if (await this.tryRespond({ ...message, response_type: 'in_channel', replace_original: false })) return;
    }
    await this.write(view);
  }

  private async replace(view: View): Promise<void> {
    const message = this.parts.surfaces.message(view);
    if (this.origin.in === 'direct' && this.origin.pressed !== undefined) {
      if (await this.tryUpdate({ channel: this.origin.channel, ts: this.origin.pressed }, message)) {
        return this.endWaiting();
      }
    }
    // In a channel the pressed message belongs to everybody; only one's own ephemeral copy is replaced.
    if (this.origin.in === 'channel' && this.origin.ephemeral) {
      if (await this.tryRespond({ ...message, replace_original: true })) return;
    }
    await this.tell(view);
  }

  /** Into the person's own chat with the bot. */
  private async write(view: View): Promise<void> {
    const { client, direct, observer } = this.parts;
    const message = this.parts.surfaces.message(view);
    try {
      const waiting = this.waiting;
      this.waiting = undefined;
      if (waiting !== undefined && (await this.tryUpdate(waiting, message))) return;
      const channel = this.origin.in === 'direct' ? this.origin.channel : await direct.channelOf(this.origin.user);
      await client.chat.postMessage({ channel, ...message, unfurl_links: false, unfurl_media: false });
      await this.pointThere();
    } catch (error) {
      observer.failure('slack.answer', error);
    }
  }

  /** Where others read along, one line says where the answer went, and nothing of it. */
  private async pointThere(): Promise<void> {
    if (this.origin.in !== 'mention' || this.pointed) return;
    this.pointed = true;
    const { channel, thread } = this.origin;
    await this.parts.client.chat.postMessage({ channel, thread_ts: thread, text: WRITTEN_DIRECTLY });
  }

  private async sayWorking(): Promise<void> {
    const { client, surfaces, direct, observer } = this.parts;
    try {
      if (this.showsWork) return;
      if (this.modal !== undefined) {
        const { id, hash } = this.modal;
        const working = { view_id: id, view: surfaces.working(KEYSMITH), ...(hash === undefined ? {} : { hash }) };
        const { view } = await client.views.update(working);
        this.modal = view?.hash === undefined ? { id } : { id, hash: view.hash };
        return;
      }
      if (this.origin.in === 'command' || this.origin.in === 'channel') {
        await this.tryRespond({ text: CHECKING, response_type: 'ephemeral', replace_original: false });
        return;
      }
      const channel = this.origin.in === 'direct' ? this.origin.channel : await direct.channelOf(this.origin.user);
      const { ts } = await client.chat.postMessage({ channel, text: CHECKING });
      if (ts !== undefined) this.waiting = { channel, ts };
    } catch (error) {
      observer.failure('slack.answer', error);
    }
  }

  private async endWaiting(): Promise<void> {
    const waiting = this.waiting;
    this.waiting = undefined;
    if (waiting === undefined) return;
    await this.parts.client.chat
      .delete(waiting)
      .catch((error: unknown) => this.parts.observer.failure('slack.answer', error));
  }

  private async tryRespond(body: object): Promise<boolean> {
    if (this.origin.in !== 'command' && this.origin.in !== 'channel') return false;
    try {
      await this.parts.respond(this.origin.responseUrl, body);
      return true;
    } catch (error) {
      this.parts.observer.failure('slack.respond', error);
      return false;
    }
  }

  private async tryUpdate(at: { channel: string; ts: string }, message: SlackMessage): Promise<boolean> {
    try {
      await this.parts.client.chat.update({ ...at, ...message });
      return true;
    } catch (error) {
      this.parts.observer.failure('slack.update', error);
      return false;
    }
  }
}

function isMessage(view: View): boolean {
  return !['form', 'pairing-number', 'pass-opening', 'pass-shown', 'person'].includes(view.card);
}
