import { MINUTE } from '../../src/domain/clock';
import { known } from '../../src/domain/fact';
import type { Method } from '../../src/domain/methods';
import {
  type Removal,
  addedSince,
  isExpected,
  leftToContain,
  nextStep,
  removableKind,
  usableWithout,
} from '../../src/domain/removal';
import { type TapEvent, type TapRequest, isOver, transition } from '../../src/domain/tap-request';
import { type Act, type Case, mayDo } from '../../src/domain/duties';
import { explain } from '../../src/domain/refusal';
import { AT, actor, gap, request, rules, situation, target } from './cases';

const timing = { openMinutes: 30 };

const passkey = (id: string, createdAt?: number): Method => ({
  kind: 'passkey',
  id,
  name: id,
  aaguid: 'a',
  ...(createdAt === undefined ? {} : { createdAt }),
});
const app: Method = { kind: 'authenticator', id: 'app', name: 'Phone' };
const sms: Method = { kind: 'phone', id: 'sms', phoneType: 'mobile' };
const hello: Method = { kind: 'windows-hello', id: 'pc', name: 'PC' };
const other = (type: string): Method => ({ kind: 'other', id: type, odataType: `#microsoft.graph.${type}` });

const opening = (before: readonly string[]) => ({ id: 'o', by: 'tom', startedAt: AT, before });

describe('what was added since the opening', () => {
  const cases: [string, boolean, Method, readonly string[]][] = [
    ['a method that appeared afterwards', true, passkey('new', AT + MINUTE), []],
    ['one without a date that was not listed before', true, app, []],
    ['one that was listed at the opening', false, passkey('old', AT - MINUTE), ['old']],
    ['one that was listed then and has no date', false, app, ['app']],
    ['one that Entra dates long before the opening', false, passkey('old', AT - 60 * MINUTE), []],
    ['the mobile number, made anew under its old id', true, { ...sms, createdAt: AT + 60 * MINUTE }, ['sms']],
    ['the pass itself', false, { kind: 'other', id: 'p', odataType: 'x', createdAt: AT - 60 * MINUTE }, []],
    ['a password', false, { kind: 'password', id: 'pw', createdAt: AT + MINUTE }, []],
  ];
  it.each(cases)('%s: %s', (_, added, method, before) => {
    expect(addedSince([opening(before)], [method])).toEqual(added ? [method] : []);
  });

  it('counts from the first opening, and nothing where no pass was opened', () => {
    const later = { ...opening(['new']), startedAt: AT + 30 * MINUTE };
    expect(addedSince([opening([]), later], [passkey('new', AT + MINUTE)])).toHaveLength(1);
    expect(addedSince([], [passkey('new', AT + MINUTE)])).toEqual([]);
  });
});

describe('what is left to sign in with', () => {
  it('is a passkey, Authenticator or Windows Hello; never a number or a password', () => {
    const password: Method = { kind: 'password', id: 'pw' };
    expect(usableWithout([app, sms, password], [app])).toEqual([]);
    expect(usableWithout([app, hello, sms], [app])).toEqual([hello]);
    expect(usableWithout([passkey('a'), passkey('b')], [{ id: 'a' }])).toEqual([passkey('b')]);
  });
});

test('"It is me" counts for a way to sign in without a password only', () => {
  const tied = known(
    [
      {
        methodId: 'app',
        device: { id: 'd', name: 'd', system: 'IPhone', trust: 'registered', enabled: true } as const,
      },
    ],
    AT,
  );
  const loose = known([{ methodId: 'app' }], AT);
  expect([passkey('k'), hello].map((method) => isExpected(method, gap))).toEqual([true, true]);
  expect([tied, loose, gap].map((devices) => isExpected(app, devices))).toEqual([true, false, false]);
  expect([sms, other('softwareOathAuthenticationMethod')].map((method) => isExpected(method, tied))).toEqual([
    false,
    false,
  ]);
});

test('each kind is deleted as what it is, and a password, an e-mail address and a pass are not', () => {
  const kinds = [passkey('k'), app, sms, hello].map(removableKind);
  expect(kinds).toEqual(['passkey', 'authenticator', 'phone', 'windows-hello']);
  expect(removableKind(other('softwareOathAuthenticationMethod'))).toBe('software-oath');
  expect(removableKind(other('platformCredentialAuthenticationMethod'))).toBe('platform-credential');
  expect([other('emailAuthenticationMethod'), { kind: 'password', id: 'pw' } as const].map(removableKind)).toEqual([
    undefined,
    undefined,
  ]);
});

describe('a removal', () => {
  const removal: Removal = {
    methods: [
      { id: 'k', kind: 'passkey', name: 'k' },
      { id: 'app', kind: 'authenticator', name: 'app' },
    ],
    sessions: true,
    done: [],
    left: [],
  };
  const approved = request({
    removal,
    state: 'approved',
    approvals: [{ by: 'ana', channel: 'teams', at: AT, confirmed: true }],
  });

  function after(from: TapRequest, ...events: readonly TapEvent[]): TapRequest {
    return events.reduce((one, event) => {
      const next = transition(one, event, timing);
      if (!next.ok) throw new Error(next.refusal.code);
      return next.value;
    }, from);
  }
  const refusedAs = (from: TapRequest, event: TapEvent) => {
    const next = transition(from, event, timing);
    return next.ok ? 'allowed' : next.refusal.code;
  };
  const begun = (step: string): TapEvent => ({ type: 'step-begun', step, at: AT });
  const gone = (step: string, end: 'removed' | 'refused' = 'removed'): TapEvent => ({
    type: 'step-ended',
    step,
    end,
    at: AT,
  });

  it('goes method by method, ends the sessions last, and is completed when everything is done', () => {
    const steps: string[] = [];
    let one = approved;
    for (let step = nextStep(one.removal!); step !== undefined; step = nextStep(one.removal!)) {
      steps.push(step);
      one = after(one, begun(step), gone(step));
    }
    expect(steps).toEqual(['k', 'app', 'sessions']);
    expect(one.state).toBe('removing');
    const end = after(one, { type: 'carried-out', at: AT });
    expect([end.state, isOver(end)]).toEqual(['completed', true]);
  });

  it('ends as "not everything could be removed" when Entra refused a part', () => {
    const end = after(
      approved,
      begun('k'),
      gone('k', 'refused'),
      begun('app'),
      gone('app'),
      begun('sessions'),
      gone('sessions'),
      {
        type: 'carried-out',
        at: AT,
      },
    );
    expect([end.state, end.revokedWhy]).toEqual(['revoked', 'refused']);
  });

  const refusals: [string, TapRequest, TapEvent][] = [
    ['begins before it is approved', request({ removal, state: 'awaiting-approval' }), begun('k')],
    ['begins after it was reported', after(approved, { type: 'report', by: 'tom', at: AT }), begun('k')],
    ['does a step twice', after(approved, begun('k'), gone('k')), begun('k')],
    ['is over before everything is done', after(approved, begun('k'), gone('k')), { type: 'carried-out', at: AT }],
    ['is withdrawn while it is being done', after(approved, begun('k')), { type: 'withdraw', at: AT }],
    ['expires while it is being done', after(approved, begun('k')), { type: 'expire', at: AT + 24 * 60 * MINUTE }],
    ['opens a pass', approved, { type: 'begin-opening', opening: 'o', by: 'tom', before: [], at: AT }],
    [
      'contains anything',
      after(approved, { type: 'report', by: 'tom', at: AT }),
      { type: 'contain', by: 'tom', at: AT },
    ],
  ];
  it.each(refusals)('never %s', (_, from, event) => {
    expect(refusedAs(from, event)).not.toBe('allowed');
  });

  it('begins with an end where there was nothing to do, or nothing is done', () => {
    const first = after(approved, { type: 'step-ended', step: 'k', end: 'absent', at: AT });
    expect([first.state, nextStep(first.removal!)]).toEqual(['removing', 'app']);
  });

  it('stops where it stands when somebody says "This was not me"', () => {
    const half = after(approved, begun('k'), gone('k'), { type: 'report', by: 'tom', at: AT });
    expect(half.state).toBe('revoked');
    expect(refusedAs(half, begun('app'))).toBe('request-decided');
  });
});

test('what Entra has refused to take away is no reason to start over', () => {
  const done = [{ step: 'app', end: 'refused' as const, at: AT }];
  const containment = { methods: [], sessions: true, done, by: 'tom', at: AT, finishedAt: AT };
  expect(leftToContain(containment, [app, passkey('k')])).toEqual([passkey('k')]);
  expect(leftToContain(undefined, [app])).toEqual([app]);
});

describe('containment', () => {
  const opened = request({ state: 'revoked', openings: [opening([])], reported: { by: 'tom', at: AT } });
  const contain: TapEvent = { type: 'contain', by: 'tom', at: AT };

  it('is ordered once, only after a report, and only where a pass was opened', () => {
    const once = transition(opened, contain, timing);
    expect(once.ok).toBe(true);
    expect(once.ok && transition(once.value, contain, timing)).toMatchObject({
      refusal: { code: 'already-contained' },
    });
    const finished = once.ok && { ...once.value, containment: { ...once.value.containment!, finishedAt: AT } };
    expect(finished && transition(finished, contain, timing)).toMatchObject({ ok: true });
    const { reported: _, ...unreported } = opened;
    expect(transition(unreported, contain, timing)).toMatchObject({ refusal: { code: 'nothing-to-contain' } });
    expect(transition({ ...opened, openings: [] }, contain, timing)).toMatchObject({
      refusal: { code: 'nothing-to-contain' },
    });
  });
});

describe('the duties of removing', () => {
  const removal: Removal = { methods: [], sessions: true, done: [], left: [] };
  const approved = request({
    removal,
    state: 'approved',
    approvals: [{ by: 'ana', channel: 'teams', at: AT, confirmed: true }],
  });
  const agent = actor('hal', ['helpdesk']);
  const answer = (act: Act, of: Case): string => {
    const decision = mayDo(act, of, rules);
    return decision.ok ? 'allowed' : decision.refusal.code;
  };

  const table: [string, string, Act, Case][] = [
    ['what was approved is carried out', 'allowed', 'remove', situation(agent, { request: approved })],
    [
      'not before it is approved',
      'not-approved',
      'remove',
      situation(agent, { request: { ...approved, approvals: [] } }),
    ],
    ['not for an agent who left', 'not-agent', 'remove', situation(actor('hal'), { request: approved })],
    ['not in the name of another', 'not-yours', 'remove', situation(actor('joe', ['helpdesk']), { request: approved })],
    ['not as a pass', 'not-yours', 'remove', situation(agent)],
    [
      'not while the target is stopped',
      'target-frozen',
      'remove',
      situation(agent, { request: approved, frozen: true }),
    ],
    [
      'not while Keysmith is paused',
      'paused',
      'remove',
      situation(agent, { request: approved, pause: { by: 'adm', at: AT, why: 'admin' } }),
    ],
    [
      'not when the target has become privileged',
      'target-privileged',
      'remove',
      situation(agent, { request: approved, target: target({ activeRoles: known(['User Administrator'], AT) }) }),
    ],
    [
      'not when that cannot be read',
      'facts-unread',
      'remove',
      situation(agent, { request: approved, target: target({ activeRoles: gap }) }),
    ],
    ['the target contains', 'allowed', 'contain', situation(actor('tom'), { frozen: true })],
    ['a security contact contains', 'allowed', 'contain', situation(actor('sec', ['security']), { frozen: true })],
    ['an agent does not', 'not-contact', 'contain', situation(agent)],
    ['the manager does not', 'not-contact', 'contain', situation(actor('mia'))],
    ['nor somebody whose groups are unread', 'facts-unread', 'contain', situation({ ...agent, groups: gap })],
    ['nor a disabled contact', 'actor-disabled', 'contain', situation(actor('sec', ['security'], { enabled: false }))],
    ['one ends one’s own sessions', 'allowed', 'end-own-sessions', situation(actor('tom'))],
    ['and nobody else’s', 'not-yours', 'end-own-sessions', situation(actor('sec', ['security']))],
  ];
  it.each(table)('%s (%s)', (_, code, act, of) => {
    expect(answer(act, of)).toBe(code);
  });

  it('speaks of a removal where it is one', () => {
    const asked = mayDo('approve', situation(actor('hal', ['approvers', 'helpdesk']), { request: approved }), rules);
    expect(asked.ok ? 'allowed' : explain(asked.refusal).what).toBe(
      'You asked for this removal, so somebody else has to decide.',
    );
  });
});
