import { MINUTE } from '../../../src/domain/clock';
import { known, unread as notRead } from '../../../src/domain/fact';
import type { TapParts } from '../../../src/services/tap';
import type { Reply } from '../../../src/services/turn';
import type { Store } from '../../../src/store';
import { Desk, codeIn, temporaryStore } from './desk';

/*
 * What somebody inside the house, or plain bad timing, could make of a request. Each of these worked once.
 */

let opened: { store: Store; close: () => Promise<void> };
beforeEach(async () => {
  opened = await temporaryStore();
});
afterEach(() => opened.close());

const gap = notRead({ what: 'roles', reason: 'unavailable' });

const words = (replies: readonly Reply[]): string =>
  replies.map((reply) => (reply.kind === 'close' ? reply.text : reply.view.text)).join(' ');

async function stateOf(id: string): Promise<string | undefined> {
  return (await opened.store.ledger.request(id))?.state;
}

describe('an approval', () => {
  it('does not outlive the authority of the one who gave it', async () => {
    const desk = new Desk(opened.store);
    const id = await desk.approvedFor('tom');
    const opening = (await desk.openingOf('tom', id))!;
    desk.entra.groupsOf.set('ana', []);
    const replies = await desk.create('tom', id, opening);
    expect(codeIn(replies)).toBeUndefined();
    expect(desk.entra.live()).toEqual([]);
    expect(await stateOf(id)).toBe('awaiting-approval');

    await desk.approve('ben', id);
    expect(codeIn(await desk.create('tom', id, (await desk.openingOf('tom', id))!))).toBeDefined();
  });

  it('of one person is never enough for an account that has become privileged', async () => {
    let privileged = false;
    const quorum = { standard: 1, elevated: 1 };
    const desk = new Desk(opened.store, (parts) => ({
      ...parts,
      rules: { ...parts.rules, privilegedTargets: 'two-approvers', privilegedApproverGroupId: 'group-approvers' },
      settings: { ...parts.settings, quorum, proofs: quorum },
      tenant: {
        facts: async (person) => {
          const facts = await parts.tenant.facts(person);
          return privileged ? { ...facts, activeRoles: known(['User Administrator'], 0) } : facts;
        },
      },
    }));
    const id = await desk.approvedFor('tom');
    const opening = (await desk.openingOf('tom', id))!;
    privileged = true;
    await desk.create('tom', id, opening);
    await desk.approve('ana', id);
    expect(await stateOf(id)).toBe('awaiting-approval');
    await desk.approve('ben', id);
    expect(await stateOf(id)).toBe('approved');
  });

  it('in Slack without a sign-in counts at standard risk only, where the operator allows it', async () => {
    const desk = new Desk(opened.store, (parts) => ({
      ...parts,
      settings: { ...parts.settings, decideInSlackWithoutStepUp: true },
      tenant: {
        facts: async (person) => ({
          ...(await parts.tenant.facts(person)),
          riskState: { known: false, gap: { what: 'the sign-in risk', reason: 'unavailable' } },
        }),
      },
    }));
    await desk.press('hal', {
      verb: 'pass.ask',
      person: 'tom',
      reason: 'broken-authenticator',
      note: '',
      way: 'in-person',
    });
    const { id, risk } = (await opened.store.ledger.openRequestFor('tom'))!;
    expect(risk.level).toBe('elevated');
    await desk.press('manager-of-tom', { verb: 'pass.prove', request: id, way: 'in-person' });
    const replies = await desk.approve('ana', id, 'slack');
    expect(words(replies)).toMatch(/confirm/i);
    expect((await opened.store.ledger.request(id))?.approvals).toEqual([]);
  });
});

describe('who may not ask for others', () => {
  it('gets neither a form nor a name', async () => {
    const desk = new Desk(opened.store);
    const [reply] = await desk.press('tom', { verb: 'pass.form', person: 'eve' });
    expect(JSON.stringify(reply)).not.toContain('eve');
    expect(reply?.kind === 'dialog' && reply.view.card).toBe('notice');
  });
});

describe('a pass whose POST lands late', () => {
  it('is found and deleted although the request was reported meanwhile', async () => {
    const desk = new Desk(opened.store);
    const id = await desk.approvedFor('tom');
    desk.entra.fate = 'lands-late';
    await desk.create('tom', id, (await desk.openingOf('tom', id))!);
    const replies = await desk.press('tom', { verb: 'method.not-mine', request: id });
    expect(words(replies)).not.toContain('can be used any more');
    await desk.pass(7);
    desk.land();
    expect(desk.entra.live()).toHaveLength(1);
    await desk.pass(15);
    expect(desk.entra.live()).toEqual([]);
  });

  it('is not mistaken for the pass of the next opening, made while Entra was being read', async () => {
    let whileReading: (() => Promise<unknown>) | undefined;
    const desk = new Desk(opened.store, (parts): TapParts => {
      const { list } = parts.passes;
      const slowly: typeof list = async (person) => {
        const meanwhile = whileReading;
        whileReading = undefined;
        await meanwhile?.();
        return list(person);
      };
      return { ...parts, passes: { ...parts.passes, list: slowly } };
    });
    const id = await desk.approvedFor('tom');
    desk.entra.fate = 'never-arrives';
    await desk.create('tom', id, (await desk.openingOf('tom', id))!);
    await desk.pass(0.5);
    expect(await stateOf(id)).toBe('approved');
    desk.entra.fate = 'answered';
    const again = (await desk.openingOf('tom', id))!;
    whileReading = () => desk.create('tom', id, again);
    await desk.pass(2);
    expect(await stateOf(id)).toBe('open');
    expect(desk.entra.live()).toHaveLength(1);
  });
});

describe('a grant that comes back', () => {
  it('still ends when its time runs out while a pass is being made', async () => {
    const desk = new Desk(opened.store);
    const id = await desk.approvedFor('tom');
    const opening = (await desk.openingOf('tom', id))!;
    await desk.pass(29.9);
    // The grant's timer fires while Entra is asked, and then Entra says no.
    const { create } = desk.parts.passes;
    Object.assign(desk.parts.passes, {
      create: async (...asked: Parameters<typeof create>) => {
        desk.at += MINUTE / 2;
        while ((await desk.worker.once()) > 0);
        desk.entra.fate = 'refused';
        return create(...asked);
      },
    });
    await desk.create('tom', id, opening);
    await desk.pass(60);
    expect(await stateOf(id)).toBe('expired');
  });
});

describe('"I did not see it"', () => {
  it('repeated late by Teams leaves the second pass alone', async () => {
    const desk = new Desk(opened.store);
    const id = await desk.approvedFor('tom');
    const first = (await desk.openingOf('tom', id))!;
    await desk.create('tom', id, first);
    await desk.press('tom', { verb: 'pass.not-seen', request: id, opening: first });
    await desk.pass(0);
    await desk.create('tom', id, (await desk.openingOf('tom', id))!);
    await desk.press('tom', { verb: 'pass.not-seen', request: id, opening: first });
    expect(await stateOf(id)).toBe('open');
    expect(desk.entra.live()).toHaveLength(1);
  });
});

describe('"That is not them"', () => {
  it('stops a request also while Entra cannot say what the account is', async () => {
    let unread = false;
    const desk = new Desk(opened.store, (parts) => ({
      ...parts,
      tenant: {
        facts: async (person) => ({ ...(await parts.tenant.facts(person)), ...(unread ? { activeRoles: gap } : {}) }),
      },
    }));
    await desk.press('tom', { verb: 'pass.ask', reason: 'broken-authenticator', note: '' });
    const { id } = (await opened.store.ledger.openRequestFor('tom'))!;
    unread = true;
    await desk.press('hal', { verb: 'pass.cannot-vouch', request: id });
    expect(await stateOf(id)).toBe('denied');
  });
});

describe('a method that appears', () => {
  it('is reported even when others kept changing the request at that moment', async () => {
    let lost = 0;
    const desk = new Desk(opened.store, (parts) => ({
      ...parts,
      ledger: {
        ...parts.ledger,
        commit: (change) =>
          change.audit.some(({ act }) => act === 'method.appeared') && (lost += 1) <= 6
            ? Promise.resolve({ end: 'lost', now: change.request })
            : parts.ledger.commit(change),
      },
    }));
    const id = await desk.approvedFor('tom');
    await desk.create('tom', id, (await desk.openingOf('tom', id))!);
    desk.entra.addMethod('tom', { kind: 'phone', id: 'p1', phoneType: 'mobile', createdAt: desk.at });
    await desk.pass(2);
    expect((await opened.store.ledger.request(id))?.appeared).toHaveLength(1);
  });
});

describe('the stop after "This was not me"', () => {
  it('is lifted by a security contact only, and never by the person it protects', async () => {
    const desk = new Desk(opened.store);
    const id = await desk.approvedFor('tom');
    await desk.press('tom', { verb: 'method.not-mine', request: id });
    desk.entra.groupsOf.set('tom', ['group-security']);
    for (const who of ['tom', 'hal', 'ana', 'zoe']) {
      expect(words(await desk.press(who, { verb: 'method.lift-stop', request: id }))).toMatch(/security contacts/);
      expect(await opened.store.ledger.frozen('tom')).toBeDefined();
    }
    await desk.press('sec', { verb: 'method.lift-stop', request: id });
    expect(await opened.store.ledger.frozen('tom')).toBeUndefined();
    expect((await opened.store.ledger.auditOf(id)).at(-1)).toMatchObject({ actor: 'sec', act: 'person.unfrozen' });
  });
});

describe('timers', () => {
  it('of a replaced pass do not end the one that replaced it', async () => {
    const desk = new Desk(opened.store);
    const id = await desk.approvedFor('tom');
    const first = (await desk.openingOf('tom', id))!;
    await desk.create('tom', id, first);
    await desk.pass(20);
    await desk.press('tom', { verb: 'pass.not-seen', request: id, opening: first });
    await desk.pass(1);
    await desk.create('tom', id, (await desk.openingOf('tom', id))!);
    await desk.pass(45);
    expect(desk.entra.live()).toHaveLength(1);
    await desk.pass(30);
    expect(desk.entra.live()).toEqual([]);
  });
});

describe('alarms', () => {
  it('of one kind come once in ten minutes, however often somebody presses', async () => {
    const desk = new Desk(opened.store);
    const id = await desk.approvedFor('tom');
    const opening = (await desk.openingOf('tom', id))!;
    await desk.create('tom', id, opening);
    for (let n = 0; n < 20; n += 1) await desk.create('tom', id, `made-up-${String(n)}`);
    const alarms = (await opened.store.ledger.auditOf(id)).filter(({ act }) => act === 'alarm');
    expect(alarms).toHaveLength(1);
  });
});
