import type { TeamsInstaller } from '../../../src/services/ports';
import { done, refuse } from '../../../src/domain/refusal';
import { deliveryOf } from '../../../src/channels/teams/messenger';
import { ana, eve, openHouse, said, tom, type House, type HouseOptions } from './house';

let house: House;
let open = false;
const start = async (options?: HouseOptions): Promise<House> => {
  house = await openHouse(options);
  open = true;
  return house;
};
afterEach(async () => {
  if (open) await house.close();
  open = false;
});

const to = (person: { objectId: string }) => ({ channel: 'teams', person: person.objectId }) as const;

test('writes to somebody who has written before, and changes that message later', async () => {
  await start();
  await house.teams.person('tom').say('hi');
  const sent = await house.channel.messenger.send(to(tom), said('Your pass is approved.'));
  if (sent.end !== 'delivered') throw new Error(sent.end);
  const message = house.teams.person('tom').last();
  expect(message).toMatchObject({ id: sent.message, edits: 0 });
  expect(await house.channel.messenger.update(to(tom), sent.message, said('It is over.'))).toEqual(sent);
  expect(house.teams.person('tom').last()).toMatchObject({ id: sent.message, edits: 1 });
  expect(house.teams.person('tom').last().words).toContain('It is over.');
});

test('writes first to somebody who has the app and never wrote', async () => {
  await start();
  await house.teams.person('tom').say('hi');
  expect(await house.channel.messenger.reaches(ana.objectId)).toBe(true);
  expect(await house.channel.messenger.send(to(ana), said('Somebody asks.'))).toMatchObject({ end: 'delivered' });
  expect(house.teams.person('ana').last().words).toContain('Somebody asks.');
});

test('somebody without the app is not reached, and that is no failure', async () => {
  await start({ withoutApp: ['eve'] });
  await house.teams.person('tom').say('hi');
  expect(await house.channel.messenger.reaches(eve.objectId)).toBe(false);
  expect(await house.channel.messenger.send(to(eve), said('x'))).toMatchObject({ end: 'unreachable' });
  expect(house.failures).toEqual([]);
});

test('where it may, the app is installed for them first', async () => {
  const installer: TeamsInstaller = {
    install: async (person) => {
      await house.teams.install(person);
      return done(undefined);
    },
  };
  await start({ withoutApp: ['eve'], options: () => ({ installer }) });
  await house.teams.person('tom').say('hi');
  expect(await house.channel.messenger.send(to(eve), said('Hello Eve.'))).toMatchObject({ end: 'delivered' });
  expect(JSON.stringify(house.teams.person('eve').messages())).toContain('Hello Eve.');
});

test('an installation that is refused leaves them unreachable, with the reason', async () => {
  const installer: TeamsInstaller = { install: () => Promise.resolve(refuse('graph-denied', { permission: 'x' })) };
  await start({ withoutApp: ['eve'], options: () => ({ installer }) });
  await house.teams.person('tom').say('hi');
  const sent = await house.channel.messenger.send(to(eve), said('x'));
  expect(sent).toEqual({ end: 'unreachable', why: 'not installed: graph-denied' });
});

test('somebody who took the app away is not reached any more', async () => {
  await start();
  await house.teams.person('tom').say('hi');
  house.teams.uninstall('tom');
  expect(await house.channel.messenger.send(to(tom), said('x'))).toMatchObject({ end: 'unreachable' });
  expect(await house.channel.messenger.reaches(tom.objectId)).toBe(false);
  house.teams.person('ana');
  await house.teams.install('tom');
  expect(await house.channel.messenger.reaches(tom.objectId)).toBe(true);
  await house.write(tom, { type: 'installationUpdate', action: 'remove' });
  expect(await house.store.references.get(`teams:${tom.objectId}`)).toBeUndefined();
});

test('the approval conversation is the one that is set', async () => {
  let room = '';
  await start({
    options: (teams) => {
      room = teams.addConversation('Approvals', 'channel', ['ana']).id;
      return { approvalConversation: room };
    },
  });
  await house.teams.person('tom').say('hi');
  const address = { channel: 'teams', room: 'approval' } as const;
  const sent = await house.channel.messenger.send(address, said('Please decide.'));
  expect(sent).toMatchObject({ end: 'delivered' });
  expect(house.teams.person('ana').last(room)).toMatchObject({ replyToId: undefined });
  if (sent.end === 'delivered') await house.channel.messenger.update(address, sent.message, said('Approved.'));
  expect(house.teams.person('ana').last(room).words).toContain('Approved.');
});

test('without an approval conversation the answer says what is missing', async () => {
  await start();
  const sent = await house.channel.messenger.send({ channel: 'teams', room: 'approval' }, said('x'));
  expect(sent).toEqual({ end: 'unreachable', why: 'TEAMS_APPROVAL_CONVERSATION_ID is not set' });
  expect(await house.channel.messenger.send({ channel: 'slack', room: 'approval' }, said('x'))).toMatchObject({
    end: 'unreachable',
  });
});

test('an error of Teams that may pass is tried again later', async () => {
  await start();
  await house.teams.person('tom').say('hi');
  house.teams.upsetNext({ status: 500 }, { status: 500 }, { status: 500 }, { status: 500 }, { status: 500 });
  expect(await house.channel.messenger.send(to(tom), said('x'))).toMatchObject({ end: 'again' });
});

test('a card that Teams would refuse for its size is given up, with one line in the log', async () => {
  await start();
  await house.teams.person('tom').say('hi');
  const sent = await house.channel.messenger.send(to(tom), said('x', ['y'.repeat(30_000)]));
  expect(sent).toEqual({ end: 'unreachable', why: 'the card "notice" cannot be drawn' });
  expect(house.failures).toEqual(['teams.card']);
});

test.each([
  [
    { statusCode: 429, response: { headers: new Headers({ 'retry-after': '7' }) } },
    { end: 'again', afterMs: 7_000 },
  ],
  [{ statusCode: 429 }, { end: 'again' }],
  [{ statusCode: 503 }, { end: 'again' }],
  [{ statusCode: 412 }, { end: 'again' }],
  [new Error('socket hang up'), { end: 'again' }],
  [{ statusCode: 403 }, { end: 'unreachable', why: 'not in this chat any more' }],
  [{ statusCode: 404 }, { end: 'unreachable', why: 'not in this chat any more' }],
  [{ statusCode: 413 }, { end: 'unreachable', why: 'Teams refused the message (413)' }],
])('%j of the connector means %j', (error, delivery) => {
  expect(deliveryOf(error)).toEqual(delivery);
});
