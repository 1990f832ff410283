import { HOUR, MINUTE, SECOND } from '../../src/domain/clock';
import { done, refuse } from '../../src/domain/refusal';
import type { MessageView } from '../../src/services/views';
import { ANDROID, passkey, push } from '../domain/readiness/facts';
import { Room, titles } from './converse-room';

async function watching(): Promise<Room> {
  const room = new Room();
  await room.talk('register a passkey', 'iPhone', 'iOS 18 or newer', 'Show me the steps', "I've started");
  return room;
}

const last = (room: Room): MessageView => {
  const view = room.told().at(-1);
  if (view === undefined) throw new Error('nothing was told');
  return view;
};

describe('the watch over a registration', () => {
  it('looks every 20 seconds, and says with name and time when the passkey is there', async () => {
    const room = await watching();
    expect(await room.look()).toEqual({ at: room.now + 20 * SECOND });
    room.now += 40 * SECOND;
    room.methods = done([push, passkey({ createdAt: Date.parse('2026-11-23T08:42:00Z') })]);
    expect(await room.look()).toBe('done');
    expect(last(room).text).toMatch(
      /^Your passkey is there: "Authenticator Passkey – iPhone", added 09:42\. From now on, choose Face,/,
    );
    expect(titles(last(room))).toEqual(['Add a second method', 'How do I sign in with it?', 'That is all for now']);
    expect((await room.press(last(room), 'Add a second method')).text).toContain('Best beside what you have');
  });

  it('shows until when it looks, in the time of the reader', async () => {
    const room = new Room();
    const view = await room.talk('passkey', 'iPhone', 'iOS 17', 'Show me the steps', "I've started");
    expect(view.text).toContain('every 20 seconds, until 10:10 (in 10 min), and');
  });

  it('takes only a new passkey in Authenticator for it', async () => {
    const room = await watching();
    room.methods = done([
      push,
      { kind: 'authenticator', id: 'new', name: 'iPhone' },
      passkey({ id: 'key', aaguid: 'fa2b99dc-9e39-4257-8f92-4a30d23c4118' }),
    ]);
    expect(await room.look()).toEqual({ at: room.now + 20 * SECOND });
    expect(room.told()).toEqual([]);
  });

  it('does not take one for new that was there before', async () => {
    const room = new Room();
    room.methods = done([passkey({ id: 'old' })]);
    await room.talk('register a passkey', 'iPhone', 'iOS 18 or newer', 'Show me the steps', "I've started");
    expect(await room.look()).toEqual({ at: room.now + 20 * SECOND });
  });

  it('asks after ten minutes what the screen says, and looks again with the first note in hand', async () => {
    const room = await watching();
    room.now += 10 * MINUTE;
    expect(await room.look()).toBe('done');
    expect(last(room).text).toContain("Ten minutes, and Entra doesn't show it yet. What do you see on the phone?");
    room.methods = done([push, passkey()]);
    await room.press(last(room), 'It says it is done');
    expect(await room.look()).toBe('done');
    expect(last(room).text).toContain('Your passkey is there');
  });

  it('tells the same arrival once, also when it is done twice', async () => {
    const room = await watching();
    room.methods = done([push, passkey()]);
    await room.look();
    await room.look();
    expect(room.told()).toHaveLength(1);
  });

  it('says it to somebody who is somewhere else in the same conversation', async () => {
    const room = new Room();
    await room.talk(
      'register a passkey',
      'iPhone',
      'iOS 18 or newer',
      'Show me the steps',
      "I've started",
      'Something is wrong',
      'An error',
    );
    room.methods = done([push, passkey({ aaguid: ANDROID })]);
    expect(await room.look()).toBe('done');
    expect(last(room).text).toContain('Your passkey is there');
  });

  it.each([
    ['has moved on by themselves', ['Something is wrong']],
    ['said "Not now"', ['Not now']],
  ])('does not talk over somebody who %s when the time is over', async (_, presses) => {
    const room = new Room();
    await room.talk('register a passkey', 'iPhone', 'iOS 18 or newer', 'Show me the steps', "I've started", ...presses);
    room.now += 10 * MINUTE;
    expect([await room.look(), room.told()]).toEqual(['done', []]);
  });

  it.each([
    ['cancels', async (room: Room) => room.write('cancel')],
    ['begins something else', async (room: Room) => room.write('my phone is broken')],
    [
      'begins anew',
      async (room: Room) => room.talk('register a passkey', 'iPhone', 'iOS 17', 'Show me the steps', "I've started"),
    ],
  ])('ends when the person %s', async (_, leaves) => {
    const room = await watching();
    const watch = room.watch();
    room.now += SECOND;
    await leaves(room);
    room.methods = done([push, passkey()]);
    expect([await room.look(watch), room.told()]).toEqual(['done', []]);
  });

  it('ends when the person is gone from the directory', async () => {
    const room = await watching();
    room.methods = refuse('graph-not-found');
    expect([await room.look(), room.told()]).toEqual(['done', []]);
  });

  it('goes on when Graph is down, past its time, and admits at last that it does not know', async () => {
    const room = await watching();
    room.methods = refuse('graph-unavailable');
    expect(await room.look()).toEqual({ at: room.now + 20 * SECOND });
    room.now += 11 * MINUTE;
    expect(await room.look()).toEqual({ at: room.now + MINUTE });
    room.now += HOUR;
    expect(await room.look()).toBe('done');
    expect(last(room).text).toContain("I don't know whether your passkey has arrived");
  });

  it('cannot begin when the methods cannot be read, and says that nothing stands in the way', async () => {
    const room = new Room();
    const guide = await room.talk('register a passkey', 'iPhone', 'iOS 18 or newer', 'Show me the steps');
    room.methods = refuse('graph-unavailable');
    expect((await room.press(guide, "I've started")).text).toMatch(/can't watch\..*Nothing was changed\./);
    expect(room.jobs).toEqual([]);
  });
});
