import type { PersonKey } from '../../src/demo/tenant';
import { questionOf } from '../../src/domain/question';
import type { Choice } from '../../src/services/turn';
import { withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { approveInTeams, askForPass, linkSlack, needAPass, requestIn, vouch } from './steps';

/*
 * Card data can carry anything: here it is everybody's ids in the hands of somebody they are no business of. Every verb
 * there is, sent by an employee who has no part in it, by the person it is about where agents act, and by somebody who
 * approved what they now want to check: nothing happens, and nobody learns who or what it is about.
 */

let scene: Scene;
let waiting: string;
let approved: string;
let handover: string;
let question: string;

const id = (key: PersonKey): string => scene.tenant.people[key].id;

async function send(key: PersonKey, data: Record<string, unknown>): Promise<string> {
  const person = scene.teams.person(key);
  const message = person.messages().find(({ from }) => from === 'bot')!;
  const [answer] = await person.invoke(message, 'task/submit', { data });
  return `${JSON.stringify(answer?.body)} ${person.last().words}`;
}

beforeAll(async () => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
  for (const key of ['omar', 'aoife', 'yuki', 'jonas', 'marcus', 'priya'] as const)
    await scene.teams.person(key).say('help');
  await needAPass(scene, 'aoife', 'since the zebra fell');
  await vouch(scene, 'ida', 'aoife');
  await askForPass(scene, 'priya', 'tom');
  await approveInTeams(scene, 'marcus', 'tom');
  const request = await requestIn(scene, 'aoife');
  [waiting, approved, question] = [request.id, (await requestIn(scene, 'tom')).id, questionOf(request)];
  const yuki = scene.teams.person('yuki');
  await yuki.say('AADSTS135016');
  await yuki.click(yuki.last(), 'Send this to the helpdesk');
  handover = /"handover":"([^"]+)"/.exec(JSON.stringify(yuki.last().card))?.[1] ?? '';
  await scene.settle();
});
afterAll(() => scene.end());

/** What each verb would carry if it were about the others; null: it is about whoever sends it, or about nobody. */
const about = (): Record<Choice['verb'], Record<string, unknown> | null> => {
  const [request, person] = [waiting, id('aoife')];
  return {
    help: null,
    start: null,
    answer: null,
    'pass.form': { person },
    'pass.ask': { person, reason: 'no-usable-method', note: '', way: 'in-person' },
    'pass.status': { request },
    'pass.withdraw': { request },
    'pass.prove-form': { request },
    'pass.prove': { request, way: 'in-person' },
    'pass.cannot-vouch': { request },
    'pass.replace': { request: approved, pass: 'p' },
    'pass.number': { request },
    'pass.review': { request },
    'pass.approve': { request, question },
    'pass.changes-form': null,
    'pass.changes': { request, what: 'more' },
    'pass.amend-form': { request },
    'pass.amend': { request, note: 'x' },
    'pass.deny-form': null,
    'pass.deny': { request, why: 'no' },
    // On record by design: test/stories/hostile-teams.test.ts.
    'pass.open': null,
    'pass.create': null,
    'pass.not-seen': { request: approved, opening: 'o' },
    'pass.have-it': { request: approved, opening: 'o' },
    'method.mine': { request: approved, method: 'm' },
    'method.not-mine': { request: approved },
    'method.contain': { request: approved },
    'method.lift-stop': { request: approved },
    'removal.form': { person },
    'removal.ask': { person, reason: 'lost-phone', methods: '', sessions: 'yes', note: '' },
    'sessions.end': null,
    'person.search': {},
    'person.look': { words: 'Aoife' },
    'person.list': { words: 'Aoife' },
    'person.show': { person },
    'person.section': { person, section: 'methods', page: '1' },
    'person.method': { person, method: 'authenticator-passkey' },
    'knowledge.find': null,
    'knowledge.show': null,
    'knowledge.share': null,
    'handover.show': null,
    'handover.send': { handover, words: 'yes' },
    'handover.drop': { handover },
    'handover.take': { handover },
    'link.show': null,
    'link.disown': { link: `${scene.slack.teamId}.U0PRIYA.1` },
    'link.lift-stop': { account: `${scene.slack.teamId}.U0PRIYA` },
    queue: {},
    home: {},
    'desk.pass': { words: 'Aoife' },
    'desk.more': { person },
    'desk.procedure': { person, procedure: 'lost-phone' },
    'desk.procedure-close': { person, procedure: 'lost-phone' },
    'desk.sessions-form': { person },
    'desk.suggest-form': { person },
    'desk.suggest': { person, flow: 'register-passkey', once: '1' },
    'desk.checklist-form': { person },
    'desk.checklist': { person, what: 'review', once: '2' },
    'desk.hand-over-form': { person },
    'desk.hand-over': { person, colleague: id('jonas'), note: 'n', once: '3' },
    'desk.not-now': null,
    pause: {},
    resume: {},
  };
};

test('an employee with the ids of others: no verb there is does anything, or says a word about them', async () => {
  for (const [verb, data] of Object.entries(about())) {
    if (data === null) continue;
    const { result } = await withoutEffect(scene, ['omar'], () => send('omar', { verb, ...data }));
    expect([verb, result]).toEqual([
      verb,
      expect.not.stringMatching(/Aoife|O'Brien|Tom Becker|Yuki|Priya|zebra|\d{3} \d{3}/),
    ]);
  }
});

test('the same is shown and done for whoever may: the words above would be found', async () => {
  expect(await send('priya', { verb: 'person.show', person: id('aoife') })).toContain("Aoife O'Brien");
  expect(await send('marcus', { verb: 'pass.review', request: waiting })).toContain('zebra');
});

test('an agent is no agent about themselves: nothing of the helpdesk’s happens to their own account', async () => {
  const { world, groups } = scene.tenant;
  world.addToGroup(id('aoife'), groups.helpdesk);
  const own = Object.entries(about()).filter(
    ([verb]) => verb.startsWith('desk.') || /prove|number|vouch|lift|approve/.test(verb),
  );
  expect(own.length).toBeGreaterThan(14);
  for (const [verb, data] of own) {
    if (data === null || verb === 'desk.pass') continue;
    const mine = { ...data, ...('request' in data ? { request: waiting } : {}) };
    const { noted } = await withoutEffect(scene, ['aoife'], () => send('aoife', { verb, ...mine }));
    expect([verb, noted]).toEqual([verb, [expect.stringMatching(/^turn\.refused:/)]]);
  }
  world.removeFromGroup(id('aoife'), groups.helpdesk);
});

test('after the denial every card of the request is only paper, whoever holds it', async () => {
  await send('marcus', { verb: 'pass.deny', request: waiting, why: 'No.' });
  await scene.settle();
  expect((await requestIn(scene, 'aoife')).state).toBe('denied');
  const { 'pass.review': review, ...all } = about();
  expect(review).not.toBeNull();
  const entitled: Readonly<Record<string, readonly PersonKey[]>> = {
    'pass.approve': ['marcus', 'jonas'],
    'pass.deny': ['marcus', 'jonas'],
    'pass.changes': ['marcus', 'jonas'],
    'pass.prove': ['ida', 'priya'],
    'pass.cannot-vouch': ['ida', 'priya'],
    'pass.number': ['ida'],
    'pass.amend': ['aoife'],
    'pass.withdraw': ['aoife'],
    'pass.replace': ['aoife', 'priya'],
    'pass.not-seen': ['aoife'],
    'pass.have-it': ['aoife'],
    'method.mine': ['aoife'],
    'method.contain': ['aoife'],
    'method.lift-stop': ['nadia'],
  };
  await scene.teams.person('nadia').say('help');
  for (const [verb, people] of Object.entries(entitled)) {
    for (const who of people) {
      const data = { verb, ...Object.entries(all).find(([name]) => name === verb)?.[1], request: waiting };
      const { noted, result } = await withoutEffect(scene, [who], () => send(who, data));
      expect([verb, who, noted]).toEqual([verb, who, [expect.stringMatching(/^turn\.refused:/)]]);
      expect(result).toContain('Nothing was changed.');
    }
  }
});
