import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { audit } from '../../src/audit';
import type { PersonKey } from '../../src/demo/tenant';
import { HOUR } from '../../src/domain/clock';
import { isOver } from '../../src/domain/tap-request';
import { type AgentDesk, type Entered, slackDesk, teamsDesk } from './desk-hands';
import { rowsOf, withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import {
  approvalRoom,
  approveInTeams,
  askForPass,
  confirmPage,
  createPass,
  heard,
  linkSlack,
  needAPass,
  openPass,
  requestIn,
  saidBy,
  teamsCard,
  vouch,
} from './steps';

/*
 * An afternoon at the desk. Twenty people with different problems write, call or stand there; Priya works in Slack,
 * Jonas in Teams; Marcus decides in Slack, Lucía in Teams, Nadia about accounts at risk. Somebody else's
 * hands are in Omar's Teams. Afterwards the record alone tells what happened.
 */

const PEOPLE = [
  ...['tom', 'aoife', 'yuki', 'omar', 'noa', 'pavel', 'ingrid', 'chidi', 'lena', 'ravi'],
  ...['samir', 'hana', 'oscar', 'zoe', 'mateo', 'gus', 'ana', 'ida', 'sofia', 'helene'],
] as const satisfies readonly PersonKey[];

let scene: Scene;
let folder: string;
let priya: AgentDesk;
let jonas: AgentDesk;
let began: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keysmith-afternoon-'));
  await audit(['keygen', join(folder, 'seal.pem')], {}, () => undefined);
  scene = await openScene({ env: { AUDIT_SEAL_KEY_PATH: join(folder, 'seal.pem') } });
  for (const key of ['priya', 'jonas', 'marcus'] as const) await linkSlack(scene, key);
  priya = slackDesk(scene, 'priya');
  jonas = teamsDesk(scene, 'jonas');
  began = scene.clock.now().getTime();
});
afterAll(async () => {
  await scene.end();
  rmSync(folder, { recursive: true, force: true });
});

const id = (key: PersonKey): string => scene.tenant.people[key].id;
const person = (key: PersonKey) => scene.teams.person(key);
const last = (key: PersonKey): string => person(key).last().words;
const state = async (key: PersonKey): Promise<string> => (await requestIn(scene, key)).state;
const WAY: Entered = {
  id: 'way',
  label: 'How did you check who it is?',
  value: 'video-with-photo-id',
  option: 'By video, with a photo ID',
};
const reason = (value: string): Entered => ({ id: 'reason', label: 'What happened?', value });

/** Opens the approved pass, signs in with it, sets the new phone up and says that it was them. */
async function backIn(key: PersonKey): Promise<void> {
  const who = person(key);
  await openPass(scene, key);
  await createPass(scene, key);
  await who.submitDialog('I have it');
  scene.tenant.world.signInWithPass(id(key));
  scene.tenant.world.registerPasskey(id(key), { platform: 'ios', via: 'app' });
  await scene.pass(1);
  await who.click(await who.waitFor('Your new sign-in method is there'), 'It is me');
  await scene.settle();
}

/** Marcus presses in Slack and confirms with Entra. */
async function marcusDecides(target: PersonKey, denyBecause?: string): Promise<void> {
  const { browser, page } = await confirmPage(scene, 'marcus', target, denyBecause);
  await browser.submit(page);
  await scene.settle();
}

/** From the page, with a button of "More". */
async function more(desk: AgentDesk, target: PersonKey, button: string, until: string): Promise<void> {
  await desk.look(target);
  await desk.press('More', 'Hand over to a colleague');
  await desk.press(button, until);
}

describe('one o’clock', () => {
  it('Tom, in Slack by Priya: Authenticator does not work; Marcus decides in Slack; Tom is back', async () => {
    await askForPass(scene, 'priya', 'tom');
    await marcusDecides('tom');
    await backIn('tom');
    expect(await state('tom')).toBe('completed');
  });

  it('Aoife asks for herself, Ida vouches, Marcus decides; Aoife is back', async () => {
    await needAPass(scene, 'aoife', 'It fell into the water.');
    await vouch(scene, 'ida', 'aoife');
    await marcusDecides('aoife');
    await backIn('aoife');
    expect(await state('aoife')).toBe('completed');
  });

  it('Yuki is ready and does not know how: Priya suggests it, and Yuki does it', async () => {
    await more(priya, 'yuki', 'Suggest', 'It starts when they press Start');
    await priya.send('Send it', 'It is on its way.', [
      {
        id: 'flow',
        label: 'What shall they be guided through?',
        value: 'register-passkey',
        option: 'Set up a passkey in Microsoft Authenticator',
      },
    ]);
    await priya.close();
    await person('yuki').click(await person('yuki').waitFor('suggests'), 'Start');
    expect(last('yuki')).toContain('iPhone');
    await person('yuki').say('cancel');
  });

  it('somebody in Omar’s Teams asks for a pass; Ana has not spoken with him, and says so', async () => {
    await needAPass(scene, 'omar', 'Please hurry, I am in a meeting.');
    await person('ana').click(teamsCard(scene, 'ana', 'omar', '[That is not them]'), 'That is not them');
    await scene.settle();
    expect(isOver(await requestIn(scene, 'omar'))).toBe(true);
  });

  it('then the same hands try everything that an agent could press, and change nothing', async () => {
    const message = person('omar').last();
    for (const data of [
      { verb: 'person.show', person: id('ida') },
      { verb: 'desk.procedure', person: id('ida'), procedure: 'lost-phone' },
      { verb: 'desk.hand-over', person: id('ida'), colleague: id('jonas'), note: 'trust me', once: 'x' },
      { verb: 'desk.suggest', person: id('ida'), flow: 'need-a-pass', once: 'x' },
      { verb: 'pass.ask', person: id('ida'), reason: 'broken-authenticator', note: '', way: 'in-person' },
      { verb: 'removal.ask', person: id('ida'), reason: 'lost-phone', methods: '', sessions: 'yes', note: '' },
    ]) {
      const { result } = await withoutEffect(scene, ['omar'], async () =>
        JSON.stringify((await person('omar').invoke(message, 'task/submit', { data }))[0]?.body),
      );
      expect(result).toContain('Only members of the helpdesk group can do this.');
    }
  });
});

describe('two o’clock', () => {
  beforeAll(() => scene.pass(60));

  it('Noa is excluded and does not understand it: it goes to the helpdesk, and Priya takes it', async () => {
    await person('noa').say('talk to a human');
    await person('noa').click(await person('noa').waitFor('Shall I send it?'), 'Send it');
    await scene.settle();
    const slack = scene.slack.person('priya');
    await slack.click(slack.last('helpdesk'), 'I take it');
    await scene.quiet();
    await scene.settle();
    expect(last('noa')).toContain('Priya Nair from the helpdesk has taken over.');
  });

  it('Pavel hears what he can do, as a list in his chat', async () => {
    await more(jonas, 'pavel', 'Choose one', 'nothing that only administrators should see');
    const list = { id: 'what', label: 'Which one?', value: 'review', option: 'Look through your sign-in methods' };
    await jonas.send('Send it', 'It is on its way.', [list]);
    expect(last('pavel')).toContain('Jonas Lindqvist from the helpdesk sent you this.');
  });

  it('Ingrid pastes an error, Chidi asks what he can use: nobody is needed', async () => {
    await person('ingrid').say('AADSTS135016');
    expect(last('ingrid')).toContain('135016');
    await person('chidi').say('what can I use');
    expect(last('chidi').length).toBeGreaterThan(100);
  });

  it('Lena is a case for somebody who knows keys: Priya hands her over, Jonas takes her', async () => {
    await more(priya, 'lena', 'Hand over', 'To whom?');
    await priya.send('Hand over', 'It is handed over.', [
      { id: 'colleague', label: 'To whom?', value: id('jonas'), option: 'Jonas Lindqvist · Senior helpdesk agent' },
      { id: 'note', label: 'What should they know?', value: 'Her key list names the iPhone app only.' },
    ]);
    await priya.close();
    await person('jonas').click(await person('jonas').waitFor('Lena Vogel needs help'), 'I take it');
    await scene.settle();
    expect(last('lena')).toContain('in place of Priya Nair');
  });

  it('Jonas asks for a pass for Lena; Lucía does not believe it and says why', async () => {
    await jonas.look('lena');
    await jonas.press('Request a pass', 'What happened?');
    const sent = await jonas.send('Ask for the pass', 'Read this number', [reason('no-usable-method'), WAY]);
    heard(scene, 'lena', sent);
    await scene.settle();
    await person('lucia').openDialog(teamsCard(scene, 'lucia', 'lena', '[Deny]', approvalRoom(scene)), 'Deny');
    await person('lucia').submitDialog('Deny', { why: 'A new key is on its way to her.' });
    await scene.settle();
    expect(await state('lena')).toBe('denied');
  });

  it.each([
    ['mateo', /does not include|excludes/],
    ['sofia', /privileged/],
    ['ravi', /is a guest/],
  ] as const)('%s is told at once why it cannot be', async (key, why) => {
    await jonas.look(key);
    await jonas.press('Request a pass', 'What happened?');
    const said = await jonas.send('Ask for the pass', 'Nothing was changed.', [reason('first-passkey'), WAY]);
    expect(said).toMatch(why);
    expect(await scene.app.store.ledger.requestsFor(id(key), 1)).toEqual([]);
  });
});

describe('three o’clock', () => {
  beforeAll(() => scene.pass(60));

  it('Samir has no manager: Jonas calls him back; Lucía approves; Samir went home, and it runs out', async () => {
    await needAPass(scene, 'samir');
    await person('jonas').say('queue');
    await person('jonas').openDialog(person('jonas').last(), 'I have checked who it is');
    heard(
      scene,
      'samir',
      saidBy(await person('jonas').submitDialog('Yes, it was them', { way: 'call-back-on-hr-number' })),
    );
    await scene.settle();
    await approveInTeams(scene, 'lucia', 'samir');
    await scene.pass(31);
    expect(await state('samir')).toBe('expired');
  });

  it('Hana started today: one line by Priya; Lucía approves; Hana has her first passkey', async () => {
    const slack = scene.slack.person('priya');
    await slack.slash('/passwordless', `pass ${scene.tenant.people.hana.upn} new-starter stands at the desk`);
    await slack.waitForModal('A pass for Hana Kim');
    await slack.submit({ [WAY.label]: 'In person' });
    heard(scene, 'hana', (await slack.waitForModal('Read this number to')).words);
    await priya.close();
    await scene.settle();
    await approveInTeams(scene, 'lucia', 'hana');
    await backIn('hana');
    expect(await state('hana')).toBe('completed');
  });

  it('Óscar lost one of his ten keys: Jonas is led through it; Lucía approves; it is gone', async () => {
    await jonas.look('oscar');
    expect(await jonas.press('Lost key', 'Step by step')).toContain('Remove the key: Open');
    await jonas.press('Choose and remove', 'What goes?');
    const [key] = scene.tenant.world.methodsOf(id('oscar')).filter(({ kind }) => kind === 'passkey');
    const before = scene.tenant.world.methodsOf(id('oscar')).length;
    await jonas.send('Ask for the removal', 'on its way', [{ id: 'methods', label: '', value: key!.id }, WAY]);
    await approveInTeams(scene, 'lucia', 'oscar');
    expect(await state('oscar')).toBe('completed');
    expect(scene.tenant.world.methodsOf(id('oscar'))).toHaveLength(before - 1);
    await jonas.look('oscar');
    expect(await jonas.press('Lost key', 'Step by step')).toContain('Remove the key: Done');
    expect(await jonas.press('Close the case', 'The case is closed.')).toContain('Register a spare key: Open');
  });

  it('Zoë’s account is at risk: only Nadia could say yes, and she says no', async () => {
    await askForPass(scene, 'priya', 'zoe');
    await priya.close();
    await vouch(scene, 'marcus', 'zoe');
    const nadia = person('nadia');
    await nadia.openDialog(await nadia.waitFor('[Deny]'), 'Deny');
    await nadia.submitDialog('Deny', { why: 'We look at the account first.' });
    await scene.settle();
    expect(await state('zoe')).toBe('denied');
  });

  it('Gus asks and finds his phone again: he withdraws', async () => {
    await needAPass(scene, 'gus');
    await person('gus').click(await person('gus').waitFor('[Withdraw]'), 'Withdraw');
    await scene.settle();
    expect(await state('gus')).toBe('withdrawn');
  });
});

describe('four o’clock', () => {
  beforeAll(() => scene.pass(60));

  it('Ana lost her phone: Jonas is led through all of it, and every step comes to be done', async () => {
    const list = async (): Promise<string> => {
      await jonas.look('ana');
      return jonas.press('Lost phone', 'Step by step');
    };
    expect(await list()).toContain('It is the last way to sign in');
    await jonas.press('Request a pass', 'What happened?');
    heard(scene, 'ana', await jonas.send('Ask for the pass', 'Read this number', [reason('replaced-phone'), WAY]));
    await list();
    await jonas.press('Choose and remove', 'What goes?');
    const methods = scene.tenant.world.methodsOf(id('ana')).filter(({ kind }) => kind !== 'password');
    const ids = { id: 'methods', label: '', value: methods.map((one) => one.id).join(',') };
    await jonas.send('Ask for the removal', 'waits until the pass is approved', [ids, WAY]);
    const lucia = person('lucia');
    for (const card of lucia
      .messages(approvalRoom(scene))
      .filter(({ words }) => words.includes('[Approve]') && words.includes('Ana')))
      await lucia.click(card, 'Approve');
    await scene.settle();
    await scene.pass(1);
    const ana = person('ana');
    await openPass(scene, 'ana');
    await createPass(scene, 'ana');
    await ana.submitDialog('I have it');
    expect(await list()).toContain('The pass is gone: Under way');
    scene.tenant.world.signInWithPass(id('ana'));
    scene.tenant.world.registerPasskey(id('ana'), { platform: 'ios', via: 'app' });
    await scene.pass(1);
    await ana.click(await ana.waitFor('Your new sign-in method is there'), 'It is me');
    await scene.settle();
    await more(jonas, 'ana', 'Choose one', 'nothing that only administrators should see');
    await jonas.send('Send it', 'It is on its way.', [{ id: 'what', label: '', value: 'review' }]);
    const words = await list();
    expect(words).toContain('Everything that had to be done is done.');
    for (const step of ['End the sessions', 'Register on the new phone', 'The pass is gone'])
      expect(words).toContain(`${step}: Done`);
    expect(await jonas.press('Close the case', 'The case is closed.')).toContain(
      'Everything that had to be done is done.',
    );
  });

  it('Ida ends her own sessions; those of Hélène, an approver herself, nobody ends from the desk', async () => {
    await person('ida').say('I lost my phone');
    await person('ida').click(person('ida').last(), 'Lost or stolen');
    await person('ida').click(person('ida').last(), 'Yes, maybe');
    await person('ida').click(person('ida').last(), 'End all my sessions');
    expect(
      person('ida')
        .messages()
        .map(({ words }) => words)
        .join(),
    ).toContain('Your sessions are ended');
    await jonas.look('helene');
    await jonas.press('More', 'Hand over to a colleague');
    expect(await jonas.press('End sessions', 'Nothing was changed.')).toContain('privileged');
  });
});

describe('when it is over', () => {
  const row = z.looseObject({ chain: z.string(), act: z.string(), actor: z.string(), at: z.string().or(z.number()) });
  let rows: readonly z.infer<typeof row>[];

  it('every request has come to its end, and no pass is left', async () => {
    scene.clock.advance(26 * HOUR);
    await scene.settle();
    const requests = (await Promise.all(PEOPLE.map((key) => scene.app.store.ledger.requestsFor(id(key), 50)))).flat();
    expect(requests.filter((request) => !isOver(request))).toEqual([]);
    expect(requests.length).toBe(11);
    expect(scene.tenant.world.livePasses()).toEqual([]);
    expect(rowsOf(scene, 'requests')).toHaveLength(requests.length);
  });

  it('the record tells all of it, in order, and names nobody', async () => {
    await scene.app.store.seals.seal(scene.clock.now().getTime());
    const said = await record('export', '--by', 'time');
    rows = said
      .trim()
      .split('\n')
      .map((line) => row.parse(JSON.parse(line)));
    const times = rows.map(({ at }) => new Date(at).getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBeLessThanOrEqual(began);
    const names = PEOPLE.map((key) => scene.tenant.people[key].displayName);
    expect(names.filter((name) => said.includes(name))).toEqual([]);
    expect(said).not.toMatch(/water|meeting|on its way|trust me/);
  });

  it('each end of each story is in it', async () => {
    const ends: readonly (readonly [PersonKey, string])[] = [
      ...(['tom', 'aoife', 'hana', 'ana'] as const).map((key) => [key, 'request.completed'] as const),
      ['omar', 'request.not-vouched'],
      ['lena', 'request.denied'],
      ['zoe', 'request.denied'],
      ['samir', 'request.expired'],
      ['gus', 'request.withdrawn'],
      ['oscar', 'removal.carried-out'],
      ['ana', 'removal.carried-out'],
    ];
    for (const [key, end] of ends) {
      const chains = (await scene.app.store.ledger.requestsFor(id(key), 9)).map((request) => request.id);
      expect([key, rows.filter(({ chain }) => chains.includes(chain)).map(({ act }) => act)]).toEqual([
        key,
        expect.arrayContaining([end]),
      ]);
    }
    const about = (key: PersonKey): readonly string[] =>
      rows.filter(({ chain }) => chain === `person:${id(key)}`).map(({ act }) => act);
    expect(about('yuki')).toEqual(['person.viewed', 'desk.flow-suggested', 'desk.arrived']);
    expect(about('ida')).toEqual(expect.arrayContaining(['sessions.revoking', 'sessions.revoked']));
    expect(about('ana').filter((act) => act.startsWith('procedure.'))).toEqual(
      expect.arrayContaining(['procedure.started', 'procedure.viewed', 'procedure.closed']),
    );
    const acts = rows.map(({ act }) => act);
    expect(acts).toEqual(expect.arrayContaining(['handover.sent', 'handover.taken', 'handover.passed-on']));
    // Whoever sat in Omar's Teams never did anything to anybody else.
    expect(rows.filter(({ actor }) => actor === id('omar')).map(({ chain }) => chain)).toEqual(
      rows.filter(({ actor, act }) => actor === id('omar') && act === 'request.asked').map(({ chain }) => chain),
    );
  });

  it('and `audit -- verify` finds it as Keysmith wrote it', async () => {
    expect(await record('verify', '--key', join(folder, 'seal.pem.pub'))).toContain(
      'Everything is as Keysmith wrote it.',
    );
  });
});

async function record(...command: readonly string[]): Promise<string> {
  let said = '';
  const environment = { DATABASE_URL: `sqlite:${scene.databasePath}` };
  expect(await audit([...command], environment, (text) => (said += text))).toBe(0);
  return said;
}
