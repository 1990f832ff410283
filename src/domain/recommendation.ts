import type { PersonFacts } from './facts';
import type { MethodName } from './readiness';

/** Where somebody signs in most (knowledge.md S2-4 to S2-9; S2-6, a Windows from before 1703, is an upgrade today). */
export const WORKPLACES = ['own-windows', 'own-other', 'shared-computer', 'own-phone', 'shared-phone'] as const;
export type Workplace = (typeof WORKPLACES)[number];

export interface Habits {
  readonly workplace: Workplace;
  /** They have a phone, and may use it for work. */
  readonly phone: boolean;
}

/** What a method lives on: losing it takes everything on it away. */
export type Home = 'phone' | 'computer' | 'key' | 'cloud';

export const HOMES: Readonly<Record<MethodName, Home>> = {
  'authenticator-passkey': 'phone',
  'security-key': 'key',
  'synced-passkey': 'cloud',
  'windows-passkey': 'computer',
  'windows-hello': 'computer',
  'phone-sign-in': 'phone',
  'authenticator-push': 'phone',
};

/** Nobody can be talked out of these on a false page. */
const RESISTS_PHISHING: ReadonlySet<MethodName> = new Set([
  'authenticator-passkey',
  'security-key',
  'synced-passkey',
  'windows-passkey',
  'windows-hello',
]);

/** Best first. S2-7 wants Authenticator on shared phones; B-16 and PRR say: a key. */
const TABLE: Readonly<Record<Workplace, readonly MethodName[]>> = {
  'own-windows': ['windows-hello', 'authenticator-passkey', 'security-key', 'phone-sign-in', 'authenticator-push'],
  'own-other': ['authenticator-passkey', 'security-key', 'synced-passkey', 'phone-sign-in', 'authenticator-push'],
  'shared-computer': ['security-key', 'authenticator-passkey', 'phone-sign-in', 'authenticator-push'],
  'own-phone': ['authenticator-passkey', 'synced-passkey', 'security-key', 'phone-sign-in', 'authenticator-push'],
  'shared-phone': ['security-key'],
};

/** Which methods suit these habits, best first. A privileged account takes only what resists phishing, a key foremost (S2-2). */
export function recommended({ workplace, phone }: Habits, privileged: boolean): readonly MethodName[] {
  const fitting = TABLE[workplace].filter(
    (method) => (phone || HOMES[method] !== 'phone') && (!privileged || RESISTS_PHISHING.has(method)),
  );
  return privileged
    ? [...fitting].sort((a, b) => Number(b === 'security-key') - Number(a === 'security-key'))
    : fitting;
}

/** What to add to what one has: never what lives on the same thing, and first what can be carried about (PRR). */
const BESIDE: readonly MethodName[] = [
  'authenticator-passkey',
  'security-key',
  'windows-hello',
  'synced-passkey',
  'windows-passkey',
  'phone-sign-in',
  'authenticator-push',
];

/** What would be a good further method, best first; a second key is as good as another thing. */
export function besides(has: readonly MethodName[], privileged: boolean): readonly MethodName[] {
  const taken = new Set(has.map((method) => HOMES[method]));
  return BESIDE.filter(
    (method) =>
      (!taken.has(HOMES[method]) || method === 'security-key') && (!privileged || RESISTS_PHISHING.has(method)),
  );
}

/** Holds a role now or could: a gap counts as yes, because the advice is then the safer one. */
export function isPrivileged({ activeRoles, eligibleRoles }: PersonFacts): boolean {
  return [activeRoles, eligibleRoles].some((fact) =>
    fact.known ? fact.value.length > 0 : fact.gap.reason !== 'licence',
  );
}

/** How many of these resist phishing; an administrator should have two (S2-13, R-72, R-73). */
export function resistant(has: readonly MethodName[]): number {
  return has.filter((method) => RESISTS_PHISHING.has(method)).length;
}
