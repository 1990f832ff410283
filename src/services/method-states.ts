import type { PersonFacts } from '../domain/facts';
import { type Method, authenticatorPlatform } from '../domain/methods';
import type { Finding, MethodName, Verdict } from '../domain/readiness';
import { portal } from '../knowledge/portal';
import { requirements } from '../knowledge/requirements';

export const METHOD_NAMES: Readonly<Record<MethodName, string>> = {
  'authenticator-passkey': portal.authenticatorPasskey,
  'security-key': 'Security key',
  'synced-passkey': 'Synced passkey (Apple, Google or another password manager)',
  'windows-passkey': 'Passkey on a Windows computer',
  'windows-hello': 'Windows Hello for Business',
  'phone-sign-in': 'Microsoft Authenticator, phone sign-in',
  'authenticator-push': 'Microsoft Authenticator, notifications',
};

/** `asks`: nothing in the tenant is in the way, and something has to be asked before it can be called ready. */
type State = 'ready' | 'asks' | 'has' | 'unclear' | 'blocked';

export interface MethodState {
  readonly method: MethodName;
  readonly state: State;
  readonly verdict: Verdict;
  /** What is in the way, worst first; empty unless `blocked`. */
  readonly blockers: readonly Finding[];
}

const ORDER: readonly State[] = ['ready', 'asks', 'has', 'unclear', 'blocked'];

/** Registered, and useless all the same; out of the policy's scope a passkey does not sign in either. */
export const NOT_USABLE: ReadonlySet<string> = new Set([
  ...['R-01', 'R-02', 'R-03', 'R-04'],
  ...['R-13', 'R-31', 'R-42', 'R-46'],
]);

/** Ready ones first, then those that are the fewest steps away; equal ones in the order of the verdicts. */
export function methodStates(verdicts: readonly Verdict[], facts: PersonFacts): readonly MethodState[] {
  return verdicts
    .map((verdict) => stateOf(verdict, facts))
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.blockers.length - b.blockers.length);
}

function stateOf(verdict: Verdict, facts: PersonFacts): MethodState {
  const { method, findings, gaps, ready } = verdict;
  const blockers = findings.filter(({ severity }) => severity === 'blocker');
  const works = !findings.some(({ rule }) => NOT_USABLE.has(rule));
  if (fulfilling(method, facts).length > 0 && works) return { method, verdict, state: 'has', blockers: [] };
  if (blockers.length > 0) return { method, verdict, state: 'blocked', blockers };
  if (gaps.some(({ decides }) => decides)) return { method, verdict, state: 'unclear', blockers: [] };
  return { method, verdict, state: ready ? 'ready' : 'asks', blockers: [] };
}

/** Which of what is registered counts as this method (knowledge.md E13). */
export function fulfilling(
  method: MethodName,
  { methods, methodDevices }: Pick<PersonFacts, 'methods' | 'methodDevices'>,
): readonly Method[] {
  const registered = methods.known ? methods.value : [];
  const tied = new Set(
    (methodDevices.known ? methodDevices.value : []).flatMap(({ methodId, device }) => (device ? [methodId] : [])),
  );
  return registered.filter((one) => isA(method, one, tied));
}

function isA(method: MethodName, one: Method, tied: ReadonlySet<string>): boolean {
  const kind = one.kind === 'passkey' ? requirements.modelKind(one.aaguid) : undefined;
  const synced = one.kind === 'passkey' && one.passkeyType === 'synced';
  switch (method) {
    case 'authenticator-passkey':
      return one.kind === 'passkey' && authenticatorPlatform(one) !== undefined;
    case 'security-key':
      return one.kind === 'passkey' && !synced && (kind === 'security-key' || kind === undefined);
    case 'synced-passkey':
      return synced;
    case 'windows-passkey':
      return kind === 'windows-hello';
    case 'windows-hello':
      return one.kind === 'windows-hello';
    case 'phone-sign-in':
      return one.kind === 'authenticator' && tied.has(one.id);
    case 'authenticator-push':
      return one.kind === 'authenticator';
  }
}
