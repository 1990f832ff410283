import type { PersonKey } from '../../src/demo/tenant';
import { SECTIONS } from '../../src/services/lookup/sections';
import { slackDesk } from './desk-hands';
import { linesOf, slackMessages, withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { approvalRoom, linkSlack, requestIn, slackCard, teamsCard } from './steps';

/*
 * What people type and what they call their keys, phones and computers is read by those who decide. Here all of it is a
 * mention of everybody, a link, a template, every mark that Slack and Teams know, and marks that turn the direction.
 */

const WORDS = '<!channel> <@U0MARCUS> [x](http://evil) ${1+1} *b* _i_ ~s~ `c` <script> &lt; \u202Egnp.exe\u2066';
const TURNS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

let scene: Scene;
/** Everything that anybody saw in Teams and in Slack. */
const teams: unknown[] = [];
const slack: unknown[] = [];

const id = (key: PersonKey): string => scene.tenant.people[key].id;

async function send(key: PersonKey, data: Record<string, unknown>): Promise<string> {
  const person = scene.teams.person(key);
  const message = person.messages().find(({ from }) => from === 'bot')!;
  const [answer] = await person.invoke(message, 'task/submit', { data });
  await scene.settle();
  teams.push(answer?.body);
  return JSON.stringify(answer?.body);
}

beforeAll(async () => {
  scene = await openScene();
  for (const key of ['priya', 'marcus'] as const) await linkSlack(scene, key);
  const { world } = scene.tenant;
  Object.assign(world.person(id('ana')), { jobTitle: WORDS, department: WORDS });
  for (const method of world.methodsOf(id('ana'))) {
    if ('displayName' in method) Object.assign(method, { displayName: WORDS });
    if ('deviceTag' in method) Object.assign(method, { deviceTag: WORDS });
    if ('model' in method) Object.assign(method, { model: WORDS });
  }
  const computer = world.joinComputer(id('ana'));
  Object.assign(computer, { displayName: WORDS });
  for (const group of world.groupIdsOf(id('ana'))) Object.assign(world.group(group), { displayName: WORDS });
  for (const key of ['priya', 'jonas', 'marcus', 'ana', 'ida'] as const) await scene.teams.person(key).say('help');

  const person = id('ana');
  await send('priya', { verb: 'person.show', person });
  for (const section of SECTIONS) await send('priya', { verb: 'person.section', person, section, page: '1' });
  await send('priya', { verb: 'person.method', person, method: 'authenticator-passkey' });
  await send('priya', { verb: 'person.look', words: WORDS });
  await send('priya', { verb: 'removal.form', person });
  await send('priya', { verb: 'desk.procedure', person, procedure: 'lost-phone' });
  await send('priya', { verb: 'desk.hand-over', person, colleague: id('jonas'), note: WORDS, once: 'a' });
  await send('priya', { verb: 'desk.checklist-form', person, what: 'review' });
  await send('priya', { verb: 'desk.checklist', person, what: 'review', once: 'b' });
  await scene.teams.person('priya').say(`lookup ${WORDS}`);
  await scene.teams.person('priya').say(`pass for ana lost phone ${WORDS}`);
  await scene.teams.person('ida').say(`zzqq wobble ${WORDS}`);
  await scene.teams.person('ida').click(scene.teams.person('ida').last(), 'Send this to the helpdesk');
  await scene.teams.person('ida').click(scene.teams.person('ida').last(), 'Send it');
  await scene.settle();

  const passkey = world.methodsOf(person).find(({ kind }) => kind === 'passkey')!.id;
  const removal = { verb: 'removal.ask', reason: 'lost-phone', methods: passkey, sessions: 'yes', note: WORDS };
  await send('ana', removal);
  const request = (await requestIn(scene, 'ana')).id;
  await send('ida', { verb: 'pass.prove', request, way: 'in-person' });
  await send('marcus', { verb: 'pass.review', request });
  await send('marcus', { verb: 'pass.changes', request, what: WORDS });
  await send('ana', { verb: 'pass.amend-form', request });
  await send('ana', { verb: 'pass.amend', request, note: WORDS });
  await send('marcus', { verb: 'pass.review', request });

  const desk = slackDesk(scene, 'priya');
  const modal = () => slack.push(scene.slack.person('priya').modal());
  await desk.look('ana');
  modal();
  await desk.press('More', 'Hand over to a colleague');
  modal();
  await desk.close();
  const marcus = scene.slack.person('marcus');
  await marcus.slash('/passwordless', 'queue');
  await scene.quiet();
  slack.push(marcus.modal());
  await send('marcus', { verb: 'pass.deny', request, why: WORDS });
  await scene.settle();
  teams.push(
    ...scene.teams
      .conversations()
      .flatMap(({ messages }) => [...messages.values()].filter(({ from }) => from === 'bot')),
  );
  slack.push(...slackMessages(scene));
});
afterAll(() => scene.end());

type Found = readonly [key: string, text: string, holder: Record<string, unknown>];

/** Every text with the words in it, and the object that it is in. */
function found(node: unknown, holder: Record<string, unknown> = {}): Found[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = Array.isArray(node) ? holder : (node as Record<string, unknown>);
  return Object.entries(node).flatMap(([key, value]): Found[] =>
    typeof value === 'string' ? (value.includes('evil') ? [[key, value, own]] : []) : found(value, own),
  );
}

/** Where Teams reads no marks: runs of text, what stands in a field or is offered by one, and the name of a button. */
const PLAIN = ['TextRun.text', 'Input.Text.value', '.title', 'AdaptiveCard.fallbackText', 'AdaptiveCard.speak'];

test('in Teams they stand where nothing is read as a mark, and turn nothing around', () => {
  const all = found(teams).filter(([key]) => key !== 'words' && key !== 'note');
  expect(all.length).toBeGreaterThan(25);
  for (const [key, text, { type = '' }] of all) {
    expect(PLAIN).toContain(`${String(type)}.${key}`);
    expect(text).not.toMatch(TURNS);
    expect(text).not.toContain(' 2 *b*');
    if (key === 'fallbackText') expect(text).not.toContain('](');
  }
});

test('in Slack they are escaped wherever marks are read, and mention nobody', () => {
  const all = found(slack).filter(([key]) => key !== 'words');
  expect(all.length).toBeGreaterThan(10);
  for (const [, text, { type }] of all) {
    expect(text).not.toMatch(TURNS);
    if (type === 'text' || type === 'plain_text') continue;
    expect(text).toContain('&lt;!channel&gt;');
    expect(text).not.toMatch(/<[!@]/);
  }
});

test('they never reach log, metrics or audit', async () => {
  expect(scene.log.join('\n')).not.toContain('evil');
  expect((await scene.app.operations.metrics()).body).not.toContain('evil');
  const { id: request } = await requestIn(scene, 'ana');
  for (const chain of [request, `person:${id('ana')}`])
    expect(JSON.stringify(await scene.app.store.ledger.auditOf(chain))).not.toContain('evil');
});

test('as long as the door lets them be, they reach who decides; longer, they are refused and nothing happens', async () => {
  const person = id('yuki');
  const removal = { verb: 'removal.ask', person, reason: 'lost-phone', methods: '', sessions: 'yes', way: 'in-person' };
  const long = (length: number): string => '<&*'.repeat(length / 2).slice(0, length);
  const too = long(10_000);
  const { noted } = await withoutEffect(scene, ['priya', 'marcus'], async () => {
    for (const data of [
      { ...removal, note: too },
      { verb: 'pass.ask', person, reason: 'first-passkey', note: too },
      { verb: 'desk.hand-over', person, colleague: id('jonas'), note: too, once: 'c' },
      { verb: 'pass.amend', request: 'r', note: too },
      { verb: 'pass.changes', request: 'r', what: too },
      { verb: 'pass.deny', request: 'r', why: too },
      { verb: 'person.look', words: too },
    ])
      expect(await send('priya', data)).toContain('sent something I cannot read');
  });
  expect(noted).toEqual(Array(7).fill('teams.refused:bad-input'));
  await send('priya', { ...removal, note: long(2_000) });
  await scene.quiet();
  expect(teamsCard(scene, 'marcus', 'yuki', '[Approve]', approvalRoom(scene)).words).toContain('<&*<&*');
  expect(slackCard(scene, 'marcus', 'yuki', 'pass-approvals').words).toContain('[Approve]');
  expect(linesOf(scene).filter(({ event }) => event === 'message.lost')).toEqual([]);
});
