import { MINUTE } from '../../../src/domain/clock';
import { questionOf } from '../../../src/domain/question';
import { carryOut } from '../../../src/services/recovery';
import { confirmedContainments, contain } from '../../../src/services/recovery/contain';
import { askRemoval } from '../../../src/services/recovery/ask';
import { type TapParts, escalateRequest } from '../../../src/services/tap';
import type { Reply } from '../../../src/services/turn';
import type { Store } from '../../../src/store';
import { Desk, codeIn, temporaryStore } from './desk';
import { APPROVERS, HELPDESK, SECURITY } from './entra-model';

/*
 * What an impostor with fresh eyes tried on proofs, approvals, the stop and removals. Each of these worked once.
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

async function askedByTom(desk: Desk): Promise<string> {
  await desk.press('tom', { verb: 'pass.ask', reason: 'broken-authenticator', note: '' });
  return (await opened.store.ledger.openRequestFor('tom'))!.id;
}

async function askedByHal(desk: Desk): Promise<string> {
  await desk.press('hal', {
    verb: 'pass.ask',
    person: 'tom',
    reason: 'broken-authenticator',
    note: '',
    way: 'in-person',
  });
  return (await opened.store.ledger.openRequestFor('tom'))!.id;
}

describe('a proof', () => {
  it('of the manager is given in Teams: their Slack account vouches for nobody', async () => {
    const desk = new Desk(opened.store);
    const id = await askedByTom(desk);
    const form = await desk.press('manager-of-tom', { verb: 'pass.prove-form', request: id }, 'slack');
    expect(words(form)).toContain('Teams');
    const sent = await desk.press('manager-of-tom', { verb: 'pass.prove', request: id, way: 'in-person' }, 'slack');
    expect(words(sent)).toContain('Teams');
    expect((await requestOf(id)).proofs).toEqual([]);
    await desk.press('manager-of-tom', { verb: 'pass.prove', request: id, way: 'in-person' });
    expect((await requestOf(id)).proofs).toHaveLength(1);
  });

  it('is not added by one who has approved: they would have an approval and a number that opens it', async () => {
    const quorum = { standard: 2, elevated: 2 };
    const desk = new Desk(opened.store, (parts) => ({ ...parts, settings: { ...parts.settings, quorum } }));
    desk.entra.groupsOf.set('ana', [APPROVERS, HELPDESK]);
    const id = await askedByHal(desk);
    await desk.approve('ana', id);
    const replies = await desk.press('ana', { verb: 'pass.prove', request: id, way: 'in-person' });
    expect(replies.some((reply) => reply.kind === 'dialog' && reply.view.card === 'pairing-number')).toBe(false);
    expect((await requestOf(id)).proofs.map(({ by }) => by)).toEqual(['hal']);
  });

  it('of one whose account was disabled since opens nothing', async () => {
    const desk = new Desk(opened.store);
    const id = await desk.approvedFor('tom');
    const number = await desk.numberOf(id);
    const opening = (await desk.openingOf('tom', id))!;
    desk.entra.disabled.add('hal');
    expect(codeIn(await desk.create('tom', id, opening, number))).toBeUndefined();
    expect(desk.entra.live()).toEqual([]);
  });

  it('has a number that is shown to nobody who is no agent any more', async () => {
    const desk = new Desk(opened.store);
    const id = await askedByHal(desk);
    desk.entra.groupsOf.set('hal', []);
    const [reply] = await desk.press('hal', { verb: 'pass.number', request: id });
    expect(reply?.kind === 'dialog' && reply.view.card).toBe('notice');
  });
});

describe('a decision in Slack without a sign-in', () => {
  it('does not count when the risk was raised between the press and its effect', async () => {
    let between: (() => Promise<unknown>) | undefined;
    const desk = new Desk(opened.store, (parts): TapParts => {
      const { ledger } = parts;
      return {
        ...parts,
        ledger: {
          ...ledger,
          request: async (id) => {
            const request = await ledger.request(id);
            const first = between;
            between = undefined;
            await first?.();
            return request;
          },
        },
        settings: {
          ...parts.settings,
          decideInSlackWithoutStepUp: true,
          quorum: { standard: 1, elevated: 1 },
          proofs: { standard: 1, elevated: 1 },
        },
      };
    });
    const id = await askedByHal(desk);
    between = async () => {
      desk.entra.methodsOf.set('tom', []);
      desk.entra.changes = [{ what: 'method-removed', at: desk.at - MINUTE, byApp: false }];
      await desk.approve('ben', id);
    };
    await desk.approve('ana', id, 'slack');
    expect(await requestOf(id)).toMatchObject({
      state: 'awaiting-approval',
      approvals: [],
      risk: { level: 'elevated' },
    });
  });
});

describe('a press on a card from before', () => {
  it('does not approve what has become more dangerous since, until the newest card is pressed', async () => {
    const quorum = { standard: 1, elevated: 1 };
    const desk = new Desk(opened.store, (parts) => ({
      ...parts,
      settings: { ...parts.settings, quorum, proofs: quorum },
    }));
    const id = await askedByHal(desk);
    const question = questionOf(await requestOf(id));
    desk.entra.changes = [{ what: 'method-removed', at: desk.at - MINUTE, byApp: false }];
    await desk.press('ben', { verb: 'pass.approve', request: id, question });
    const replies = await desk.press('ana', { verb: 'pass.approve', request: id, question });
    expect(words(replies)).toContain('has changed since you saw it');
    expect(await requestOf(id)).toMatchObject({ state: 'awaiting-approval', approvals: [] });
    const newest = questionOf(await requestOf(id));
    await desk.press('ana', { verb: 'pass.approve', request: id, question: newest });
    expect((await requestOf(id)).state).toBe('approved');
  });
});

describe('what the recipient says about an opened pass', () => {
  it('is said in Teams: their Slack account neither has it deleted, nor says that it was seen', async () => {
    const desk = new Desk(opened.store);
    const id = await desk.approvedFor('tom');
    const opening = (await desk.openingOf('tom', id))!;
    await desk.create('tom', id, opening);
    const before = await requestOf(id);
    for (const verb of ['pass.not-seen', 'pass.have-it'] as const)
      expect(words(await desk.press('tom', { verb, request: id, opening }, 'slack'))).toContain('not-recipient');
    expect(await requestOf(id)).toEqual(before);
    await desk.press('tom', { verb: 'pass.have-it', request: id, opening });
    expect((await requestOf(id)).openings[0]?.seen).toBe(true);
  });

  it('nor does it say that a method which appeared is theirs', async () => {
    const desk = new Desk(opened.store);
    const id = await desk.approvedFor('tom');
    await desk.create('tom', id, (await desk.openingOf('tom', id))!);
    desk.entra.addMethod('tom', { kind: 'passkey', id: 'new', name: 'new', aaguid: '', createdAt: desk.at + 1 });
    await desk.pass(1);
    const mine = { verb: 'method.mine', request: id, method: 'new' } as const;
    expect(words(await desk.press('tom', mine, 'slack'))).toContain('only-in-teams');
    expect((await requestOf(id)).confirmedMethod).toBeUndefined();
    await desk.press('tom', mine);
    expect((await requestOf(id)).confirmedMethod).toBe('new');
  });
});

describe('the stop after "This was not me"', () => {
  it('is not lifted by a Slack account', async () => {
    const desk = new Desk(opened.store);
    const id = await askedByTom(desk);
    await desk.press('tom', { verb: 'method.not-mine', request: id });
    const replies = await desk.press('sec', { verb: 'method.lift-stop', request: id }, 'slack');
    expect(words(replies)).toContain('Teams');
    expect(await opened.store.ledger.frozen('tom')).toBeDefined();
  });

  it('is not lifted by one who has a part in the request', async () => {
    const desk = new Desk(opened.store);
    desk.entra.groupsOf.set('hal', [HELPDESK, SECURITY]);
    const id = await desk.approvedFor('tom');
    await desk.press('tom', { verb: 'method.not-mine', request: id });
    await desk.press('hal', { verb: 'method.lift-stop', request: id });
    expect(await opened.store.ledger.frozen('tom')).toBeDefined();
    await desk.press('sec', { verb: 'method.lift-stop', request: id });
    expect(await opened.store.ledger.frozen('tom')).toBeUndefined();
  });

  it('is not lifted by one who has a part in it with the card of another request', async () => {
    const desk = new Desk(opened.store);
    const before = await askedByTom(desk);
    await desk.press('tom', { verb: 'pass.withdraw', request: before });
    await desk.pass(5);
    const id = await desk.approvedFor('tom');
    await desk.press('tom', { verb: 'method.not-mine', request: id });
    desk.entra.groupsOf.set('hal', [HELPDESK, SECURITY]);
    const replies = await desk.press('hal', { verb: 'method.lift-stop', request: before });
    expect(words(replies)).toContain('stop-about-yours');
    expect(await opened.store.ledger.frozen('tom')).toBeDefined();
    await desk.press('sec', { verb: 'method.lift-stop', request: before });
    expect(await opened.store.ledger.frozen('tom')).toBeUndefined();
  });

  it('is lifted once, on record once, and not by a press that was meant for an earlier one', async () => {
    const desk = new Desk(opened.store);
    const id = await desk.approvedFor('tom');
    await desk.press('tom', { verb: 'method.not-mine', request: id });
    const lift = { verb: 'method.lift-stop', request: id } as const;
    const replies = await Promise.all([desk.press('sec', lift), desk.press('sec', lift)]);
    expect(replies.map(words).filter((said) => said.includes('stop-over'))).toHaveLength(1);
    expect(words(await desk.press('sec', lift))).toContain('There is no stop any more');
    const lifted = (await opened.store.ledger.auditOf(id)).filter(({ act }) => act === 'person.unfrozen');
    expect(lifted).toHaveLength(1);
    const entry = {
      chain: id,
      at: desk.at,
      actor: 'sec',
      channel: 'teams',
      act: 'person.unfrozen',
      facts: {},
    } as const;
    const freeze = { person: 'tom', by: 'tom', at: desk.at + 1 };
    await opened.store.ledger.commit({ audit: [], jobs: [], freeze });
    const stale = await opened.store.ledger.commit({ audit: [entry], jobs: [], unfreeze: { ...freeze, at: desk.at } });
    expect(stale.end).toBe('lost');
    expect(await opened.store.ledger.frozen('tom')).toEqual(freeze);
  });

  it('stands again, with an alarm, when the person says so again after it was lifted', async () => {
    const desk = new Desk(opened.store);
    const id = await desk.approvedFor('tom');
    await desk.create('tom', id, (await desk.openingOf('tom', id))!);
    await desk.press('tom', { verb: 'method.not-mine', request: id });
    await desk.pass(1);
    await desk.press('sec', { verb: 'method.lift-stop', request: id });
    await desk.pass(30);
    const audited = (await opened.store.ledger.auditOf(id)).length;
    const replies = await desk.press('tom', { verb: 'method.not-mine', request: id });
    expect(words(replies)).toContain('Thank you');
    expect(await opened.store.ledger.frozen('tom')).toBeDefined();
    const news = (await opened.store.ledger.auditOf(id)).slice(audited);
    expect(news.map(({ act }) => act)).toContain('request.reported');
    expect((await requestOf(id)).reported?.at).toBe(desk.at);
    expect(words(await desk.press('tom', { verb: 'method.not-mine', request: id }))).toContain('reported');
  });
});

describe('whoever writes jobs into the database', () => {
  it('does not let the second group decide before its time', async () => {
    const desk = new Desk(opened.store, (parts) => ({
      ...parts,
      rules: { ...parts.rules, escalationGroupId: 'group-second' },
    }));
    const id = await askedByHal(desk);
    await escalateRequest(desk.parts, id);
    expect((await requestOf(id)).escalatedAt).toBeUndefined();
    desk.at += 3 * 60 * MINUTE;
    await escalateRequest(desk.parts, id);
    expect((await requestOf(id)).escalatedAt).toBeDefined();
  });
});

describe('a removal', () => {
  it('that has begun stands still while Keysmith is paused', async () => {
    const desk = new Desk(opened.store);
    for (const id of ['phone-1', 'phone-2', 'key'])
      desk.entra.addMethod('tom', { kind: 'passkey', id, name: id, aaguid: '', createdAt: 0 });
    await askRemoval(desk.parts, desk.turn('hal'), {
      person: 'tom',
      reason: 'lost-phone',
      methods: ['phone-1', 'phone-2'],
      sessions: false,
      note: '',
      way: 'in-person',
    });
    const { id } = (await opened.store.ledger.openRequestFor('tom', 'removal'))!;
    await desk.approve('ana', id);
    desk.entra.deleting = 'fails';
    await carryOut(desk.parts, id);
    expect((await requestOf(id)).state).toBe('removing');
    desk.entra.deleting = 'works';
    const entry = {
      chain: 'brakes',
      at: desk.at,
      actor: 'ad',
      channel: 'teams',
      act: 'brakes.paused',
      facts: {},
    } as const;
    await opened.store.brakes.setPause({ by: 'ad', at: desk.at, why: 'admin' }, entry, []);
    await carryOut(desk.parts, id);
    expect(desk.entra.methodsOf.get('tom')).toHaveLength(3);
    await opened.store.brakes.liftPause(
      { by: 'ad', at: desk.at, why: 'admin' },
      { ...entry, act: 'brakes.resumed' },
      [],
    );
    await carryOut(desk.parts, id);
    expect(desk.entra.methodsOf.get('tom')?.map((method) => method.id)).toEqual(['key']);
  });
});

describe('one person who asks for themselves', () => {
  it('cannot keep everybody busy with request after request', async () => {
    const desk = new Desk(opened.store);
    let refused = '';
    for (let round = 0; round < 30 && refused === ''; round += 1) {
      const replies = await desk.press('tom', { verb: 'pass.ask', reason: 'broken-authenticator', note: '' });
      const request = await opened.store.ledger.openRequestFor('tom');
      if (request === undefined) refused = words(replies);
      else await desk.press('tom', { verb: 'pass.withdraw', request: request.id });
      desk.at += MINUTE;
    }
    expect(refused).toContain('10 requests within an hour');
  });
});

describe('a containment ordered in Slack', () => {
  it('is not confirmed by somebody whom Conditional Access exempts, neither at the press nor on the page', async () => {
    let reaches = true;
    const desk = new Desk(opened.store, (parts) => ({
      ...parts,
      stepUpReaches: () => Promise.resolve({ ok: true, value: reaches }),
    }));
    const id = await desk.approvedFor('tom');
    await desk.create('tom', id, (await desk.openingOf('tom', id))!);
    await desk.press('tom', { verb: 'method.not-mine', request: id });
    const version = (await requestOf(id)).reported?.at ?? 0;
    const page = confirmedContainments(desk.parts);
    reaches = false;
    const [reply] = await contain(desk.parts, desk.turn('sec', 'slack'), id);
    expect(words(reply === undefined ? [] : [reply])).toContain('Conditional Access');
    const onPage = await page.decideConfirmed({ person: 'sec', request: id, version, decision: 'contain' });
    expect(onPage.ok).toBe(false);
    expect((await requestOf(id)).containment).toBeUndefined();
    reaches = true;
    expect((await page.decideConfirmed({ person: 'sec', request: id, version, decision: 'contain' })).ok).toBe(true);
  });
});
