import { describeMethod } from '../domain/methods';
import { allVerdicts, type MethodName } from '../domain/readiness';
import type { TaskEnds, WayIn } from '../flows/tasks';
import { requirements } from '../knowledge/requirements';
import { fulfilling, methodStates, NOT_USABLE } from './method-states';
import { plainFinding } from './plain-finding';
import type { TenantReader } from './ports';
import type { Turn } from './turn';

type Answers = Readonly<Record<string, string>>;

/** Which method signs in where (knowledge.md E11, E12, E7, E5, KEYWIN), what needs least first. */
const PLACES: Readonly<Record<string, readonly (readonly [MethodName, WayIn])[]>> = {
  phone: [
    ['authenticator-passkey', 'passkey-here'],
    ['synced-passkey', 'passkey-here'],
    ['phone-sign-in', 'phone-sign-in'],
    ['security-key', 'key-on-phone'],
    ['authenticator-push', 'notification'],
  ],
  computer: [
    ['authenticator-passkey', 'passkey-at-computer'],
    ['synced-passkey', 'passkey-at-computer'],
    ['windows-hello', 'hello-at-computer'],
    ['windows-passkey', 'hello-at-computer'],
    ['security-key', 'key-at-computer'],
    ['phone-sign-in', 'phone-sign-in'],
    ['authenticator-push', 'notification'],
  ],
  windows: [
    ['windows-hello', 'hello-at-windows'],
    ['security-key', 'key-at-windows'],
  ],
};

/** One more way to sign in at the place that was named, of what is registered and may be used; each is shown once. */
export async function findWayIn(
  tenant: TenantReader,
  turn: Turn,
  answers: Answers,
): Promise<{ readonly end: TaskEnds['findWayIn']; readonly found?: Answers }> {
  const facts = await tenant.facts(turn.who, { fresh: answers['fresh'] === 'yes' });
  if (!facts.methods.known) return { end: 'no-answer' };
  const states = methodStates(allVerdicts(facts, {}, requirements), facts);
  const has = (method: MethodName): boolean => states.some((one) => one.method === method && one.state === 'has');
  const ways = (PLACES[answers['where'] ?? ''] ?? []).filter(
    ([method]) => has(method) && !(method === 'authenticator-push' && has('phone-sign-in')),
  );
  const shown = (answers['shown'] ?? '').split(' ');
  const way = ways.find(([method]) => !shown.includes(method));
  if (way !== undefined) {
    const [method, end] = way;
    const mine = fulfilling(method, facts)[0];
    const name = mine === undefined ? '' : describeMethod(mine);
    return { end, found: { method: name, shown: [...shown, method].join(' ').trim() } };
  }
  if (ways.length > 0) return { end: 'no-more', found: { shown: '' } };
  const broken = states
    .filter(({ method, state }) => state !== 'has' && fulfilling(method, facts).length > 0)
    .flatMap(({ verdict }) => verdict.findings)
    .find(({ rule }) => NOT_USABLE.has(rule));
  if (broken === undefined) return { end: 'none' };
  const { what, why, fix, who } = plainFinding(broken);
  return { end: 'not-usable', found: { what, why, fix, who } };
}
