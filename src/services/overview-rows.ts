import type { Instant } from '../domain/clock';
import type { Finding, Verdict } from '../domain/readiness';
import { METHOD_NAMES, type MethodState } from './method-states';
import { briefFix } from './plain-finding';
import type { Button, CardData } from './views';

type Row = CardData['overview']['methods'][number];

/** What blocks every method is said once, for all of them. */
export function sharedByAll(verdicts: readonly Verdict[]): readonly Finding[] {
  const [first, ...others] = verdicts;
  return (first?.findings ?? []).filter(
    ({ severity, what }) =>
      severity === 'blocker' && others.every(({ findings }) => findings.some((finding) => finding.what === what)),
  );
}

/** One row for all methods that the same thing blocks. */
export function rowsOf(states: readonly MethodState[], common: readonly Finding[]): readonly Row[] {
  const said = new Set(common.map(({ what }) => what));
  const rows = new Map<string, Row>();
  for (const { method, state, blockers, verdict } of states) {
    const own = blockers.filter(({ what }) => !said.has(what));
    const [nearest] = own;
    const name = METHOD_NAMES[method];
    const row: Row = {
      name,
      mark: MARKS[state],
      detail: detailOf(state, verdict, nearest, own.length),
      fix: nearest === undefined ? '' : briefFix(nearest),
      who: nearest?.who ?? '',
    };
    // What has nothing more to say shares a row with what is in the same state.
    const key = state === 'blocked' || row.detail === '' ? `${state} ${row.detail}` : method;
    const before = rows.get(key);
    rows.set(key, before === undefined ? row : { ...before, name: `${before.name}; ${name}` });
  }
  return [...rows.values()];
}

export const MARKS: Readonly<Record<MethodState['state'], string>> = {
  ready: '✓ Ready',
  asks: '✓ Nothing here stands in the way',
  has: '✓ You have it',
  unclear: '? I cannot say',
  blocked: '✗ Not yet',
};

function detailOf(
  state: MethodState['state'],
  { questions, findings }: Verdict,
  nearest: Finding | undefined,
  blockers: number,
): string {
  if (state === 'blocked') {
    if (nearest === undefined) return 'See above.';
    const more = blockers - 1;
    return more === 0 ? nearest.what : `${nearest.what} And ${String(more)} more ${more === 1 ? 'thing' : 'things'}.`;
  }
  const [question] = questions;
  if (state === 'asks' && question !== undefined) return QUESTIONS[question];
  const warning = findings.find(({ severity }) => severity === 'warning');
  return state === 'unclear' || warning === undefined ? '' : warning.what;
}

export const QUESTIONS: Readonly<Record<Verdict['questions'][number], string>> = {
  platform: 'I ask about your phone first.',
  osVersion: 'I ask about your phone first.',
  screenLock: 'I ask about your phone first.',
  authenticatorVersion: 'I ask about your phone first.',
  keyModel: 'It depends on the model of the key.',
  passkeyApp: 'It depends on the app that keeps the passkey.',
  helloOffered: 'Windows has to offer it; I cannot see that from here.',
};

/** The flow that sets the method up. */
export const METHOD_FLOWS: Readonly<Record<MethodState['method'], string>> = {
  'authenticator-passkey': 'register-passkey',
  'security-key': 'security-key',
  'synced-passkey': 'synced-passkey',
  'windows-passkey': 'windows-passkey',
  'windows-hello': 'windows-hello',
  'phone-sign-in': 'phone-sign-in',
  'authenticator-push': 'authenticator-push',
};

const START: Readonly<Record<MethodState['method'], string>> = {
  'authenticator-passkey': 'Set up a passkey',
  'security-key': 'Set up a security key',
  'synced-passkey': 'Set up a synced passkey',
  'windows-passkey': 'Set up a passkey on Windows',
  'windows-hello': 'Set up Windows Hello',
  'phone-sign-in': 'Set up phone sign-in',
  'authenticator-push': 'Set up notifications',
};

/** A button for each of the first methods that are open, the very first one in colour. */
export function startButtons(states: readonly MethodState[], atMost: number): readonly Button[] {
  return states
    .filter(({ state }) => state === 'ready' || state === 'asks')
    .slice(0, atMost)
    .map(({ method }, place) => ({
      title: START[method],
      does: { verb: 'start', flow: METHOD_FLOWS[method] },
      ...(place === 0 ? { style: 'positive' as const } : {}),
    }));
}

export function ageOf(verdicts: readonly Verdict[]): Pick<Verdict, 'readAt' | 'policyReadAt'> {
  const oldest = (times: readonly (Instant | undefined)[]): Instant | undefined => {
    const known = times.filter((at) => at !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  };
  const readAt = oldest(verdicts.map((verdict) => verdict.readAt));
  const policyReadAt = oldest(verdicts.map((verdict) => verdict.policyReadAt));
  return { ...(readAt === undefined ? {} : { readAt }), ...(policyReadAt === undefined ? {} : { policyReadAt }) };
}
