import { get, inTurn, post, remove } from './api.js';
import { drawCard } from './cards.js';
import { composer } from './composer.js';
import { calledName, clockTime, face, followingNewest, h, keepInStep, showPressed } from './dom.js';
import { openOverlay } from './overlay.js';

/** One person's Teams: their chats with the bot, and its dialogs. */
export class TeamsView {
  constructor(pane, screen, person, { say, hints }) {
    this.pane = pane;
    this.person = person;
    this.sayInPane = say;
    this.closed = false;
    this.chosen = undefined;
    this.tabs = h('div', { class: 'chats', role: 'group', 'aria-label': 'Chats' });
    this.log = h('div', {
      class: 'log teams-log',
      role: 'log',
      'aria-label': `Teams chat of ${person.name}`,
      tabindex: '0',
    });
    this.typing = h('p', { class: 'typing', hidden: true }, 'Keysmith is typing', h('i'), h('i'), h('i'));
    this.composer = composer('Write to Keysmith', hints, (text) => this.write(text));
    screen.replaceChildren(this.tabs, this.log, this.typing, this.composer.node);
    this.refresh = inTurn(() => this.read());
  }

  close() {
    this.closed = true;
    this.overlay?.remove();
  }

  /** A sentence about what just happened, where the person is looking. */
  say(text, tone) {
    if (this.overlay === undefined) this.sayInPane(text, tone);
    else this.overlay.say(text, tone);
  }

  async read() {
    const { conversations, dialog } = await get(`teams/${this.person.key}`);
    if (this.closed) return;
    const chat =
      conversations.find(({ id }) => id === this.chosen) ?? conversations.find(({ type }) => type === 'personal');
    this.chosen = chat?.id;
    this.drawTabs(conversations);
    followingNewest(this.log, () =>
      keepInStep(
        this.log,
        chat?.messages ?? [],
        ({ id }) => `${chat.id} ${id}`,
        (message) => this.drawMessage(chat, message),
      ),
    );
    this.typing.hidden = chat?.typing !== true;
    this.composer.showHints((chat?.messages ?? []).length === 0);
    if (this.log.children.length === 0)
      this.log.dataset.empty = `${calledName(this.person.name)} and Keysmith have not talked yet.`;
    this.drawDialog(dialog);
  }

  drawTabs(conversations) {
    this.tabs.hidden = conversations.length < 2;
    const seen = (this.seen ??= new Map());
    this.tabs.replaceChildren(
      ...conversations.map(({ id, name, messages }) => {
        const newest = messages.at(-1)?.id;
        if (id === this.chosen) seen.set(id, newest);
        const isNew = newest !== undefined && seen.get(id) !== newest;
        const open = () => {
          this.chosen = id;
          this.say('');
          this.refresh();
        };
        return h(
          'button',
          { type: 'button', 'aria-pressed': String(id === this.chosen), onclick: open },
          name,
          isNew && h('span', { class: 'new' }, h('span', { class: 'hidden' }, 'new')),
        );
      }),
    );
    showPressed(this.tabs);
  }

  drawMessage(chat, message) {
    const own = message.from === this.person.key;
    const bot = message.from === 'bot';
    const press = (action, inputs) => this.press(chat, message, action, inputs);
    return h(
      'article',
      { class: own ? 'message own' : 'message', 'aria-label': `${message.name}, ${clockTime(message.at)}` },
      own ? undefined : face(message.name, bot),
      h(
        'div',
        { class: 'content' },
        h(
          'header',
          {},
          own ? undefined : h('b', {}, message.name),
          h('time', {}, clockTime(message.at)),
          message.edits > 0 && h('small', {}, 'Edited'),
        ),
        message.text !== '' && h('p', { class: 'words' }, message.text),
        message.card !== null && h('div', { class: 'card' }, drawCard(message.card, press)),
      ),
    );
  }

  drawDialog(dialog) {
    const print = JSON.stringify(dialog);
    if (print === this.dialogPrint) return;
    this.dialogPrint = print;
    if (dialog === null) {
      this.overlay?.remove();
      this.overlay = undefined;
      return;
    }
    this.overlay ??= openOverlay(this.pane, {
      kind: 'teams-dialog',
      onClose: () => this.attempt(() => remove(`teams/${this.person.key}/dialog`)),
    });
    const submit = (action, inputs) => this.attempt(() => post(`teams/${this.person.key}/dialog`, { action, inputs }));
    const body = dialog.card === null ? h('p', { class: 'words' }, dialog.message) : drawCard(dialog.card, submit);
    this.overlay.fill({ title: dialog.title, body: [body] });
  }

  write(text) {
    return this.attempt(() =>
      post(`teams/${this.person.key}/say`, {
        text,
        ...(this.chosen === undefined ? {} : { conversation: this.chosen }),
      }),
    );
  }

  press(chat, message, action, inputs) {
    return this.attempt(() =>
      post(`teams/${this.person.key}/press`, { conversation: chat.id, message: message.id, action, inputs }),
    );
  }

  async attempt(work) {
    this.say('');
    try {
      const answer = await work();
      if (answer.kind === 'link') window.open(answer.url, '_blank', 'noopener');
      if (answer.kind === 'message') this.say(answer.text, 'plain');
      if (answer.kind === 'error') this.say(answer.text || 'Something went wrong. Please try again.');
      if (answer.status !== undefined && answer.status !== 200)
        this.say(
          answer.status === 0
            ? 'Keysmith did not answer in time.'
            : `Teams got the answer ${answer.status} from the bot.`,
        );
    } catch (error) {
      this.say(error.message);
    }
    await this.refresh();
  }
}
