import { HOUR, MINUTE } from '../../src/domain/clock';
import { known } from '../../src/domain/fact';
import { AUTHENTICATOR_AAGUID, type Method } from '../../src/domain/methods';
import {
  isSettled,
  type ProcedureName,
  procedureSteps,
  type ProcedureSeen,
  type StepName,
} from '../../src/domain/procedure';
import type { RequestState, TapRequest } from '../../src/domain/tap-request';
import { AT, gap, request, target } from './cases';

/* knowledge.md E9 and E10: the steps as Entra, the requests and the records show them. */

const LONG_AGO = AT - 1_000 * HOUR;
const phonePasskey: Method = {
  ...{ kind: 'passkey', id: 'p1', name: 'iPhone 15', createdAt: LONG_AGO },
  ...{ aaguid: AUTHENTICATOR_AAGUID.ios, passkeyType: 'deviceBound' },
};
const app: Method = { kind: 'authenticator', id: 'a1', name: 'iPhone 15', createdAt: LONG_AGO };
const key: Method = { ...phonePasskey, id: 'k1', name: 'YubiKey', aaguid: 'fa2b99dc-9e39-4257-8f92-4a30d23c4118' };
const synced: Method = { ...key, id: 's1', name: 'iCloud', passkeyType: 'synced' };
const hello: Method = { kind: 'windows-hello', id: 'h1', name: 'LAPTOP', createdAt: LONG_AGO };

function seen(methods: readonly Method[], change: Partial<ProcedureSeen> = {}): ProcedureSeen {
  return {
    facts: target({ methods: known(methods, AT), devices: known([], AT) }),
    requests: [],
    validFrom: known(LONG_AGO, AT),
    startedAt: AT,
    ...change,
  };
}

function removal(state: RequestState, methods: readonly Method[], change: Partial<TapRequest> = {}): TapRequest {
  const named = methods.map(({ id, kind }) => ({ id, kind, name: id }));
  const done =
    state === 'completed' ? named.map(({ id }) => ({ step: id, end: 'removed', at: AT + HOUR }) as const) : [];
  return request({
    ...{ id: 'rem', state, reason: 'lost-phone', createdAt: AT },
    removal: { methods: named, sessions: false, done, left: [] },
    ...change,
  });
}

function states(name: ProcedureName, of: ProcedureSeen): Record<StepName, string> {
  return Object.fromEntries(procedureSteps(name, of).map((step) => [step.name, step.state])) as Record<
    StepName,
    string
  >;
}

describe('a lost phone', () => {
  it('takes what is on a phone, and leaves what is elsewhere', () => {
    const steps = procedureSteps('lost-phone', seen([phonePasskey, app, key, synced, hello]));
    expect(steps.find(({ name }) => name === 'methods')?.methods).toEqual([phonePasskey, app]);
    expect(steps.find(({ name }) => name === 'left')?.methods).toEqual([key, synced, hello]);
    expect(states('lost-phone', seen([phonePasskey, key]))).toMatchObject({ left: 'done', pass: 'not-needed' });
  });

  it('needs a pass where nothing is left, before what is last is taken', () => {
    const steps = procedureSteps('lost-phone', seen([phonePasskey, app]));
    expect(steps.find(({ name }) => name === 'methods')).toMatchObject({ state: 'open', last: true });
    expect(states('lost-phone', seen([phonePasskey, app]))).toMatchObject({ left: 'open', pass: 'open' });
    const asked = seen([phonePasskey, app], { requests: [request({ state: 'awaiting-proof' })] });
    expect(procedureSteps('lost-phone', asked).find(({ name }) => name === 'methods')?.last).toBeUndefined();
  });

  it.each<[RequestState, string]>([
    ['awaiting-proof', 'waits-check'],
    ['awaiting-approval', 'waits-approval'],
    ['approved', 'under-way'],
    ['removing', 'under-way'],
    ['completed', 'done'],
    ['denied', 'open'],
    ['withdrawn', 'open'],
    ['expired', 'open'],
    ['revoked', 'open'],
  ])('a removal that is %s makes the step "%s"', (state, expected) => {
    const of = seen(state === 'completed' ? [key] : [phonePasskey, key], {
      requests: [removal(state, [phonePasskey])],
    });
    expect(states('lost-phone', of).methods).toBe(expected);
  });

  it('sessions that ended before the phone was useless end again', () => {
    const ended = (at: number, requests: readonly TapRequest[] = []): string =>
      states('lost-phone', seen([key], { validFrom: known(at, AT), requests })).sessions;
    const gone = [removal('completed', [phonePasskey])];
    expect(ended(AT - 3 * HOUR)).toBe('open');
    expect(ended(AT - MINUTE)).toBe('done');
    expect(ended(AT + 30 * MINUTE, gone)).toBe('open');
    expect(ended(AT + HOUR, gone)).toBe('done');
    expect(states('lost-phone', seen([key], { validFrom: gap })).sessions).toBe('unread');
  });

  it('a new phone counts, the old one does not', () => {
    const fresh: Method = { ...phonePasskey, id: 'p2', createdAt: AT + HOUR };
    expect(states('lost-phone', seen([phonePasskey])).register).toBe('open');
    expect(states('lost-phone', seen([fresh]))).toMatchObject({ register: 'done', methods: 'done' });
  });

  it('requests of another day are of another case', () => {
    const old = removal('completed', [phonePasskey], { createdAt: AT - 30 * HOUR });
    expect(states('lost-phone', seen([phonePasskey], { requests: [old] })).methods).toBe('open');
  });

  it('what cannot be read is neither open nor done', () => {
    const of = seen([], { facts: target({ methods: gap, devices: gap }), validFrom: gap });
    expect(states('lost-phone', of)).toMatchObject({
      methods: 'unread',
      left: 'unread',
      pass: 'unread',
      device: 'unread',
    });
    expect(isSettled(procedureSteps('lost-phone', of))).toBe(false);
  });
});

describe('a lost key', () => {
  it('goes by itself: no passkey of a phone, none that is synced', () => {
    const steps = procedureSteps('lost-key', seen([phonePasskey, app, key, synced]));
    expect(steps.find(({ name }) => name === 'methods')?.methods).toEqual([key]);
    expect(steps.map(({ name }) => name)).toEqual([
      'identity',
      'risk',
      'methods',
      'sessions',
      'left',
      'pass',
      'register',
      'pass-gone',
      'review',
    ]);
  });

  it('is settled when the spare is there, sessions are ended, and they were sent the list', () => {
    const spare: Method = { ...key, id: 'k2', createdAt: AT + HOUR };
    const done = removal('completed', [key], { reason: 'lost-key' });
    const of = seen([spare, hello], {
      ...{ requests: [done], validFrom: known(AT + 2 * HOUR, AT), reviewSentAt: AT + HOUR },
    });
    expect(isSettled(procedureSteps('lost-key', of))).toBe(true);
    expect(isSettled(procedureSteps('lost-key', { ...of, validFrom: known(LONG_AGO, AT) }))).toBe(false);
  });
});
