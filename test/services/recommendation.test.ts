import { known, unread } from '../../src/domain/fact';
import type { PersonFacts } from '../../src/domain/facts';
import type { Method } from '../../src/domain/methods';
import { done, refuse } from '../../src/domain/refusal';
import type { CardData, MessageView } from '../../src/services/views';
import { passkey, push } from '../domain/readiness/facts';
import { Room, titles } from './converse-room';

function overviewOf(view: MessageView): CardData['overview'] {
  if (view.card !== 'overview') throw new Error(`a ${view.card} instead: ${view.text}`);
  return view.data;
}

function roomWith(changes: Partial<PersonFacts>, methods?: readonly Method[]): Room {
  const room = new Room();
  room.facts = { ...room.facts, ...changes };
  if (methods !== undefined) room.methods = done(methods);
  return room;
}

describe('which method suits me', () => {
  it('asks two questions, then names what suits and is open, with a button to start it', async () => {
    const room = roomWith({});
    const view = await room.talk('which method suits me', 'My own Mac or Linux computer', 'Yes');
    expect(overviewOf(view).headline).toBe('For you: Passkey in Microsoft Authenticator.');
    expect(titles(view)).toEqual(
      expect.arrayContaining(['Set up a passkey', 'Set up a security key', 'Other answers']),
    );
    expect((await room.press(view, 'Set up a passkey')).text).toContain('Which phone');
  });

  it('names nothing that needs a phone to somebody without one', async () => {
    const view = await roomWith({}).talk(
      'which method suits me',
      'A computer that others use too',
      'No, or not where I work',
    );
    expect(overviewOf(view).methods.map(({ name }) => name)).toEqual(['Security key']);
  });

  it('never recommends first what the tenant does not allow', async () => {
    const room = roomWith({});
    const view = await room.talk('which method suits me', 'My own Windows computer', 'Yes');
    const { methods, headline } = overviewOf(view);
    expect(methods.at(-1)?.mark).toContain('Not yet');
    expect(headline).not.toContain(methods.at(-1)?.name ?? 'nothing');
  });

  it('says that Entra does not answer, and asks again', async () => {
    const gap = { what: 'the account', reason: 'unavailable' } as const;
    const room = roomWith({ person: unread(gap), methods: unread(gap) });
    room.methods = refuse('graph-unavailable');
    const view = await room.talk('which method suits me', 'My own phone or tablet');
    expect(view.text).toContain("I can't reach Microsoft Entra right now");
    expect(titles(view)).toContain('Try again');
  });
});

describe('a second method', () => {
  it('is one that lives on something else', async () => {
    const room = roomWith({}, [passkey()]);
    const view = await room.talk('second method');
    expect(overviewOf(view).headline).toBe('Best beside what you have: Security key.');
    expect(overviewOf(view).methods.map(({ name }) => name)).not.toContain('Microsoft Authenticator, notifications');
    // Nothing waits for an answer here: whoever does not want it now needs no button to say so.
    expect(titles(view)).toEqual(['Set up a security key', 'Help me choose']);
  });

  it('is a duty for an administrator, and has to resist phishing', async () => {
    const admin = { activeRoles: known(['Exchange Administrator'], 0) };
    const none = await roomWith(admin, [push]).talk('second method');
    expect(none.text).toContain('two methods that resist phishing. You have none yet.');
    const one = await roomWith(admin, [push, passkey()]).talk('second method');
    expect(one.text).toContain('One is missing.');
    expect(JSON.stringify(overviewOf(one).methods)).not.toContain('phone sign-in');
  });
});
