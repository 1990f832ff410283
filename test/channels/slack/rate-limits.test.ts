import { notice } from '../../../src/services/notice';
import type { Reply } from '../../../src/services/turn';
import { openWorld, PRIYA, type World } from './world';

/* Slack answers 429 with Retry-After: it has done nothing yet. What was to be said is said then, once. */

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.channel.drain();
  world.forget();
});

const say = (title: string): Reply => ({ kind: 'say', view: notice(title, []) });
const priya = () => world.slack.person('priya');
const times = (words: string, channel?: string): number =>
  priya()
    .messages(channel)
    .filter((message) => message.words.includes(words)).length;
const waits = (): unknown[] =>
  world.events.filter(({ name }) => name === 'slack.rate-limited').map(({ facts }) => facts['method']);

it('a message is written a second later, once', async () => {
  world.slack.upsetNext({ ratelimitedForSeconds: 1, of: 'chat.postMessage' });
  world.answer(() => [say('Said in the end.')]);
  await priya().say('hello');
  await priya().waitFor('Said in the end.');
  await world.channel.drain();
  expect([times('Said in the end.'), waits(), world.heard.length]).toEqual([1, ['chat.postMessage'], 1]);
});

it('a card is changed in place, and nothing is written beside it', async () => {
  world.answer(() => [
    { kind: 'say', view: notice('Before', [], { buttons: [{ title: 'Go', does: { verb: 'queue' } }] }) },
  ]);
  await priya().say('a card');
  const card = await priya().waitFor('Before');
  world.answer(() => [{ kind: 'replace', view: notice('After', []) }]);
  world.slack.upsetNext({ ratelimitedForSeconds: 1, of: 'chat.update' });
  await priya().click(card, 'Go');
  expect((await priya().waitFor('After')).ts).toBe(card.ts);
  await world.channel.drain();
  expect([times('After'), times('Before'), waits()]).toEqual([1, 0, ['chat.update']]);
});

it('a window opens and is filled a second later each', async () => {
  world.answer(() => [{ kind: 'dialog', title: 'Tom', view: notice('Tom has no passkey yet.', []) }]);
  const limits = { ratelimitedForSeconds: 1 };
  world.slack.upsetNext({ ...limits, of: 'views.open' }, { ...limits, of: 'views.update' });
  await priya().slash('/passwordless', 'lookup Tom');
  await priya().waitForModal('Tom has no passkey yet.');
  await world.channel.drain();
  expect([waits(), world.chosen.length]).toEqual([['views.open', 'views.update'], 1]);
  await priya().closeModal();
});

it('a window whose trigger has died meanwhile says so, with a button', async () => {
  const form = { card: 'form', text: 'Why?', data: formData } as const;
  world.answer(() => [{ kind: 'dialog', title: 'Ask', view: form }]);
  world.slack.upsetNext({ ratelimitedForSeconds: 20, of: 'views.open' });
  await priya().slash('/passwordless', 'pass');
  await priya().waitFor('I could not open the window in time.');
  await world.channel.drain();
  expect(priya().modal()).toBeUndefined();
});

it('the home tab is shown later', async () => {
  world.slack.upsetNext({ ratelimitedForSeconds: 1, of: 'views.publish' });
  world.answer(() => [say('Nobody waits for you.')]);
  await priya().openHome();
  await priya().waitForHome('Nobody waits for you.');
  await world.channel.drain();
  expect(waits()).toEqual(['views.publish']);
});

it('an answer over a response_url comes later, once', async () => {
  world.slack.upsetNext({ ratelimitedForSeconds: 1, of: 'response_url' });
  world.answer(() => [say('Only you see this.')]);
  await priya().slash('/passwordless', 'queue', { channel: 'helpdesk' });
  await priya().waitFor('Only you see this.', { channel: 'helpdesk' });
  await world.channel.drain();
  expect(times('Only you see this.', 'helpdesk')).toBe(1);
});

it('what the outbox sends comes back to it, with the time to wait', async () => {
  world.slack.upsetNext({ ratelimitedForSeconds: 7, of: 'chat.postMessage' });
  const to = { channel: 'slack', person: PRIYA } as const;
  const sent = await world.channel.messenger.send(to, notice('From the outbox', []));
  expect(sent).toEqual({ end: 'again', afterMs: 7_000 });
  expect(await world.channel.messenger.send(to, notice('From the outbox', []))).toMatchObject({ end: 'delivered' });
  expect(times('From the outbox')).toBe(1);
});

const formData = {
  title: 'Ask',
  intro: '',
  choices: [],
  texts: [{ id: 'why', label: 'Why', placeholder: '', maxLength: 100, required: true }],
  submit: { title: 'Send', does: { verb: 'pass.deny', request: 'r-1' } },
} as const;
