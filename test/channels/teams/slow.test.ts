import { StoreUnavailable } from '../../../src/services/ports';
import type { Reply } from '../../../src/services/turn';
import { containing, openHouse, said, type House } from './house';

let house: House;
beforeEach(async () => {
  house = await openHouse({ patience: { typing: 40, press: 120 } });
  await house.teams.person('tom').say('hi');
  await house.teams.person('ana').say('hi');
});
afterEach(() => house.close());

const tom = () => house.teams.person('tom');

/** Answers only when it is told to. */
function slowly(...replies: Reply[]): { finish(): void; fail(error: Error): void } {
  const gate: { finish(): void; fail(error: Error): void } = { finish: () => undefined, fail: () => undefined };
  const done = new Promise<readonly Reply[]>((resolve, reject) => {
    gate.finish = () => resolve(replies);
    gate.fail = reject;
  });
  house.answer = () => done;
  return gate;
}

test('a press that takes long is answered in time, shows typing, and becomes the answer in place', async () => {
  const work = slowly(
    { kind: 'replace', view: said('You are ready.') },
    { kind: 'say', view: said('And one more thing.') },
  );
  const message = tom().last();
  const pressed = await tom().click(message, 'Queue');
  expect(pressed).toMatchObject({ kind: 'card', words: containing('I am on it.') });
  expect(tom().botIsTyping).toBe(true);
  work.finish();
  await tom().waitFor('And one more thing.');
  expect(
    tom()
      .messages()
      .find(({ id }) => id === message.id)?.words,
  ).toContain('You are ready.');
});

test('a slow press in a shared conversation leaves the card alone and tells the person in their own chat', async () => {
  const room = house.teams.addConversation('Approvals', 'channel', ['tom', 'ana']);
  await tom().say('hi', { conversationId: room.id });
  const shared = tom().last(room.id);
  const work = slowly({ kind: 'replace', view: said('You approved it.') });
  const pressed = await house.teams.person('ana').click(shared, 'Approve');
  expect(pressed).toMatchObject({ kind: 'message', text: containing('I am on it.') });
  work.finish();
  await house.teams.person('ana').waitFor('You approved it.');
  expect(tom().last(room.id).words).toBe(shared.words);
});

test('a repeat while the first is still being worked on waits for the same answer', async () => {
  house.heard.length = 0;
  const work = slowly({ kind: 'replace', view: said('Done once.') });
  setTimeout(() => work.finish(), 60);
  const pressed = await tom().click(tom().last(), 'Approve', {}, { resend: 'same id' });
  expect(house.heard).toHaveLength(1);
  expect(pressed.repeats[0]).toMatchObject({ kind: 'card', words: containing('Done once.') });
});

test('a slow press that fails in the end says so, with one line in the log', async () => {
  const work = slowly();
  await tom().click(tom().last(), 'Queue');
  work.fail(new StoreUnavailable('locked'));
  await tom().waitFor('I cannot write to my own records right now');
  expect(house.failures).toEqual(['teams.turn-failed']);
});

test('a slow dialog waits for its page, because only the dialog may show it', async () => {
  const work = slowly({ kind: 'close', text: 'There it is.' });
  setTimeout(() => work.finish(), 300);
  const dialog = await tom().openDialog(tom().last(), 'Show my pass');
  expect(dialog.message).toBe('There it is.');
});

test('a stop lets running turns and late answers finish, and takes no new ones', async () => {
  const work = slowly({ kind: 'replace', view: said('Finished.') });
  await tom().click(tom().last(), 'Queue');
  const drained = house.channel.drain();
  const [refused] = await tom().say('one more');
  expect(refused?.status).toBe(503);
  work.finish();
  await drained;
  expect(JSON.stringify(tom().messages())).toContain('Finished.');
});
