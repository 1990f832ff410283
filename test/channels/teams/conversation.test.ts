import type { JsonObject } from '../../../src/demo/json';
import { containing, matching, openHouse, said, tom, ana, type House } from './house';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => {
  house.heard.length = 0;
  house.events.length = 0;
  house.failures.length = 0;
  house.answer = (_turn, choice) => Promise.resolve([{ kind: 'replace', view: said(`You pressed ${choice.verb}.`) }]);
});

const tomAtTeams = () => house.teams.person('tom');
const anaAtTeams = () => house.teams.person('ana');

test('somebody writes, and the services hear who, where and when', async () => {
  await tomAtTeams().say('register a passkey');
  expect(house.heard).toEqual([
    {
      turn: {
        who: tom.objectId,
        channel: 'teams',
        identity: { how: 'teams-jwt' },
        place: 'personal',
        conversation: `teams:${tom.objectId}`,
        correlationId: matching(/^turn-/),
        timeZone: 'Europe/London',
      },
      text: 'register a passkey',
    },
  ]);
  expect(tomAtTeams().last().words).toContain('You said: register a passkey');
});

test('installing the app greets once, though Teams tells it twice', async () => {
  await anaAtTeams().install();
  expect(house.heard).toMatchObject([{ turn: { who: ana.objectId }, greeted: true }]);
  expect(anaAtTeams().messages()).toHaveLength(1);
  expect(await house.channel.messenger.reaches(ana.objectId)).toBe(true);
});

test('a mention in a shared conversation is heard without the mention, as shared', async () => {
  const room = house.teams.addConversation('Helpdesk', 'channel', ['tom', 'ana']);
  await tomAtTeams().say('status', { conversationId: room.id });
  expect(house.heard[0]).toMatchObject({ text: 'status', turn: { place: 'shared' } });
  expect(tomAtTeams().last(room.id).words).toContain('You said: status');
});

describe('a press', () => {
  test('is answered with a card for the person who pressed', async () => {
    await tomAtTeams().say('hi');
    const pressed = await tomAtTeams().click(tomAtTeams().last(), 'Queue');
    expect(pressed).toMatchObject({ status: 200, kind: 'card', words: containing('You pressed queue.') });
    expect(house.heard.at(-1)).toMatchObject({ choice: { verb: 'queue' } });
  });

  test('in a shared conversation changes nothing for the others, and what is only said goes to the person', async () => {
    const room = house.teams.addConversation('Approvals', 'channel', ['tom', 'ana']);
    await anaAtTeams().say('hi');
    await tomAtTeams().say('hi', { conversationId: room.id });
    const shared = tomAtTeams().last(room.id);
    house.answer = () =>
      Promise.resolve([{ kind: 'say', view: said('Only members of the approvers group can decide.') }]);
    const pressed = await anaAtTeams().click(shared, 'Approve');
    expect(pressed).toMatchObject({ kind: 'message', text: 'Only members of the approvers group can decide.' });
    expect(anaAtTeams().last().words).toContain('Only members of the approvers group');
    expect(tomAtTeams().last(room.id).words).toBe(shared.words);
    house.answer = () => Promise.resolve([{ kind: 'replace', view: said('Yours alone.') }]);
    await anaAtTeams().click(shared, 'Approve');
    expect(tomAtTeams().last(room.id).words).toBe(shared.words);
  });

  test('that Teams repeats is done once, and the repeat gets the same answer', async () => {
    await tomAtTeams().say('hi');
    house.heard.length = 0;
    const pressed = await tomAtTeams().click(tomAtTeams().last(), 'Approve', {}, { resend: 'same id' });
    expect(house.heard).toHaveLength(1);
    expect(pressed.repeats[0]).toMatchObject({ status: 200 });
    expect(house.events.filter(({ name }) => name === 'teams.repeated')).toHaveLength(1);
  });

  test('from a client that knows no Action.Execute arrives as a message and is answered with one', async () => {
    await house.write(tom, { type: 'message', value: { verb: 'queue' } });
    expect(tomAtTeams().last().words).toContain('You pressed queue.');
  });
});

test('a message that Teams delivers twice is heard once', async () => {
  await tomAtTeams().say('only once', { resend: 'same id' });
  expect(house.heard).toHaveLength(1);
});

describe('nothing ends in silence', () => {
  const write = (content: JsonObject) => house.write(tom, content);
  beforeEach(() => tomAtTeams().say('hi'));

  test('a picture', async () => {
    await write({
      type: 'message',
      attachments: [{ contentType: 'image/png', contentUrl: 'https://x.example/1.png' }],
    });
    expect(tomAtTeams().last().words).toContain("I can't look at files or pictures.");
  });

  test('an empty message', async () => {
    await write({ type: 'message', text: ' ', attachments: [{ contentType: 'text/html', content: '<p></p>' }] });
    expect(house.heard.at(-1)).toMatchObject({ choice: { verb: 'help' } });
  });

  test('only an emoji', async () => {
    await write({ type: 'message', text: '🙈' });
    expect(house.heard.at(-1)).toMatchObject({ text: '🙈' });
  });

  test('20,000 characters', async () => {
    await write({ type: 'message', text: '🙈a'.repeat(10_000) });
    expect(house.heard.at(-1)?.text?.length).toBeLessThanOrEqual(8_000);
    const words = tomAtTeams()
      .messages()
      .map((message) => message.words);
    expect(words.some((text) => text.includes('I read only its beginning'))).toBe(true);
  });

  test('an edited message', async () => {
    await write({ type: 'messageUpdate', channelData: { eventType: 'editMessage' }, text: 'register a passkey' });
    expect(house.heard.at(-1)).toMatchObject({ text: 'register a passkey' });
  });

  test('a reaction, once an hour', async () => {
    await write({ type: 'messageReaction', reactionsAdded: [{ type: 'like' }] });
    await write({ type: 'messageReaction', reactionsAdded: [{ type: 'heart' }] });
    const words = tomAtTeams()
      .messages()
      .map((message) => message.words);
    expect(words.filter((text) => text.includes('A reaction does nothing here.'))).toHaveLength(1);
  });

  test('an unknown invoke', async () => {
    const [answer] = await write({ type: 'invoke', name: 'composeExtension/query', value: {} });
    expect(answer).toMatchObject({ status: 501, body: { value: { code: 'NotSupported' } } });
  });

  test('an error: a sentence with a reference, and one line in the log', async () => {
    house.answer = () => Promise.reject(new Error('boom'));
    const pressed = await tomAtTeams().click(tomAtTeams().last(), 'Queue');
    expect(pressed).toMatchObject({ kind: 'message', text: matching(/reference turn-\d+/) });
    expect(house.failures).toEqual(['teams.turn-failed']);
  });
});

describe('hostile card data', () => {
  const data = [
    [{ verb: 'pass.nonsense' }, 'verb'],
    [{ verb: 'pass.approve' }, 'request'],
    [{ verb: 'pass.approve', request: 7 }, 'request'],
    [{ verb: 'pass.approve', request: 'r-1', approver: 'me' }, 'cannot read'],
    [{ verb: 'pass.form', person: 'not-a-guid' }, 'person'],
    [{ verb: ['queue'] }, 'cannot read'],
    ['a string', 'cannot read'],
    [null, 'cannot read'],
  ] as const;

  test.each(data)('%j in a press is named and has no effect', async (given, named) => {
    await tomAtTeams().say('hi');
    house.heard.length = 0;
    const verb = typeof given === 'object' && given !== null && typeof given.verb === 'string' ? given.verb : 'x';
    const value = { action: { type: 'Action.Execute', verb, data: given }, trigger: 'manual' };
    const [answer] = await tomAtTeams().invoke(tomAtTeams().last(), 'adaptiveCard/action', value);
    expect(answer?.status).toBe(200);
    expect(JSON.stringify(answer?.body)).toContain(named);
    expect(JSON.stringify(answer?.body)).toContain('Nothing was changed.');
    expect(house.heard).toEqual([]);
  });

  test.each(data)('%j in a dialog is named and has no effect', async (given, named) => {
    await tomAtTeams().say('hi');
    house.heard.length = 0;
    for (const name of ['task/fetch', 'task/submit']) {
      const [answer] = await tomAtTeams().invoke(tomAtTeams().last(), name, { data: given });
      expect(answer?.status).toBe(200);
      expect(JSON.stringify(answer?.body)).toContain(named);
    }
    expect(house.heard).toEqual([]);
  });
});
