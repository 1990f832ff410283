import { createHmac } from 'node:crypto';
import { openWorld, SIGNING_SECRET, type Transport, TRANSPORTS, type World } from './world';

let world: World;

let transport: Transport;

/** Nothing of ours ran, and there was one line about it. */
async function refused(...reasons: string[]): Promise<void> {
  await world.channel.drain();
  expect(world.chosen).toHaveLength(0);
  expect(world.heard).toHaveLength(0);
  expect(world.refusals()).toEqual(reasons);
}

type Fields = Record<string, unknown>;
const common: Fields = {
  api_app_id: 'A0KEYSMITH',
  trigger_id: '',
  team: { id: 'T0CONTOSO' },
  enterprise: null,
  user: { id: 'U0PRIYA', team_id: 'T0CONTOSO' },
};
const view: Fields = {
  id: 'V1',
  hash: '1.x',
  type: 'modal',
  callback_id: 'form',
  private_metadata: '{"verb":"pass.deny","request":"r-1"}',
  state: { values: { why: { value: { type: 'plain_text_input', value: 'no' } } } },
};

/** One sound payload per kind; `channel` is filled in when it is sent. */
const sound: Record<string, { as: 'form' | 'payload' | 'event'; body: Fields; required: string[] }> = {
  'a slash command': {
    as: 'form',
    body: {
      api_app_id: 'A0KEYSMITH',
      team_id: 'T0CONTOSO',
      user_id: 'U0PRIYA',
      channel_id: 'CHANNEL',
      command: '/passwordless',
      text: 'queue',
      trigger_id: '',
      response_url: 'RESPONSE',
    },
    required: ['api_app_id', 'team_id', 'user_id', 'channel_id', 'trigger_id', 'response_url'],
  },
  'a button in a message': {
    as: 'payload',
    body: {
      ...common,
      type: 'block_actions',
      container: { type: 'message', message_ts: '1.1', channel_id: 'CHANNEL', is_ephemeral: false },
      channel: { id: 'CHANNEL' },
      response_url: 'RESPONSE',
      actions: [{ action_id: 'queue:0', type: 'button', value: '{"verb":"queue"}' }],
    },
    required: [
      'api_app_id',
      'trigger_id',
      'team',
      'user',
      'user.id',
      'user.team_id',
      'container',
      'channel',
      'response_url',
    ],
  },
  'a button in a modal': {
    as: 'payload',
    body: {
      ...common,
      type: 'block_actions',
      container: { type: 'view', view_id: 'V1' },
      view,
      actions: [{ action_id: 'queue:0', type: 'button', value: '{"verb":"queue"}' }],
    },
    required: ['api_app_id', 'trigger_id', 'user.team_id', 'view', 'view.hash', 'view.state'],
  },
  'a form': {
    as: 'payload',
    body: { ...common, type: 'view_submission', view },
    required: [
      'api_app_id',
      'trigger_id',
      'team',
      'user.id',
      'user.team_id',
      'view.private_metadata',
      'view.state',
      'view.callback_id',
    ],
  },
  'a shortcut': {
    as: 'payload',
    body: { ...common, type: 'shortcut', callback_id: 'queue' },
    required: ['trigger_id', 'team', 'user.id', 'user.team_id', 'callback_id'],
  },
  'a message shortcut': {
    as: 'payload',
    body: {
      ...common,
      type: 'message_action',
      callback_id: 'person.help',
      channel: { id: 'CHANNEL' },
      message: { user: 'U0TOM', text: 'hello', ts: '1.1' },
      response_url: 'RESPONSE',
    },
    required: ['trigger_id', 'team', 'user.id', 'user.team_id', 'callback_id'],
  },
  'a message': {
    as: 'event',
    body: {
      type: 'event_callback',
      api_app_id: 'A0KEYSMITH',
      team_id: 'T0CONTOSO',
      event_id: '',
      event_time: 1,
      event: { type: 'message', channel_type: 'im', user: 'U0PRIYA', channel: 'DIRECT', text: 'hello', ts: '1.1' },
    },
    required: ['api_app_id', 'team_id', 'event_id', 'event_time', 'event.user', 'event.channel', 'event.ts'],
  },
  'a mention': {
    as: 'event',
    body: {
      type: 'event_callback',
      api_app_id: 'A0KEYSMITH',
      team_id: 'T0CONTOSO',
      event_id: '',
      event_time: 1,
      event: { type: 'app_mention', user: 'U0PRIYA', channel: 'CHANNEL', text: 'hello', ts: '1.1' },
    },
    required: ['api_app_id', 'team_id', 'event_id', 'event.user', 'event.channel', 'event.ts'],
  },
  'the home tab': {
    as: 'event',
    body: {
      type: 'event_callback',
      api_app_id: 'A0KEYSMITH',
      team_id: 'T0CONTOSO',
      event_id: '',
      event_time: 1,
      event: { type: 'app_home_opened', user: 'U0PRIYA', channel: 'DIRECT', tab: 'home' },
    },
    required: ['api_app_id', 'team_id', 'event_id', 'event.user', 'event.tab'],
  },
};

let count = 0;

/** A sound payload of this kind under a new id, with a field changed or (`undefined`) left out. */
function made(kind: string, path?: string, value?: unknown): { as: 'form' | 'payload' | 'event'; body: Fields } {
  const { as, body } = sound[kind]!;
  count += 1;
  const helpdesk = world.slack.channels().find(({ name }) => name === 'helpdesk')!;
  const direct = world.slack.channels().find(({ kind: its, members }) => its === 'im' && members.has('U0PRIYA'));
  const text = JSON.stringify(body)
    .replaceAll('CHANNEL', helpdesk.id)
    .replaceAll('DIRECT', direct?.id ?? helpdesk.id)
    .replaceAll('RESPONSE', `${world.slack.origin}/response/none`);
  const copy = JSON.parse(text) as Fields;
  if ('trigger_id' in copy) copy['trigger_id'] = `trigger-${String(count)}`;
  if ('event_id' in copy) copy['event_id'] = `Ev${String(count)}`;
  if (path !== undefined) {
    const names = path.split('.');
    let at = copy;
    for (const name of names.slice(0, -1)) at = at[name] as Fields;
    if (value === undefined) Reflect.deleteProperty(at, names.at(-1)!);
    else at[names.at(-1)!] = value;
  }
  return { as, body: copy };
}

interface How {
  secret?: string | undefined;
  at?: number | string | undefined;
  type?: string;
  raw?: string;
}

async function post({ as, body }: { as: 'form' | 'payload' | 'event'; body: Fields }, how: How = {}): Promise<number> {
  if (transport === 'Socket Mode')
    return (
      await world.slack.send(as === 'payload' ? { payload: body } : as === 'form' ? { form: body } : { event: body })
    ).status;
  const form = as === 'payload' ? { payload: JSON.stringify(body) } : (body as Record<string, string>);
  const text = how.raw ?? (as === 'event' ? JSON.stringify(body) : new URLSearchParams(form).toString());
  const at = 'at' in how ? how.at : Math.floor(Date.now() / 1000);
  const secret = 'secret' in how ? how.secret : SIGNING_SECRET;
  const signature =
    secret === undefined
      ? undefined
      : createHmac('sha256', secret)
          .update(`v0:${String(at)}:${text}`)
          .digest('hex');
  const response = await fetch(world.url, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': how.type ?? (as === 'event' ? 'application/json' : 'application/x-www-form-urlencoded'),
      ...(at === undefined ? {} : { 'x-slack-request-timestamp': String(at) }),
      ...(signature === undefined ? {} : { 'x-slack-signature': `v0=${signature}` }),
    },
  });
  return response.status;
}

/** What ends a link; a bot has none, and what could not be read ends nothing. */
const LOSSES: Record<string, string[]> = {
  guest: ['slack-guest'],
  deactivated: ['slack-deactivated'],
  'other-workspace-user': ['slack-elsewhere'],
};

const kinds = Object.keys(sound);
const now = (): number => Math.floor(Date.now() / 1000);

describe.each(TRANSPORTS)('over %s', (over) => {
  beforeAll(async () => {
    transport = over;
    world = await openWorld({}, over);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.channel.drain();
    world.forget();
  });
  if (over === 'HTTP') bytesAndSignatures();

  describe.each(kinds)('%s', (kind) => {
    it('is let in when it is sound', async () => {
      expect(await post(made(kind))).toBe(200);
      await world.channel.drain();
      expect(world.chosen.length + world.heard.length).toBe(1);
      expect(world.refusals()).toEqual([]);
    });

    it('is done once when it comes twice, also at the same time', async () => {
      const payload = made(kind);
      await Promise.all([post(payload), post(payload), post(payload)]);
      await world.channel.drain();
      expect(world.chosen.length + world.heard.length).toBe(1);
      expect(world.refusals()).toEqual(['replayed', 'replayed']);
    });

    it('is refused for another app', async () => {
      await post(made(kind, 'api_app_id', 'A0OTHER'));
      await refused('other-app');
    });

    it('is refused for another workspace', async () => {
      const path = sound[kind]!.as === 'payload' ? 'team.id' : 'team_id';
      await post(made(kind, path, 'T0FABRIKAM'));
      await refused('other-workspace');
    });

    it.each(sound[kind]!.required)('is refused without %s', async (field) => {
      await post(made(kind, field));
      await world.channel.drain();
      expect([world.chosen, world.heard]).toEqual([[], []]);
      expect(world.refusals()).toHaveLength(1);
      expect(['missing-field', 'other-workspace', 'unknown-kind']).toContain(world.refusals()[0]);
    });
  });

  describe('people', () => {
    const userField: Record<string, string> = { form: 'user_id', payload: 'user.id', event: 'event.user' };

    describe.each([
      ['guest', 'U0GUEST', 'guest'],
      ['single-channel guest', 'U0SINGLE', 'guest'],
      ['bot', 'U0ROBOT', 'bot'],
      ['deactivated account', 'U0GONE', 'deactivated'],
      ['member of another workspace', 'U0MALLORY', 'other-workspace-user'],
      ['user nobody knows', 'U0UNKNOWN', 'user-unread'],
    ])('a %s', (_who, user, reason) => {
      it.each(kinds)('is refused with %s', async (kind) => {
        await world.link(user, '99999999-9999-4999-8999-999999999999');
        await post(made(kind, userField[sound[kind]!.as], user));
        await refused(reason);
        expect(world.lost.map(({ why }) => why)).toEqual(LOSSES[reason] ?? []);
      });
    });

    it.each(kinds.filter((kind) => sound[kind]!.as === 'payload'))(
      'of another workspace are known by user.team_id in %s',
      async (kind) => {
        await post(made(kind, 'user.team_id', 'T0FABRIKAM'));
        await refused('other-workspace-user');
      },
    );

    it.each(['event.team', 'event.user_team', 'event.source_team'])(
      'of another workspace are known by %s',
      async (field) => {
        await post(made('a mention', field, 'T0FABRIKAM'));
        await refused('other-workspace-user');
      },
    );

    it('of another workspace are told so when they write a command', async () => {
      await world.slack.person('mallory').slash('/passwordless', 'queue', { channel: 'helpdesk' });
      await world.slack
        .person('mallory')
        .waitFor('does not answer people of other workspaces', { channel: 'helpdesk' });
      await refused('other-workspace-user');
    });

    it('who were made guests are refused from the next press on', async () => {
      const priya = world.slack.people().find(({ key }) => key === 'priya')!;
      priya.isGuest = true;
      try {
        await post(made('a button in a message'));
        await refused('guest');
      } finally {
        delete priya.isGuest;
      }
    });
  });

  describe('channels', () => {
    it('that are shared are refused, with a word to the person', async () => {
      const priya = world.slack.person('priya');
      await priya.slash('/passwordless', 'queue', { channel: 'partners' });
      await priya.waitFor('shared with other organisations', { channel: 'partners' });
      await priya.mention('partners', 'hello');
      await refused('shared-channel', 'shared-channel');
    });

    it('that are shared are refused for a message shortcut too, while one that we do not see is no matter', async () => {
      const partners = world.slack.channels().find(({ name }) => name === 'partners')!;
      await post(made('a message shortcut', 'channel.id', partners.id));
      await refused('shared-channel');
      world.forget();
      await post(made('a message shortcut', 'channel.id', 'C0UNKNOWN'));
      await world.channel.drain();
      expect([world.chosen.length, world.refusals()]).toEqual([1, []]);
    });

    it('that become shared are refused within a minute', async () => {
      const channel = world.slack.addChannel('soon-shared', ['priya']);
      await world.slack.person('priya').slash('/passwordless', 'queue', { channel: 'soon-shared' });
      await world.channel.drain();
      expect(world.chosen).toHaveLength(1);
      world.forget();
      channel.isShared = true;
      world.clock.advance(60_001);
      await world.slack.person('priya').slash('/passwordless', 'queue', { channel: 'soon-shared' });
      await refused('shared-channel');
    });

    it('that cannot be read are refused', async () => {
      await post(made('a slash command', 'channel_id', 'C0UNKNOWN'));
      await refused('channel-unread');
    });
  });

  describe('when Slack or the store does not answer', () => {
    it.each([{ error: 'internal_error' }, { ratelimitedForSeconds: 30 }, 'server error', 'answer lost'] as const)(
      'users.info failing with %j refuses',
      async (fault) => {
        world.clock.advance(1);
        world.slack.upsetNext(fault);
        await post(made('a shortcut'));
        await refused('user-unread');
      },
    );

    it('a store that does not remember refuses', async () => {
      const closed = await openWorld({ seen: { first: () => Promise.reject(new Error('locked')) } }, over);
      try {
        await closed.slack.person('priya').slash('/passwordless', 'queue');
        await closed.slack.person('priya').waitFor('I cannot write to my own records right now');
        expect(closed.chosen).toHaveLength(0);
        expect(closed.refusals()).toEqual(['store-unavailable']);
      } finally {
        await closed.close();
      }
    });
  });

  describe('what is no payload at all', () => {
    it('kinds nobody knows are refused', async () => {
      await post({ as: 'payload', body: { ...common, type: 'block_actions_of_the_future', actions: [] } });
      await post({ as: 'payload', body: { ...common, type: 'interactive_message', actions: [{ name: 'x' }] } });
      await refused('unknown-kind', 'unknown-kind');
    });
  });

  it('our own messages that come back are no turns and no refusals', async () => {
    await post(made('a message', 'event.bot_id', 'B0KEYSMITH'));
    await post(made('a message', 'event.subtype', 'message_changed'));
    await refused();
  });

  it('another bot gets no answer', async () => {
    const before = world.slack.person('priya').messages().length;
    await post(made('a message', 'event.bot_id', 'B0OTHER'));
    await refused('bot');
    expect(world.slack.person('priya').messages()).toHaveLength(before);
  });

  it('suggestions are answered empty and change nothing', async () => {
    const asked = { type: 'block_suggestion', action_id: 'value', block_id: 'words', value: 'tom' };
    const body = { ...common, trigger_id: undefined, ...asked, view: { callback_id: 'form' } };
    expect(await post({ as: 'payload', body })).toBe(200);
    await refused();
    expect(await post({ as: 'payload', body: { ...body, view: undefined } })).toBe(200);
    await refused('missing-field');
  });
});

/** What a signature, a timestamp or raw bytes can be wrong about: over the socket Slack itself is at the other end. */
function bytesAndSignatures(): void {
  describe.each(kinds)('%s', (kind) => {
    it('is refused unsigned, wrongly signed and stale, before anything is read', async () => {
      expect(await post(made(kind), { secret: undefined })).toBe(401);
      expect(await post(made(kind), { secret: 'another secret' })).toBe(401);
      expect(await post(made(kind), { at: now() - 301 })).toBe(401);
      expect(await post(made(kind), { at: undefined })).toBe(401);
      await refused('not-authentic', 'not-authentic', 'not-authentic', 'not-authentic');
      expect(world.events).toHaveLength(4);
    });

    it('is refused from the future', async () => {
      await post(made(kind), { at: now() + 90 });
      await refused('future');
      world.forget();
      await post(made(kind), { at: now() + 30 });
      await world.channel.drain();
      expect(world.refusals()).toEqual([]);
    });
  });

  describe('what is no payload at all', () => {
    const raw = (text: string, type = 'application/json') => post({ as: 'event', body: {} }, { raw: text, type });

    it.each(['{"type":', 'not json', ''])('%j is answered 400', async (text) => {
      expect(await raw(text)).toBe(400);
      await refused();
    });

    it.each(['null', '5', '"x"', '{"event":null}', '{"event":5}', '{"actions":null}'])(
      '%s is answered and refused',
      async (text) => {
        expect([200, 400]).toContain(await raw(text));
        await world.channel.drain();
        expect(world.chosen).toHaveLength(0);
        expect(world.refusals()).toHaveLength(1);
      },
    );

    it('a form under another content type is not read', async () => {
      const { body } = made('a slash command');
      const text = new URLSearchParams(body as Record<string, string>).toString();
      expect(await raw(text, 'text/plain')).toBe(400);
      expect(await raw(text, 'application/x-www-form-urlencoded; charset=utf-8')).toBe(400);
      await refused();
    });

    it('a form with a field twice is refused', async () => {
      const { body } = made('a slash command');
      const text = `${new URLSearchParams(body as Record<string, string>).toString()}&user_id=U0TOM`;
      await raw(text, 'application/x-www-form-urlencoded');
      await refused('missing-field');
    });
  });
}
