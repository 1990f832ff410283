import { join } from 'node:path';
import { loadCards } from '../../src/cards';
import { known, unread } from '../../src/domain/fact';
import type { PersonFacts } from '../../src/domain/facts';
import { done } from '../../src/domain/refusal';
import type { CardData, MessageView } from '../../src/services/views';
import { passkeyPolicy, push } from '../domain/readiness/facts';
import { Room } from './converse-room';

const cards = loadCards(join(__dirname, '../../cards'));

async function ask(changes: (room: Room) => Partial<PersonFacts> = () => ({})): Promise<CardData['overview']> {
  const room = new Room();
  room.facts = { ...room.facts, ...changes(room) };
  return overviewOf(await room.talk('what can I use to sign in'));
}

function overviewOf(view: MessageView): CardData['overview'] {
  if (view.card !== 'overview') throw new Error(`a ${view.card} instead`);
  expect(JSON.stringify(cards.fill(view)).length).toBeLessThan(28_000);
  expect(view.text).not.toMatch(/\*\*|[{}]|undefined/);
  return view.data;
}

const marks = ({ methods }: CardData['overview']): readonly (readonly [string, string])[] =>
  methods.map(({ mark, name }) => [mark.slice(0, 1), name.split(' (')[0] ?? ''] as const);

it('shows what is open first, then what is there, then what is in the way and the nearest fix', async () => {
  const overview = await ask();
  expect(marks(overview)).toEqual([
    ['✓', 'Security key; Microsoft Authenticator, phone sign-in'],
    ['✓', 'Passkey in Microsoft Authenticator'],
    ['✓', 'Microsoft Authenticator, notifications'],
    ['✗', 'Synced passkey'],
    ['✗', 'Passkey on a Windows computer'],
    ['✗', 'Windows Hello for Business'],
  ]);
  expect(overview.headline).toBe('You have 1 way to sign in, and can set up 3 more.');
  expect(overview.age).toContain('Policy read 4 minutes ago.');
  expect(overview.buttons.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['Set up a passkey', 'Check again']),
  );
  for (const { mark, fix, who } of overview.methods) if (mark.startsWith('✗')) expect([fix, who]).not.toContain('');
});

it('says once what blocks several, and for all of them what blocks everything', async () => {
  const off = await ask(({ now }) => ({ passkeyPolicy: known(passkeyPolicy({ enabled: false }), now) }));
  const shared = off.methods.find(({ detail }) => detail.startsWith('Passkeys are switched off'));
  expect(shared?.name.split('; ')).toHaveLength(2);
  const disabled = await ask(({ facts, now }) =>
    facts.person.known ? { person: known({ ...facts.person.value, enabled: false }, now) } : {},
  );
  expect(disabled.notes[0]).toContain('account is disabled');
  // What is said once above is not counted below as one more.
  const risk = await ask(({ now }) => ({ riskState: known('atRisk', now) }));
  expect(risk.notes.filter((note) => note.includes('at risk'))).toEqual([
    '**Your account is reported as at risk.** The security team looks into it, then dismisses the risk, or resets the password and revokes the sessions. Who can do it: The security team.',
  ]);
  expect(risk.methods.map(({ detail }) => detail)).toContain('Synced passkeys are not allowed.');
});

it('names what could not be read, and calls nothing ready that rests on it', async () => {
  const overview = await ask(() => ({
    access: unread({ what: 'Conditional Access policies', reason: 'permission', permission: 'Policy.Read.All' }),
    authenticatorPolicy: unread({ what: 'the Microsoft Authenticator policy', reason: 'unavailable' }),
  }));
  expect(overview.gaps.join(' ')).toContain('Policy.Read.All');
  expect(marks(overview).filter(([mark]) => mark === '✓')).toEqual([['✓', 'Microsoft Authenticator, notifications']]);
});

it('says so when Entra does not answer at all', async () => {
  const room = new Room();
  const gap = unread({ what: 'x', reason: 'unavailable' });
  room.facts = { ...room.facts, person: gap, methods: gap };
  room.methods = { ok: false, refusal: { code: 'graph-unavailable', facts: {}, changed: 'Nothing was changed.' } };
  const view = await room.talk('what can I use to sign in');
  expect(view.text).toContain("can't reach Microsoft Entra");
  room.methods = done([push]);
  room.facts = new Room().facts;
  overviewOf(await room.press(view, 'Try again'));
});
