import { DAY } from '../../src/domain/clock';
import { mayDo } from '../../src/domain/duties';
import { known } from '../../src/domain/fact';
import type { PersonFacts } from '../../src/domain/facts';
import { managerOut } from '../../src/domain/line-manager';
import { pairedProofs, proofsMissing } from '../../src/domain/proofs';
import { type SignIn, onManagedComputers } from '../../src/domain/sign-ins';
import { type TapRequest, shutNow, transition } from '../../src/domain/tap-request';
import { AT, actor, gap, person, request, rules, situation, target } from './cases';

/* Who may receive a pass, whose word counts, and whose number opens it. */

const toManager: Partial<TapRequest> = {
  recipient: 'mia',
  recipientAs: 'manager',
  risk: { level: 'elevated', inputs: [], unread: [] },
};
const vouched = { by: 'mia', as: 'manager', way: 'in-person', at: AT } as const;
const verified = { by: 'hal', as: 'agent', way: 'in-person', at: AT } as const;

function changedBefore(days: number): Pick<PersonFacts, 'changes'> {
  return { changes: known([{ what: 'manager-changed', at: AT - days * DAY, byApp: false }], AT) };
}

describe('the manager in the directory', () => {
  it.each([
    ['is missing', { manager: known(undefined, AT) }, 'none'],
    ['is disabled', { manager: known(person('mia', { enabled: false }), AT) }, 'disabled'],
    ['is a guest', { manager: known(person('mia', { guest: 'external' }), AT) }, 'guest'],
    ['asked', { manager: known(person('hal'), AT) }, 'requester'],
    ['could not be read', { manager: gap }, 'unread'],
    ['may be new', { changes: gap }, 'history-unread'],
    ['is new', changedBefore(13), 'changed'],
  ] as const)('who %s speaks for nobody and receives nothing', (_, facts, why) => {
    const about = target(facts);
    expect(managerOut(about, 'hal')).toBe(why);
    const boss = about.manager.known ? (about.manager.value?.id ?? 'mia') : 'mia';
    const vouching = mayDo('prove-as-manager', situation(actor(boss), { target: about }), rules);
    const opening = mayDo('open', situation(actor('mia'), { target: about, request: request(toManager) }), rules);
    expect([vouching.ok, opening.ok]).toEqual([false, false]);
  });

  it('who has been there for two weeks may do both', () => {
    const about = target(changedBefore(15));
    expect(mayDo('prove-as-manager', situation(actor('mia'), { target: about }), rules).ok).toBe(true);
    expect(mayDo('open', situation(actor('mia'), { target: about, request: request(toManager) }), rules).ok).toBe(true);
  });

  it('who is an agent, too, is not a second person', () => {
    expect(mayDo('prove-as-agent', situation(actor('mia', ['helpdesk'])), rules)).toMatchObject({
      refusal: { code: 'manager-as-agent' },
    });
    const waiting = request({ state: 'awaiting-proof', proofsNeeded: 2, proofs: [vouched] });
    const again = { type: 'prove', proof: { ...vouched, as: 'agent' } } as const;
    expect(transition(waiting, again, { openMinutes: 30 })).toMatchObject({ refusal: { code: 'already-proved' } });
  });
});

describe("the manager's way", () => {
  it('needs an agent among those who checked, however many others there are', () => {
    const asked = request({ ...toManager, proofsNeeded: 1, proofs: [vouched] });
    expect(proofsMissing(asked)).toEqual({ count: 1, agent: true });
    expect(proofsMissing({ ...asked, proofs: [vouched, verified] })).toEqual({ count: 0, agent: false });
  });

  it('is not opened with the number of whoever opens it', () => {
    expect(pairedProofs(request({ ...toManager, proofs: [vouched, verified] }))).toEqual([verified]);
  });

  it('stays shut until the person it is for has been told', () => {
    const grant = request({ ...toManager, state: 'approved', openUntil: AT + DAY });
    expect(shutNow(grant, AT)?.refusal.code).toBe('target-untold');
    expect(shutNow({ ...grant, targetToldAt: AT }, AT)).toBeUndefined();
    const opening = { type: 'begin-opening', opening: 'o1', by: 'mia', before: [], at: AT } as const;
    expect(transition(grant, opening, { openMinutes: 30 }).ok).toBe(false);
  });

  it('and each other way is open only as far as the operator opens it', () => {
    const only = (recipients: typeof rules.recipients) => ({ ...rules, recipients });
    const manager = situation(actor('mia'), { request: request(toManager) });
    expect(mayDo('open', manager, only(['self']))).toMatchObject({ refusal: { code: 'route-manager-off' } });
    expect(mayDo('open', situation(actor('tom')), only(['manager']))).toMatchObject({
      refusal: { code: 'route-self-off' },
    });
  });
});

describe('after a lost phone', () => {
  const lost = request({ reason: 'lost-phone' });
  const signIn = (change: Partial<SignIn>): SignIn => ({ at: AT, app: 'Teams', code: 0, applied: [], ...change });
  const company = signIn({ device: { managed: true, computer: true } });

  it.each([
    ['nothing is known', undefined],
    ['the log cannot be read', gap],
    ['nobody signed in', known([], AT)],
    [
      'one sign-in was on another computer',
      known([company, signIn({ device: { managed: false, computer: true } })], AT),
    ],
    ['one was on a managed phone', known([company, signIn({ device: { managed: true, computer: false } })], AT)],
    ['one does not say on what', known([company, signIn({})], AT)],
  ] as const)('the person does not open it while %s', (_, signIns) => {
    const session = signIns === undefined ? {} : { onManagedComputer: onManagedComputers(signIns) };
    const opening = mayDo('open', situation(actor('tom'), { request: lost, ...session }), rules);
    expect(opening).toMatchObject({ refusal: { code: 'lost-phone-self' } });
  });

  it('they do when every sign-in was on a computer of the company; failed ones were none', () => {
    const session = onManagedComputers(known([company, signIn({ code: 50126 })], AT));
    expect(mayDo('open', situation(actor('tom'), { request: lost, onManagedComputer: session }), rules).ok).toBe(true);
  });
});
