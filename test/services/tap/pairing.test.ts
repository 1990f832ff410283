import { unread as notRead } from '../../../src/domain/fact';
import type { TapParts } from '../../../src/services/tap';
import { Pairing, pairingTyped } from '../../../src/services/tap/pairing';
import type { Reply } from '../../../src/services/turn';
import type { Store } from '../../../src/store';
import { Desk, codeIn, temporaryStore } from './desk';

/*
 * The number that whoever checked reads out, and that is typed before the pass is made: an attacker in the recipient's
 * chat does not have it, and cannot find it.
 */

let opened: { store: Store; close: () => Promise<void> };
beforeEach(async () => {
  opened = await temporaryStore();
});
afterEach(() => opened.close());

const words = (replies: readonly Reply[]): string =>
  replies.map((reply) => (reply.kind === 'close' ? reply.text : JSON.stringify(reply.view))).join(' ');

async function requestOf(id: string) {
  const request = await opened.store.ledger.request(id);
  if (request === undefined) throw new Error('no request');
  return request;
}

/** A number that certainly does not fit. */
const wrongFor = (number: string): string => String((Number(number.replace(' ', '')) + 1) % 1_000_000).padStart(6, '0');

async function approved(desk: Desk): Promise<{ id: string; number: string; opening: string }> {
  const id = await desk.approvedFor('tom');
  return { id, number: await desk.numberOf(id), opening: (await desk.openingOf('tom', id))! };
}

describe('a pairing number', () => {
  it.each([
    ['as it is read out', (digits: string) => `${digits.slice(0, 3)} ${digits.slice(3)}`],
    ['without a space', (digits: string) => digits],
    ['with dashes', (digits: string) => `${digits.slice(0, 2)}-${digits.slice(2, 4)}–${digits.slice(4)} `],
  ])('opens the pass, typed %s', async (_, written) => {
    const desk = new Desk(opened.store);
    const { id, number, opening } = await approved(desk);
    expect(codeIn(await desk.create('tom', id, opening, written(number.replace(' ', ''))))).toBeDefined();
  });

  it.each(['', '12345', '1234567', '12345x', '١٢٣٤٥٦', "' or 1=1"])(
    'of another shape (%p) counts as no try',
    async (typed) => {
      const desk = new Desk(opened.store);
      const { id, opening } = await approved(desk);
      const before = await requestOf(id);
      expect(words(await desk.create('tom', id, opening, typed))).toContain('six digits');
      expect(await requestOf(id)).toEqual(before);
      expect(desk.entra.live()).toEqual([]);
    },
  );

  it('that is wrong makes nothing, and says how many tries are left', async () => {
    const desk = new Desk(opened.store);
    const { id, number, opening } = await approved(desk);
    const replies = await desk.create('tom', id, opening, wrongFor(number));
    expect(words(replies)).toContain('2 tries are left.');
    expect(words(replies)).toContain('Nothing was changed.');
    expect(desk.entra.made.size).toBe(0);
    expect((await requestOf(id)).state).toBe('approved');
    expect(codeIn(await desk.create('tom', id, (await desk.openingOf('tom', id))!))).toBeDefined();
  });

  it('that is wrong three times ends the request and calls the security contacts', async () => {
    const desk = new Desk(opened.store);
    const { id, number } = await approved(desk);
    for (let guess = 0; guess < 3; guess += 1)
      await desk.create('tom', id, `opening-${String(guess)}`, wrongFor(number));
    expect(await requestOf(id)).toMatchObject({ state: 'revoked', revokedWhy: 'mistyped' });
    expect(words(await desk.create('tom', id, 'opening-4', number))).toContain('This request is over');
    expect(desk.entra.made.size).toBe(0);
    const told = (await opened.store.jobs.claim(desk.at, 100, 1_000)).map(({ body }) => JSON.stringify(body));
    const alarm = told.filter((body) => body.includes('a wrong pairing number was typed three times'));
    expect(alarm.some((body) => body.includes('"alarm-contacts"'))).toBe(true);
    expect(alarm.some((body) => body.includes('"person":"tom"'))).toBe(true);
    const acts = (await opened.store.ledger.auditOf(id)).map(({ act }) => act).slice(-3);
    expect(acts).toEqual(['pass.number-wrong', 'pass.number-wrong', 'request.mistyped']);
  });

  it('typed wrong is counted once when Teams sends the same press again, and that window opens nothing any more', async () => {
    const desk = new Desk(opened.store);
    const { id, number, opening } = await approved(desk);
    for (let again = 0; again < 5; again += 1) await desk.create('tom', id, opening, wrongFor(number));
    expect((await requestOf(id)).mistyped).toEqual([opening]);
    expect(codeIn(await desk.create('tom', id, opening, number))).toBeUndefined();
    expect(desk.entra.made.size).toBe(0);
  });

  it('typed by somebody else uses up no try, right or wrong', async () => {
    const desk = new Desk(opened.store);
    const { id, number } = await approved(desk);
    for (const who of ['eve', 'ana', 'hal', 'manager-of-tom'])
      for (const typed of [number, wrongFor(number)])
        expect(codeIn(await desk.create(who, id, `of-${who}`, typed))).toBeUndefined();
    expect((await requestOf(id)).mistyped).toBeUndefined();
    expect(desk.entra.made.size).toBe(0);
  });

  it('of another request does not fit', async () => {
    const desk = new Desk(opened.store);
    const other = await desk.approvedFor('zoe');
    const { id, opening } = await approved(desk);
    const replies = await desk.create('tom', id, opening, await desk.numberOf(other));
    expect(words(replies)).toContain('That is not the pairing number of this pass.');
    expect(desk.entra.made.size).toBe(0);
  });

  it('is shown again to whoever checked, to nobody else, and not after the pass was opened', async () => {
    const desk = new Desk(opened.store);
    const { id, number, opening } = await approved(desk);
    expect(await desk.numberOf(id)).toBe(number);
    for (const who of ['tom', 'ana', 'ben', 'sec', 'manager-of-tom', 'eve']) {
      const said = words(await desk.press(who, { verb: 'pass.number', request: id }));
      expect(said).toContain('Only whoever checked');
      expect(said).not.toContain(number);
    }
    await desk.create('tom', id, opening, number);
    const after = words(await desk.press('hal', { verb: 'pass.number', request: id }));
    expect(after).not.toContain(number);
    expect(after).toContain('opened');
  });

  it('is in no row, job or audit entry of the store', async () => {
    const desk = new Desk(opened.store);
    const { id, number, opening } = await approved(desk);
    await desk.create('tom', id, opening, wrongFor(number));
    await desk.create('tom', id, (await desk.openingOf('tom', id))!, number);
    const all = JSON.stringify([
      await opened.store.ledger.request(id),
      await opened.store.ledger.auditOf(id),
      await opened.store.jobs.claim(desk.at + 86_400_000, 500, 1_000),
      desk.told,
      desk.failures,
    ]);
    for (const digits of [number, number.replace(' ', ''), wrongFor(number)]) expect(all).not.toContain(digits);
  });

  it('stays valid when a risk that rose takes the approval back, and the second check brings another', async () => {
    let unread = false;
    const desk = new Desk(opened.store, (parts): TapParts => ({
      ...parts,
      tenant: {
        facts: async (person, options) => ({
          ...(await parts.tenant.facts(person, options)),
          ...(unread ? { riskState: notRead({ what: 'the sign-in risk', reason: 'permission' }) } : {}),
        }),
      },
    }));
    const { id, number, opening } = await approved(desk);
    unread = true;
    await desk.create('tom', id, opening, number);
    expect((await requestOf(id)).state).toBe('awaiting-proof');
    await desk.press('manager-of-tom', { verb: 'pass.prove', request: id, way: 'in-person' });
    for (const approver of ['ana', 'ben']) await desk.approve(approver, id);
    expect((await requestOf(id)).state).toBe('approved');
    expect(await desk.numberOf(id)).toBe(number);
    expect(codeIn(await desk.create('tom', id, (await desk.openingOf('tom', id))!, number))).toBeDefined();
  });

  it('is the same on every replica that shares the secret, and nothing without it', async () => {
    const one = new Desk(opened.store);
    const { id, number } = await approved(one);
    expect(await new Desk(opened.store).numberOf(id)).toBe(number);
    const request = await requestOf(id);
    const typed = pairingTyped(number)!;
    expect(one.parts.pairing.fits(request, typed)).toBe(true);
    const others = Array.from({ length: 50 }, (_, index) => new Pairing(`another secret ${String(index)}`));
    expect(others.filter((pairing) => pairing.fits(request, typed)).length).toBeLessThan(3);
  });

  it('of a secret that is being exchanged fits until it is gone from the file', () => {
    const proof = { by: 'hal', as: 'agent', way: 'in-person', at: 1 } as const;
    const request = { id: 'r', recipient: 'tom', proofs: [proof] };
    const typed = new Pairing('old').of(request, proof).reveal();
    const fits = (pairing: Pairing) => pairing.fits(request, typed);
    expect([new Pairing('old', 'new'), new Pairing('new', 'old'), new Pairing('new')].map(fits)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('spreads over all six digits', () => {
    const pairing = new Pairing('secret');
    const proof = { by: 'hal', as: 'agent', way: 'in-person', at: 1 } as const;
    const all = Array.from({ length: 3_000 }, (_, index) => pairing.of({ id: String(index) }, proof).reveal());
    expect(new Set(all).size).toBeGreaterThan(2_950);
    for (const place of [0, 5]) expect(new Set(all.map((digits) => digits[place])).size).toBe(10);
    expect(JSON.stringify(pairing.of({ id: 'x' }, proof))).not.toMatch(/\d/);
  });
});
