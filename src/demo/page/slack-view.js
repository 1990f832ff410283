import { get, inTurn, post, remove } from './api.js';
import { drawBlocks, drawText } from './block-kit.js';
import { composer } from './composer.js';
import { clockTime, face, followingNewest, h, keepInStep, showPressed } from './dom.js';
import { openOverlay } from './overlay.js';

const bot = 'U0KEYSMITH';

/** One person's Slack: App Home, direct messages, channels, and the bot's modals. */
export class SlackView {
  constructor(pane, screen, person, { say, people, hints }) {
    this.pane = pane;
    this.person = person;
    this.sayInPane = say;
    this.users = people
      .filter(({ slackUserId }) => slackUserId !== null)
      .map(({ slackUserId, name }) => ({ userId: slackUserId, name }));
    this.closed = false;
    this.chosen = undefined;
    this.tabs = h('div', { class: 'chats', role: 'group', 'aria-label': 'Channels' });
    this.log = h('div', {
      class: 'log slack-log',
      role: 'log',
      'aria-label': `Slack messages of ${person.name}`,
      tabindex: '0',
    });
    this.home = h('div', { class: 'log home', tabindex: '0', role: 'region', 'aria-label': 'App Home', hidden: true });
    this.composer = composer('Message, or /passwordless', hints, (text) => this.write(text));
    screen.replaceChildren(this.tabs, this.log, this.home, this.composer.node);
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
    const { channels, home, modal } = await get(`slack/${this.person.key}`);
    if (this.closed) return;
    const direct = channels.find(({ kind }) => kind === 'im');
    const channel = channels.find(({ id }) => id === this.chosen) ?? direct;
    if (this.chosen !== 'home') this.chosen = channel?.id;
    this.drawTabs(channels);
    this.log.hidden = this.chosen === 'home';
    this.home.hidden = this.chosen !== 'home';
    this.composer.node.hidden = this.chosen === 'home';
    if (this.chosen !== 'home') {
      followingNewest(this.log, () =>
        keepInStep(
          this.log,
          channel?.messages ?? [],
          ({ ts }) => `${channel.id} ${ts}`,
          (message) => this.drawMessage(channel, message),
        ),
      );
      this.log.dataset.empty =
        channel?.kind === 'im' ? 'Nothing has been said here yet.' : `This is the beginning of #${channel?.name}.`;
      this.composer.showHints(channel?.kind === 'im' && channel.messages.length === 0);
    }
    this.drawHome(home);
    this.drawModal(modal);
  }

  drawTabs(channels) {
    const seen = (this.seen ??= new Map());
    const tab = (id, name, newest, open) => {
      if (id === this.chosen) seen.set(id, newest);
      const isNew = newest !== undefined && seen.get(id) !== newest;
      return h(
        'button',
        { type: 'button', 'aria-pressed': String(id === this.chosen), onclick: open },
        name,
        isNew && h('span', { class: 'new' }, h('span', { class: 'hidden' }, 'new')),
      );
    };
    const go = (id) => () => {
      this.chosen = id;
      this.say('');
      this.refresh();
    };
    const openHome = () => {
      this.chosen = 'home';
      return this.attempt(() => post(`slack/${this.person.key}/home/open`));
    };
    const sorted = [...channels].sort((one, other) => Number(other.kind === 'im') - Number(one.kind === 'im'));
    this.tabs.replaceChildren(
      tab('home', 'Home', undefined, openHome),
      ...sorted.map(({ id, name, kind, messages }) =>
        tab(id, kind === 'im' ? 'Messages' : `# ${name}`, messages.at(-1)?.ts, go(id)),
      ),
    );
    showPressed(this.tabs);
  }

  drawMessage(channel, message) {
    const isBot = message.user === bot;
    const path = `slack/${this.person.key}/click`;
    const inputs = new Map();
    const surface = this.surface({
      inputs,
      press: (element, value) =>
        this.attempt(() =>
          post(path, { channel: channel.id, ts: message.ts, element, value, values: valuesOf(inputs) }),
        ),
    });
    return h(
      'article',
      {
        class: message.ephemeral ? 'message ephemeral' : 'message',
        'aria-label': `${message.name}, ${timeOf(message.ts)}`,
      },
      face(message.name, isBot),
      h(
        'div',
        { class: 'content' },
        message.ephemeral && h('p', { class: 'only' }, 'Only visible to you'),
        h(
          'header',
          {},
          h('b', {}, message.name),
          isBot && h('span', { class: 'app' }, 'APP'),
          h('time', {}, timeOf(message.ts)),
          message.edits > 0 && h('small', {}, '(edited)'),
        ),
        message.blocks.length > 0
          ? drawBlocks(message.blocks, surface)
          : drawText({ type: 'mrkdwn', text: message.text }, surface),
      ),
    );
  }

  drawHome(home) {
    const print = JSON.stringify(home);
    if (print === this.homePrint) return;
    this.homePrint = print;
    const press = (element, value) =>
      this.attempt(() => post(`slack/${this.person.key}/home/click`, { element, value }));
    this.home.replaceChildren(
      home === null
        ? h('p', { class: 'empty' }, 'Keysmith has not drawn this tab yet.')
        : drawBlocks(home.view.blocks, this.surface({ press })),
    );
  }

  drawModal(modal) {
    const print = JSON.stringify(modal);
    if (print === this.modalPrint) return;
    this.modalPrint = print;
    if (modal === null) {
      this.overlay?.remove();
      this.overlay = undefined;
      this.kept = undefined;
      return;
    }
    this.overlay ??= openOverlay(this.pane, {
      kind: 'slack-modal',
      onClose: () => this.attempt(() => remove(`slack/${this.person.key}/modal`)),
    });
    this.fillModal(modal, modal.errors);
  }

  fillModal(modal, errors) {
    const { view } = modal;
    const path = `slack/${this.person.key}/modal`;
    // The same view drawn again keeps what was typed into it.
    const same = this.kept?.id === modal.id;
    const entered = same ? valuesOf(this.kept.inputs) : {};
    const options = same ? this.kept.options : new Map();
    const inputs = new Map();
    this.kept = { id: modal.id, inputs, options };
    const surface = this.surface({
      inputs,
      entered,
      errors,
      press: (element, value) => this.attempt(() => post(`${path}/click`, { element, value })),
      suggest: async (element, typed) => {
        try {
          return (await post(`${path}/suggest`, { element, typed })).options;
        } catch (error) {
          this.say(error.message);
          return [];
        }
      },
      keep: (key, option) => options.set(key, option),
      kept: (key) => options.get(key),
    });
    const submit = () => {
      const missing = missingIn(view.blocks, valuesOf(inputs));
      if (Object.keys(missing).length > 0) return this.fillModal(modal, missing);
      return this.attempt(() => post(`${path}/submit`, { values: valuesOf(inputs) }));
    };
    const footer = [
      h('button', { type: 'button', onclick: () => this.attempt(() => remove(path)) }, view.close?.text ?? 'Cancel'),
      view.submit && h('button', { type: 'button', class: 'primary', onclick: submit }, view.submit.text),
    ].filter(Boolean);
    this.overlay.fill({ title: view.title?.text ?? '', body: [drawBlocks(view.blocks, surface)], footer });
    this.overlay.box.querySelector('[aria-invalid]')?.focus();
  }

  surface(own) {
    const names = new Map(this.users.map(({ userId, name }) => [userId, name]));
    return {
      nameOf: (userId) => (userId === bot ? 'Keysmith' : (names.get(userId) ?? userId)),
      users: this.users,
      ...own,
    };
  }

  write(text) {
    return this.attempt(() =>
      post(`slack/${this.person.key}/say`, { text, ...(this.chosen === undefined ? {} : { channel: this.chosen }) }),
    );
  }

  async attempt(work) {
    this.say('');
    try {
      const answer = await work();
      if (answer.url !== undefined) window.open(answer.url, '_blank', 'noopener');
      if (answer.kind === 'error') this.say(answer.text);
    } catch (error) {
      this.say(error.message);
    }
    await this.refresh();
  }
}

function timeOf(ts) {
  return clockTime(Number(ts) * 1000);
}

function valuesOf(inputs) {
  return Object.fromEntries([...inputs].map(([key, read]) => [key, read()]).filter(([, value]) => value.length > 0));
}

/** Slack's own words for what is left empty: the bot does not hear of it. */
function missingIn(blocks, values) {
  const empty = blocks.filter(
    (block) =>
      block.type === 'input' && !block.optional && values[`${block.block_id}/${block.element.action_id}`] === undefined,
  );
  return Object.fromEntries(empty.map((block) => [block.block_id, 'Please complete this required field.']));
}
