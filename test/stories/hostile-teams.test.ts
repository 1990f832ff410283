import type { PersonKey } from '../../src/demo/tenant';
import type { Manners, SeenMessage } from '../../src/demo/teams';
import { questionOf } from '../../src/domain/question';
import type { TapRequest } from '../../src/domain/tap-request';
import { linesOf, withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { askForPass, linkSlack, requestIn, until } from './steps';

/*
 * What comes through Teams and should not: each with a clear sentence where one may be sent, no effect anywhere, one
 * line in the log and one count.
 */

let scene: Scene;
let approvals: string;

/** Everything in one house: Tom's pass is approved and not opened, Aoife's waits for approvers, Gus's for a proof, Yuki's was denied. */
let requests: Record<'tom' | 'aoife' | 'gus' | 'yuki', { now: TapRequest; card: SeenMessage }>;

beforeAll(async () => {
  scene = await openScene();
  approvals = scene.teams.conversations().find(({ name }) => name === 'Pass approvals')!.id;
  await linkSlack(scene, 'priya');
  const asked = async (key: PersonKey) => {
    await askForPass(scene, 'priya', key);
    return { now: await requestIn(scene, key), card: await newestCard() };
  };
  const gus = async () => {
    await asksThemselves('gus');
    return { now: await requestIn(scene, 'gus'), card: marcus().last() };
  };
  requests = { tom: await asked('tom'), aoife: await asked('aoife'), yuki: await asked('yuki'), gus: await gus() };
  await marcus().click(requests.tom.card, 'Approve');
  await marcus().openDialog(requests.yuki.card, 'Deny');
  await marcus().submitDialog('Deny', { why: 'Nobody asked me first.' });
  await scene.settle();
});
afterAll(() => scene.end());

const marcus = () => scene.teams.person('marcus');
const newestCard = () => marcus().waitFor('asks for a Temporary Access Pass', { conversationId: approvals });

async function asksThemselves(key: PersonKey): Promise<void> {
  const person = scene.teams.person(key);
  await ask(key, { verb: 'pass.ask', reason: 'broken-authenticator', note: '' });
  await until(async () => (await scene.app.store.ledger.openRequestFor(scene.tenant.people[key].id)) !== undefined);
  await scene.settle();
  await person.waitFor('Your request is on its way');
}

/** A dialog's submit with any data: what a card never carried can be sent all the same. */
async function ask(key: PersonKey, data: Record<string, unknown>, manners?: Manners) {
  const person = scene.teams.person(key);
  const message = person.messages().find(({ from }) => from === 'bot')!;
  const [answer] = await person.invoke(message, 'task/submit', { data }, manners);
  return JSON.stringify(answer?.body);
}

/** An activity of somebody in their own chat, with any content. */
function written(key: PersonKey, content: Record<string, unknown>): Record<string, unknown> {
  const chat = scene.teams.person(key).messages()[0]!.conversationId;
  return {
    id: `f:${String(Math.random())}`,
    channelId: 'msteams',
    serviceUrl: scene.teams.serviceUrl,
    from: { id: `29:${key}`, aadObjectId: scene.tenant.people[key].id },
    recipient: { id: '28:bot' },
    conversation: { id: chat, conversationType: 'personal', tenantId: scene.tenant.tenantId },
    ...content,
  };
}

/** What the button of its newest card carries. */
function approving(request: TapRequest) {
  return { verb: 'pass.approve', request: request.id, question: questionOf(request) };
}

/** A press with any data. */
async function press(key: PersonKey, data: Record<string, unknown>, conversationId?: string) {
  const person = scene.teams.person(key);
  const message = person.messages(conversationId).find(({ from }) => from === 'bot')!;
  const value = { action: { type: 'Action.Execute', verb: data['verb'], data }, trigger: 'manual' };
  const [answer] = await person.invoke(message, 'adaptiveCard/action', value);
  expect(answer?.status).toBe(200);
  const own = person.messages().at(-1)?.words ?? '';
  return `${JSON.stringify(answer?.body)} ${own}`;
}

describe('activities that prove nothing', () => {
  test.each<NonNullable<Manners['forge']>>(['no token', 'wrong key', 'wrong audience', 'expired', 'unsigned token'])(
    'an approval with %s',
    async (forge) => {
      // The connector library writes to the console what it does not like about a token.
      jest.spyOn(console, 'error').mockImplementation(() => undefined);
      const { noted } = await withoutEffect(scene, [], () =>
        marcus().clickStale(requests.aoife.card, 'Approve', {}, { forge }),
      );
      expect(noted).toEqual(['teams.refused:not-authentic']);
    },
  );

  test.each([
    ['foreign tenant', 'foreign-tenant'],
    ['mixed tenants', 'mixed-tenants'],
    ['no tenant', 'no-tenant'],
    ['no object id', 'no-object-id'],
  ] as const)('an approval with %s', async (forge, why) => {
    const { noted, result } = await withoutEffect(scene, [], () =>
      marcus().clickStale(requests.aoife.card, 'Approve', {}, { forge }),
    );
    expect(noted).toEqual([`teams.refused:${why}`]);
    expect(result).toMatchObject({ kind: 'card' });
    expect(JSON.stringify(result)).toContain('Keysmith works only for its own organisation.');
  });

  test('an approval that names a foreign service address: nothing is sent there', async () => {
    const data = { verb: 'pass.approve', request: requests.aoife.now.id };
    const value = { action: { type: 'Action.Execute', verb: 'pass.approve', data } };
    const activity = written('marcus', { type: 'invoke', name: 'adaptiveCard/action', value });
    const { noted } = await withoutEffect(scene, [], () =>
      scene.teams.deliver(activity, { forge: 'foreign service url' }),
    );
    expect(noted).toEqual(['teams.refused:foreign-service-url']);
  });

  test.each([
    ['no JSON', 'not json', 'not-json', 400],
    ['JSON that is no activity', '[1,2]', 'no-activity', 400],
    ['a megabyte', JSON.stringify({ text: 'x'.repeat(1_000_000) }), 'too-large', 413],
  ])('%s', async (_what, body, why, status) => {
    const { noted, result } = await withoutEffect(scene, [], () =>
      fetch(`${scene.app.url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
    );
    expect(result.status).toBe(status);
    expect(noted).toEqual([`teams.refused:${why}`]);
  });
});

describe('clicks on requests that are not there to be clicked', () => {
  test.each([
    ['a made-up id', () => ({ id: 'r-made-up' }), 'request-unknown', 'I do not know this request.'],
    ['an id that is SQL', () => ({ id: `' or 1=1 --` }), 'request-unknown', 'I do not know this request.'],
    ['a request already approved', () => requests.tom.now, 'already-decided-by-you', 'already decided'],
    ['a request already denied', () => requests.yuki.now, 'request-decided', 'already decided'],
    ['a request nobody has proved', () => requests.gus.now, 'needs-proof', 'Nobody has checked yet'],
  ])('approving %s', async (_what, request, code, words) => {
    const { noted, result } = await withoutEffect(scene, ['marcus'], () =>
      press('marcus', approving({ ...requests.aoife.now, ...request() })),
    );
    expect(result).toContain(words);
    expect(result).toContain('Nothing was changed.');
    expect(noted).toEqual([`turn.refused:${code}`]);
  });

  test.each([
    ['no question, as cards had once', (): object => ({})],
    ['another question', (): object => ({ question: questionOf({ ...requests.aoife.now, noteHash: 'other' }) })],
  ])('approving with %s', async (_what, question) => {
    const data = { verb: 'pass.approve', request: requests.aoife.now.id, ...question() };
    const { noted, result } = await withoutEffect(scene, ['marcus'], () => press('marcus', data));
    expect(result).toContain('has changed since you saw it');
    expect(noted).toEqual(['turn.refused:request-changed']);
  });

  test('a click on the old card, as it was before the decision', async () => {
    const { noted, result } = await withoutEffect(scene, ['marcus'], () =>
      marcus().clickStale(requests.tom.card, 'Approve'),
    );
    expect(JSON.stringify(result)).toContain('already decided');
    expect(noted).toEqual(['turn.refused:already-decided-by-you']);
  });

  test.each(['pass.withdraw', 'pass.open', 'pass.prove-form', 'pass.review', 'pass.deny-form', 'pass.cannot-vouch'])(
    '%s with a made-up id, in a dialog',
    async (verb) => {
      const { result, noted } = await withoutEffect(scene, ['marcus'], async () => {
        const opened = await ask('marcus', { verb, request: 'r-made-up' });
        return verb === 'pass.deny-form'
          ? ask('marcus', { verb: 'pass.deny', request: 'r-made-up', why: 'No.' })
          : opened;
      });
      expect(result).toMatch(/I do not know this request/);
      expect(noted).toEqual(['turn.refused:request-unknown']);
    },
  );
});

describe('card data that no card carries', () => {
  test.each<[string, (id: string) => Record<string, unknown>]>([
    ['no verb', () => ({})],
    ['an unknown verb', (request) => ({ verb: 'pass.make-one', request })],
    ['no request', () => ({ verb: 'pass.approve' })],
    ['a number as request', () => ({ verb: 'pass.approve', request: 7 })],
    ['a list as request', (request) => ({ verb: 'pass.approve', request: [request] })],
    ['a nested request', (request) => ({ verb: 'pass.approve', request: { id: request } })],
    ['a very long request', () => ({ verb: 'pass.approve', request: 'x'.repeat(5_000) })],
    [
      'somebody to act as',
      (request) => ({ verb: 'pass.approve', request, who: '00000000-0000-4000-8000-000000000001' }),
    ],
    ['an approver to count', (request) => ({ verb: 'pass.approve', request, by: 'somebody', confirmed: true })],
    ['a wrong way of proving', (request) => ({ verb: 'pass.prove', request, way: 'birthday' })],
    ['a prototype', (request) => ({ verb: 'pass.approve', request, ['__proto__x']: { admin: true } })],
  ])('%s', async (_what, data) => {
    for (const send of [press, ask]) {
      const { noted, result } = await withoutEffect(scene, ['marcus'], () =>
        send('marcus', data(requests.aoife.now.id)),
      );
      expect(result).toContain('sent something I cannot read');
      expect(result).toContain('Nothing was changed.');
      expect(noted).toEqual(['teams.refused:bad-input']);
    }
  });

  test.each([null, 'text', 7, [], { action: null }, { action: { type: 'Action.Execute' } }])(
    'a press whose value is %j',
    async (value) => {
      const person = marcus();
      const message = person.messages(approvals)[0]!;
      const { noted, result } = await withoutEffect(scene, ['marcus'], () =>
        person.invoke(message, 'adaptiveCard/action', value as Record<string, unknown>),
      );
      expect(JSON.stringify(result)).toContain('cannot read');
      expect(noted).toEqual(['teams.refused:bad-input']);
    },
  );
});

describe('people who may not', () => {
  test.each<[string, PersonKey, () => Record<string, unknown>, string, string]>([
    [
      'an employee approves their own',
      'aoife',
      () => approve('aoife'),
      'not-approver',
      'Only members of the approvers group',
    ],
    [
      'the agent approves what she asked for',
      'priya',
      () => approve('aoife'),
      'not-approver',
      'Only members of the approvers group',
    ],
    ['an approver approves for her manager', 'lucia', () => approve('aoife'), 'direct-report', 'is your manager'],
    ['the manager of nobody vouches', 'gus', () => prove('gus'), 'verify-yourself', 'Nobody can vouch for themselves'],
    ['a stranger vouches', 'ana', () => prove('gus'), 'not-agent', 'Only members of the helpdesk group'],
    [
      'a stranger withdraws',
      'ana',
      () => ({ verb: 'pass.withdraw', request: requests.aoife.now.id }),
      'not-yours',
      'belongs to somebody else',
    ],
    [
      'a stranger reads the request',
      'ana',
      () => ({ verb: 'pass.review', request: requests.aoife.now.id }),
      'not-approver',
      'Only members of the approvers group',
    ],
    [
      'an employee looks somebody up',
      'ana',
      () => ({ verb: 'person.look', words: 'Tom' }),
      'not-agent',
      'Only members of the helpdesk group',
    ],
    [
      'an employee asks for a colleague',
      'ana',
      () => ({ verb: 'pass.ask', person: scene.tenant.people.hana.id, reason: 'broken-authenticator', note: '' }),
      'not-agent',
      'Only members of the helpdesk group',
    ],
    [
      'a stranger says "It is me"',
      'ana',
      () => ({ verb: 'method.mine', request: requests.tom.now.id, method: 'm' }),
      'not-yours',
      'belongs to somebody else',
    ],
    [
      'a stranger says "This was not me"',
      'ida',
      () => ({ verb: 'method.not-mine', request: requests.tom.now.id }),
      'not-yours',
      'belongs to somebody else',
    ],
  ])('%s', async (_what, who, data, code, words) => {
    const { noted, result } = await withoutEffect(scene, [who], () => ask(who, data()));
    expect(result).toContain(words);
    expect(result).toContain('Nothing was changed.');
    expect(noted).toEqual([`turn.refused:${code}`]);
  });

  const approve = (key: 'aoife') => approving(requests[key].now);
  const prove = (key: 'gus') => ({ verb: 'pass.prove', request: requests[key].now.id, way: 'in-person' });

  test('an approver who checked who it is, or asked, does not decide', async () => {
    await linkSlack(scene, 'jonas');
    await askForPass(scene, 'jonas', 'omar');
    const omars = await requestIn(scene, 'omar');
    const asked = await withoutEffect(scene, ['jonas'], () => press('jonas', approving(omars)));
    expect(asked.result).toContain('You asked for this pass, so somebody else has to decide.');
    expect(asked.noted).toEqual(['turn.refused:own-request']);
    await ask('marcus', { verb: 'pass.deny', request: omars.id, why: 'A test.' });

    await asksThemselves('chidi');
    const own = (await requestIn(scene, 'chidi')).id;
    await ask('jonas', { verb: 'pass.prove', request: own, way: 'in-person' });
    const chidis = await requestIn(scene, 'chidi');
    expect(chidis.state).toBe('awaiting-approval');
    const proved = await withoutEffect(scene, ['jonas'], () => press('jonas', approving(chidis)));
    expect(proved.result).toContain('You vouched for this person or checked who they are');
    expect(proved.noted).toEqual(['turn.refused:own-verification']);
  });

  test('nobody asks for a pass for an approver, so no approver has a pass of their own to decide about', async () => {
    const data = { verb: 'pass.ask', person: scene.tenant.people.marcus.id, reason: 'broken-authenticator', note: '' };
    const { noted, result } = await withoutEffect(scene, ['priya'], () => ask('priya', data));
    expect(result).toContain('Marcus Adeyemi has privileged access');
    expect(noted).toEqual(['turn.refused:target-privileged']);
  });

  test.each<PersonKey>(['marcus', 'ana', 'priya', 'nadia', 'breakGlass1'])(
    '%s presses "Show my pass" of somebody else: nothing is shown, and it is in the audit',
    async (who) => {
      const request = requests.tom.now.id;
      const before = scene.log.length;
      const tries = async (): Promise<void> => {
        for (const data of [
          { verb: 'pass.open', request },
          { verb: 'pass.create', request, opening: 'forged' },
        ])
          expect(await ask(who, data)).toContain('This pass is for somebody else');
      };
      await withoutEffect(scene, [who], tries, { audit: ['pass.opening-refused', 'pass.opening-refused'] });
      expect(scene.tenant.world.livePasses()).toEqual([]);
      expect((await requestIn(scene, 'tom')).state).toBe('approved');
      const refused = linesOf(scene, before).filter(({ event }) => event === 'turn.refused');
      expect(refused.map(({ code }) => code)).toEqual(['not-recipient', 'not-recipient']);
      const audit = (await scene.app.store.ledger.auditOf(request)).filter(
        ({ actor }) => actor === scene.tenant.people[who].id,
      );
      expect(audit.filter(({ act }) => act === 'pass.opening-refused')).toHaveLength(2);
    },
  );

  test('the recipient cannot open their pass from a conversation that others are in', async () => {
    const tom = scene.teams.addConversation('Lunch', 'groupChat', ['tom', 'ana']);
    const { noted, result } = await withoutEffect(scene, ['tom'], async () =>
      scene.teams.person('tom').invoke({ conversationId: tom.id, id: '1' }, 'task/submit', {
        data: { verb: 'pass.create', request: requests.tom.now.id, opening: 'o' },
      }),
    );
    expect(JSON.stringify(result)).toContain('only in your own chat');
    expect(noted).toEqual(['teams.refused:shared-place']);
  });
});

describe('what comes twice', () => {
  test.each(['same id', 'new id'] as const)(
    'a request for a pass, sent again under the %s, is one request',
    async (resend) => {
      const key = resend === 'same id' ? 'ingrid' : 'pavel';
      await ask(key, { verb: 'pass.ask', reason: 'broken-authenticator', note: '' }, { resend });
      await scene.settle();
      expect(await scene.app.store.ledger.requestsFor(scene.tenant.people[key].id, 5)).toHaveLength(1);
    },
  );

  test.each(['same id', 'new id'] as const)('an approval, sent again under the %s, is one approval', async (resend) => {
    const key = resend === 'same id' ? 'lena' : 'noa';
    await askForPass(scene, 'priya', key);
    await marcus().click(await newestCard(), 'Approve', {}, { resend });
    await scene.settle();
    const request = await requestIn(scene, key);
    expect(request.approvals).toHaveLength(1);
    const acts = (await scene.app.store.ledger.auditOf(request.id)).map(({ act }) => act);
    expect(acts.filter((act) => act === 'request.approved')).toHaveLength(1);
    // The card of the request, which changed, and the one message that says so.
    const person = scene.teams.person(key);
    const told = person.messages().filter(({ words }) => words.includes('Your pass is approved'));
    expect(told).toHaveLength(1);
  });
});

describe('what people write', () => {
  test.each([
    ['20,000 characters', 'x'.repeat(20_000), 'I read only its beginning'],
    ['an emoji only', '🔑', 'Tom'],
    ['a name for everybody', '<!channel> @everyone <at>Keysmith</at>', ''],
    ['a template', '${1+1} {{7*7}} ${data.secret}', ''],
    ['control characters', 'a\u0000b\u202Ec\u2066', ''],
    ['half a character', '\ud83d', ''],
  ])('%s gets an answer and changes nothing', async (_what, text, words) => {
    const tom = scene.teams.person('tom');
    const before = tom.messages().length;
    const { noted } = await withoutEffect(scene, ['tom'], () => tom.say(text));
    const answers = tom
      .messages()
      .slice(before)
      .filter(({ from }) => from === 'bot');
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.map((answer) => answer.words).join('\n')).toContain(words);
    expect(answers.map((answer) => answer.words).join('\n')).not.toMatch(/\b(2|49)\b.*\{|undefined/);
    expect(noted).toEqual([]);
  });

  test('a picture without text gets a sentence', async () => {
    const tom = scene.teams.person('tom');
    const file = {
      type: 'message',
      attachments: [{ contentType: 'image/png', contentUrl: 'https://evil.example/x.png' }],
    };
    const { noted } = await withoutEffect(scene, ['tom'], () => scene.teams.deliver(written('tom', file)));
    expect(noted).toEqual([]);
    expect(tom.last().words).toContain("I can't look at files or pictures.");
  });

  test('trouble told in a conversation with others is not talked about there', async () => {
    const before = marcus().messages(approvals).length;
    await withoutEffect(scene, [], () => marcus().say('I lost my phone', { conversationId: approvals }), {
      heardIn: 'Pass approvals',
    });
    const [, answer] = marcus().messages(approvals).slice(before);
    expect(answer!.words).toContain('own chat');
    expect(answer!.words).not.toContain('Marcus');
    expect(await scene.app.store.ledger.openRequestFor(scene.tenant.people.marcus.id)).toBeUndefined();
  });
});

test('somebody who takes the app away in the middle is not written to, the log says so, and the request goes on', async () => {
  const gus = scene.teams.person('gus');
  const [lines, messages] = [scene.log.length, gus.messages().length];
  scene.teams.uninstall('gus');
  await ask('priya', { verb: 'pass.prove', request: requests.gus.now.id, way: 'in-person' });
  await scene.settle();
  expect((await requestIn(scene, 'gus')).state).toBe('awaiting-approval');
  expect(gus.messages()).toHaveLength(messages);
  expect(linesOf(scene, lines).map(({ event }) => event)).toContain('message.lost');
  expect((await newestCard()).words).toContain('Gus Thompson');
});
