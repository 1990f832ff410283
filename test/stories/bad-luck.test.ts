import Libsql from 'libsql';
import type { PersonKey } from '../../src/demo/tenant';
import { linesOf, withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import {
  addressIn,
  approvalRoom,
  askForPass,
  linkSlack,
  requestIn,
  saidBy,
  teamsCard,
  until,
  createPass,
} from './steps';

/*
 * What can break does: Graph, the store, Teams, Slack, the process, and people who change in the middle. Somebody is
 * told in a sentence, nothing acknowledged is lost, and at the end no pass is alive that nobody owns.
 */

const CREATE = { method: 'POST', path: '/users/*/authentication/temporaryAccessPassMethods' } as const;
const REMOVE = { method: 'DELETE', path: '/users/*/authentication/temporaryAccessPassMethods/*' } as const;

let scene: Scene;
const open = async (): Promise<void> => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
};
const idOf = (key: PersonKey): string => scene.tenant.people[key].id;
const passOf = (key: PersonKey) => scene.tenant.world.passOf(idOf(key));
const state = async (key: PersonKey) => (await requestIn(scene, key)).state;
const wordsOf = (key: PersonKey): string =>
  scene.teams
    .person(key)
    .messages()
    .map(({ words }) => words)
    .join('\n');

const card = (key: PersonKey) => teamsCard(scene, 'marcus', key, '[Approve]', approvalRoom(scene));
const approve = async (key: PersonKey) => saidBy(await scene.teams.person('marcus').click(card(key), 'Approve'));

async function approved(key: PersonKey): Promise<void> {
  await askForPass(scene, 'priya', key);
  await approve(key);
  await scene.settle();
  expect(await state(key)).toBe('approved');
}

/** "Show my pass" and "Create and show"; what the dialog says then. */
async function show(key: PersonKey): Promise<string> {
  const person = scene.teams.person(key);
  await person.openDialog(teamsCardOf(key), 'Show my pass');
  await createPass(scene, key);
  return person.dialog?.words ?? '';
}

function teamsCardOf(key: PersonKey) {
  const found = scene.teams
    .person(key)
    .messages()
    .findLast(({ words }) => words.includes('[Show my pass]'));
  if (found === undefined) throw new Error(`${key} cannot open anything:\n${wordsOf(key)}`);
  return found;
}

describe('Graph', () => {
  beforeAll(open);
  afterAll(() => scene.end());
  afterEach(() => scene.tenant.faults.clear());

  test('slow: the answer waits for it, and is right', async () => {
    await askForPass(scene, 'priya', 'tom');
    scene.tenant.faults.set({ kind: 'slow', ms: 400 });
    expect(await approve('tom')).toContain('can open the pass');
    expect(await state('tom')).toBe('approved');
  });

  test('throttled once, with and without Retry-After: read again', async () => {
    await askForPass(scene, 'priya', 'aoife');
    scene.tenant.faults.set({ kind: 'throttled', retryAfter: 1, times: 1 }, { kind: 'throttled', times: 1 });
    await approve('aoife');
    await until(async () => (await state('aoife')) === 'approved');
  });

  test.each([
    ['throttled and throttled again', { kind: 'throttled', retryAfter: 60 }],
    ['unavailable', { kind: 'unavailable' }],
    ['broken', { kind: 'broken' }],
    ['HTML of a captive portal', { kind: 'nonsense', as: 'html' }],
    ['JSON that nobody expects', { kind: 'nonsense', as: 'shape' }],
  ] as const)('%s: nothing is decided on facts that cannot be read', async (_what, fault) => {
    if ((await scene.app.store.ledger.openRequestFor(idOf('hana'))) === undefined)
      await askForPass(scene, 'priya', 'hana');
    const { noted, result } = await withoutEffect(scene, ['marcus'], async () => {
      scene.tenant.faults.set(fault);
      const answer = await approve('hana');
      scene.tenant.faults.clear();
      return `${answer} ${wordsOf('marcus')}`;
    });
    expect(result).toMatch(/I could not read .* from Microsoft Entra/);
    expect(result).toContain('Nothing was changed.');
    expect(noted.filter((line) => line === 'turn.refused:facts-unread')).toHaveLength(1);
  });

  test('refuses to make the pass for want of a permission: says which, and it can be opened once it is granted', async () => {
    await approved('gus');
    scene.tenant.world.permissions.delete('UserAuthMethod-TAP.ReadWrite.All');
    const said = await show('gus');
    scene.tenant.world.permissions.add('UserAuthMethod-TAP.ReadWrite.All');
    expect(said).toMatch(/UserAuthMethod-TAP\.ReadWrite\.All is missing|could not read/);
    expect(said).toMatch(/No pass was made|Nothing was changed/);
    expect(passOf('gus')).toBeUndefined();
    expect(await state('gus')).toBe('approved');
    expect(await show('gus')).toContain('Works once');
  });

  test('throttles the making of the pass: nothing was made, and the same button works afterwards', async () => {
    await approved('ingrid');
    scene.tenant.faults.set({ kind: 'throttled', retryAfter: 5, ...CREATE });
    expect(await show('ingrid')).toMatch(/asks to slow down[\s\S]*in 5 seconds[\s\S]*No pass was made/);
    scene.tenant.faults.clear();
    expect(await state('ingrid')).toBe('approved');
    expect(await show('ingrid')).toContain('Works once');
    expect(scene.tenant.world.livePasses().filter(({ personId }) => personId === idOf('ingrid'))).toHaveLength(1);
  });

  test.each<[string, PersonKey, object]>([
    ['loses the answer after the pass was made', 'yuki', { kind: 'lost' }],
    ['breaks while making it', 'omar', { kind: 'broken' }],
    ['answers nonsense after making it', 'pavel', { kind: 'nonsense', as: 'shape' }],
    ['answers with a page after making it', 'lena', { kind: 'nonsense', as: 'html' }],
  ])('%s: deleted, told, opened again, exactly one pass', async (_what, key, fault) => {
    await approved(key);
    scene.tenant.faults.set({ ...fault, ...CREATE, times: 1 } as Parameters<typeof scene.tenant.faults.set>[0]);
    const said = await show(key);
    expect(said).toContain('did not answer clearly');
    expect(said).not.toContain('Works once');
    expect(await state(key)).toBe('uncertain');
    const data = { verb: 'pass.create', request: (await requestIn(scene, key)).id, opening: 'another', pairing: '' };
    const person = scene.teams.person(key);
    await withoutEffect(scene, [key], () => person.invoke(person.last(), 'task/submit', { data }));
    await scene.pass(1);
    expect(passOf(key)).toBeUndefined();
    expect(await state(key)).toBe('approved');
    expect(await show(key)).toContain('Works once');
    const live = passOf(key);
    await scene.pass(2);
    expect(passOf(key)).toEqual(live);
    expect(await state(key)).toBe('open');
  });

  test('does not delete the pass at first: it is tried until it is gone, and only then completed', async () => {
    await approved('chidi');
    await show('chidi');
    scene.tenant.world.signInWithPass(idOf('chidi'));
    expect(scene.tenant.world.registerPasskey(idOf('chidi'), { platform: 'android' })).toMatchObject({
      registered: true,
    });
    await scene.pass(1);
    scene.tenant.faults.set({ kind: 'unavailable', ...REMOVE });
    const chidi = scene.teams.person('chidi');
    scene.tenant.faults.set(
      { kind: 'unavailable', path: '/$batch', times: 50 },
      { kind: 'unavailable', path: '/users/*', times: 50 },
    );
    expect(saidBy(await chidi.click(await chidi.waitFor('[It is me]'), 'It is me'))).toContain('Nothing was changed.');
    scene.tenant.faults.clear();
    scene.tenant.faults.set({ kind: 'unavailable', ...REMOVE });
    expect(saidBy(await chidi.click(await chidi.waitFor('[It is me]'), 'It is me'))).toContain('is being deleted now');
    await scene.pass(2);
    expect(await state('chidi')).toBe('open');
    scene.tenant.faults.clear();
    await scene.pass(2);
    expect(passOf('chidi')).toBeUndefined();
    expect(await state('chidi')).toBe('completed');
    expect(wordsOf('chidi')).toContain('the pass is deleted');
  });
});

describe('people who change in the middle', () => {
  beforeAll(async () => {
    await open();
    await linkSlack(scene, 'marcus');
  });
  afterAll(() => scene.end());

  test.each<[string, PersonKey, () => void, () => void, string]>([
    [
      'is taken out of the approvers',
      'tom',
      () => scene.tenant.world.removeFromGroup(idOf('marcus'), scene.tenant.groups.approvers),
      () => scene.tenant.world.addToGroup(idOf('marcus'), scene.tenant.groups.approvers),
      'Only members of the approvers group',
    ],
    [
      'is disabled',
      'aoife',
      () => scene.tenant.world.setDisabled(idOf('marcus')),
      () => scene.tenant.world.setDisabled(idOf('marcus'), false),
      'Your account is disabled',
    ],
  ])(
    'an approver who %s between the click in Slack and its confirmation decides nothing',
    async (_what, key, change, back, words) => {
      await askForPass(scene, 'priya', key);
      const slack = scene.slack.person('marcus');
      await slack.click(slack.last('pass-approvals'), 'Approve');
      await scene.quiet();
      const link = slack.modal() ?? slack.last('pass-approvals');
      const browser = scene.signin.asPerson('marcus');
      const page = await browser.submit(await browser.open(addressIn(link.blocks)));
      await scene.quiet();
      change();
      const { result } = await withoutEffect(scene, ['marcus'], () => browser.submit(page, { button: 'Approve' }));
      back();
      expect(result.body).toContain(words);
      expect(result.body).toContain('Nothing was changed');
      expect(await state(key)).toBe('awaiting-approval');
    },
  );

  test('an approver who is deleted decides nothing', async () => {
    await askForPass(scene, 'priya', 'hana');
    const lucia = scene.teams.person('lucia');
    scene.tenant.world.deletePerson(idOf('lucia'));
    const said = saidBy(
      await lucia.click(teamsCard(scene, 'lucia', 'hana', '[Approve]', approvalRoom(scene)), 'Approve'),
    );
    expect(`${said} ${wordsOf('lucia')}`).toContain('Nothing was changed.');
    expect(await state('hana')).toBe('awaiting-approval');
  });

  test.each<[string, PersonKey, (id: string) => void]>([
    ['becomes privileged', 'gus', (id) => scene.tenant.world.assignRole(id, 'Global Administrator')],
    [
      'becomes eligible for a role',
      'ingrid',
      (id) => scene.tenant.world.assignRole(id, 'Exchange Administrator', 'eligible'),
    ],
    ['comes under a restricted unit', 'yuki', (id) => scene.tenant.world.setRestricted(id)],
  ])('a target who %s between approval and opening: taken back, and everybody told', async (_what, key, change) => {
    await approved(key);
    change(idOf(key));
    expect(await show(key)).toContain('No pass was made.');
    await scene.settle();
    expect(await state(key)).toBe('denied');
    expect(passOf(key)).toBeUndefined();
    expect(wordsOf(key)).toContain('rules a pass out');
    expect(scene.slack.person('priya').last().words).toContain('rules a pass out');
  });

  test('a target who is disabled between approval and opening gets nothing, and the approval runs out', async () => {
    await approved('pavel');
    scene.tenant.world.setDisabled(idOf('pavel'));
    expect(await show('pavel')).toContain('disabled');
    expect(passOf('pavel')).toBeUndefined();
    await scene.pass(31);
    expect(await state('pavel')).toBe('expired');
    expect(scene.slack.person('priya').last().words).toContain('ran out');
  });
});

describe('messages that do not arrive', () => {
  beforeAll(open);
  afterAll(() => scene.end());

  test('Teams is down, then lost an answer: told later, never not at all', async () => {
    await askForPass(scene, 'priya', 'tom');
    await approve('tom');
    scene.teams.upsetNext({ status: 500 }, { status: 500 }, { status: 500 }, { status: 503 });
    await scene.settle();
    await scene.pass(3);
    expect(wordsOf('tom')).toContain('[Show my pass]');
    await askForPass(scene, 'priya', 'hana');
    scene.teams.upsetNext('answer lost', 'answer lost');
    await approve('hana');
    await scene.settle();
    await scene.pass(1);
    expect(wordsOf('hana')).toContain('[Show my pass]');
  }, 60_000);

  test('Slack asks to slow down: the approval card comes later', async () => {
    const slack = scene.slack.person('jonas');
    const before = slack.messages('pass-approvals').length;
    scene.slack.upsetNext();
    const asked = scene.teams.person('gus');
    const first = asked.messages().find(({ from }) => from === 'bot')!;
    await asked.invoke(first, 'task/submit', { data: { verb: 'pass.ask', reason: 'broken-authenticator', note: '' } });
    await scene.settle();
    await scene.teams.person('jonas').invoke(scene.teams.person('jonas').messages()[0]!, 'task/submit', {
      data: { verb: 'pass.prove', request: (await requestIn(scene, 'gus')).id, way: 'in-person' },
    });
    scene.slack.upsetNext({ ratelimitedForSeconds: 30 }, { ratelimitedForSeconds: 30 }, { ratelimitedForSeconds: 30 });
    await scene.settle();
    await scene.pass(2);
    expect(slack.messages('pass-approvals').slice(before).at(-1)?.words).toContain('Gus Thompson');
    await approve('gus');
    expect(await state('gus')).toBe('approved');
  });
});

describe('the store', () => {
  beforeAll(open);
  afterAll(() => scene.end());

  test('is locked by somebody: the approver is told that nothing is done unrecorded, and it works afterwards', async () => {
    await askForPass(scene, 'priya', 'tom');
    const other = new Libsql(scene.databasePath);
    other.exec('begin immediate');
    const before = scene.log.length;
    const said = await approve('tom');
    await until(() => `${said} ${wordsOf('marcus')}`.includes('nothing that is not recorded'), 15_000);
    other.exec('rollback');
    other.close();
    expect(linesOf(scene, before).filter(({ level }) => level === 'error').length).toBeGreaterThan(0);
    expect(await state('tom')).toBe('awaiting-approval');
    await approve('tom');
    expect(await state('tom')).toBe('approved');
  });

  test('is gone: everybody is told the same, on every way, and a start brings all of it back', async () => {
    await askForPass(scene, 'priya', 'aoife');
    await scene.app.store.close();
    const person = scene.teams.person('tom');
    await person.openDialog(teamsCardOf('tom'), 'Show my pass').then((dialog) => {
      expect(dialog.words).toContain('nothing that is not recorded');
    });
    expect(await approve('aoife')).toContain('nothing that is not recorded');
    await person.say('I need a pass');
    expect(person.last().words).toContain('nothing that is not recorded');
    await scene.slack.person('priya').slash('/passwordless', 'status');
    await scene.quiet();
    expect(scene.slack.person('priya').last().words).toContain('nothing that is not recorded');
    expect((await fetch(`${scene.app.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${scene.app.url}/link/${'x'.repeat(24)}`)).status).toBe(503);
    expect(scene.tenant.world.livePasses()).toEqual([]);
    await scene.crash();
    expect(await approve('aoife')).toContain('can open the pass');
    expect(await state('aoife')).toBe('approved');
  });
});

describe('the process dies', () => {
  beforeAll(open);
  afterAll(() => scene.end());

  test('after a decision and before anybody was told: all are told after the start', async () => {
    await askForPass(scene, 'priya', 'tom');
    await approve('tom');
    await scene.crash();
    await scene.settle();
    expect(wordsOf('tom')).toContain('[Show my pass]');
    expect(scene.slack.person('priya').last().words).toContain('is approved');
    expect(wordsOf('tom')).toContain('Show my pass');
  });

  test('between the making of a pass and its showing: deleted, told, opened again, exactly one', async () => {
    const stop = scene.tenant.onExchange(({ request }) => {
      if (request.method === 'POST' && request.path.includes('temporaryAccessPassMethods'))
        void scene.app.store.close();
    });
    expect(await show('tom')).not.toContain('Works once');
    stop();
    await scene.crash();
    await scene.pass(3);
    expect(passOf('tom')).toBeUndefined();
    expect(await state('tom')).toBe('approved');
    expect(await show('tom')).toContain('Works once');
    expect(scene.tenant.world.livePasses()).toHaveLength(1);
  });

  test('while the pass is open: it is still watched, reported, confirmed and deleted', async () => {
    await scene.crash();
    scene.tenant.world.signInWithPass(idOf('tom'));
    scene.tenant.world.registerPasskey(idOf('tom'), { platform: 'ios' });
    await scene.pass(1);
    const tom = scene.teams.person('tom');
    await tom.click(await tom.waitFor('[It is me]'), 'It is me');
    await scene.crash();
    await scene.settle();
    expect(await state('tom')).toBe('completed');
    expect(scene.tenant.world.livePasses()).toEqual([]);
    expect(scene.slack.person('priya').last().words).toContain('completed');
  });
});

describe('endings', () => {
  beforeAll(open);
  afterAll(() => scene.end());
  const told = (key: PersonKey, words: string) => {
    expect(wordsOf(key)).toContain(words);
    expect(scene.slack.person('priya').last().words).toContain(words);
    const room = scene.teams.person('marcus').messages(approvalRoom(scene)).at(-1)!.words;
    expect(room).not.toContain('[Approve]');
    expect(scene.slack.person('jonas').last('pass-approvals').words).not.toContain('Approve\n');
  };

  test('a request nobody decides about expires, and everybody hears of it', async () => {
    await askForPass(scene, 'priya', 'tom');
    scene.clock.advance(4 * 3_600_000);
    await scene.settle();
    expect(await state('tom')).toBe('expired');
    told('tom', 'ran out');
  });

  test('an approval nobody opens expires, and leaves nothing behind', async () => {
    await approved('aoife');
    scene.clock.advance(31 * 60_000);
    await scene.settle();
    expect(await state('aoife')).toBe('expired');
    told('aoife', 'ran out');
    expect(scene.tenant.world.livePasses()).toEqual([]);
  });

  test('a denial is told with its reason where it may stand', async () => {
    await askForPass(scene, 'priya', 'hana');
    const marcus = scene.teams.person('marcus');
    await marcus.openDialog(card('hana'), 'Deny');
    await marcus.submitDialog('Deny', { why: 'Please come to the desk first.' });
    await scene.settle();
    expect(await state('hana')).toBe('denied');
    told('hana', 'said no');
    expect(wordsOf('hana')).toContain('Please come to the desk first.');
  });

  test('a withdrawal by the target is told to the agent who asked, and the cards end', async () => {
    await askForPass(scene, 'priya', 'gus');
    const gus = scene.teams.person('gus');
    await gus.click(await gus.waitFor('[Withdraw]'), 'Withdraw');
    await scene.settle();
    expect(await state('gus')).toBe('withdrawn');
    told('gus', 'withdrawn');
  });
});
