import { MINUTE, type Instant } from './clock';
import type { MethodDevice } from './devices';
import type { Fact } from './fact';
import { type Method, canSignInStrongly } from './methods';
import type { Opening } from './tap-request-record';

/** Why methods are taken from an account (knowledge.md E9, E10). */
export const REMOVAL_REASONS = [
  'lost-phone',
  'lost-key',
  'lost-number',
  'lost-computer',
  'replaced-phone',
  'not-recognised',
] as const;
export type RemovalReason = (typeof REMOVAL_REASONS)[number];

/** Kinds that Graph lets an application delete, each through its own address. A password is not one. */
export const REMOVABLE_KINDS = [
  'passkey',
  'authenticator',
  'phone',
  'windows-hello',
  'software-oath',
  'platform-credential',
] as const;
export type RemovableKind = (typeof REMOVABLE_KINDS)[number];

export interface NamedMethod {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly createdAt?: Instant;
}

/** `removed`: gone by our doing; `absent`: somebody else was first; `refused`: Entra said no; `dry-run`: not tried. */
export const STEP_ENDS = ['removed', 'absent', 'refused', 'dry-run'] as const;
export type StepEnd = (typeof STEP_ENDS)[number];

/** The step that ends all sessions; every other step is the id of a method. */
export const SESSIONS = 'sessions';

export interface StepDone {
  readonly step: string;
  readonly end: StepEnd;
  readonly at: Instant;
}

/** What is to be taken away, and how far that has come. */
export interface Work {
  readonly methods: readonly NamedMethod[];
  readonly sessions: boolean;
  /**
   * The write-ahead of the step in hand: whoever finds it after a crash or a lost answer looks in Entra before doing
   * it again. `validFrom`: since when sessions counted before ours were ended.
   */
  readonly begun?: { readonly step: string; readonly at: Instant; readonly validFrom?: Instant };
  readonly done: readonly StepDone[];
}

/** `left`: what they can still sign in with afterwards, by name, as it was when the removal was asked for. */
export interface Removal extends Work {
  readonly left: readonly string[];
}

/** After "This was not me": everything that was added since the opening, and all sessions, on the word of `by`. */
export interface Containment extends Work {
  readonly by: string;
  readonly at: Instant;
  readonly finishedAt?: Instant;
}

/** Our clock and Entra's may differ by this much. */
const CLOCKS = 10 * MINUTE;

/**
 * Methods that came with or after the pass: not listed at the first opening, and not dated before it. A method that was
 * there already is never one of them, unless its date says that it was made anew: everybody's mobile number has the
 * same id in Entra.
 */
export function addedSince(openings: readonly Opening[], methods: readonly Method[]): readonly Method[] {
  const first = openings[0];
  if (first === undefined) return [];
  return methods.filter((method) => {
    if (method.kind === 'pass' || method.kind === 'password') return false;
    if (first.before.includes(method.id)) return (method.createdAt ?? 0) > first.startedAt + CLOCKS;
    return (method.createdAt ?? first.startedAt) >= first.startedAt - CLOCKS;
  });
}

/** What containment would still take away: not what Entra has refused before. */
export function leftToContain(containment: Containment | undefined, added: readonly Method[]): readonly Method[] {
  const refused = new Set(containment?.done.flatMap(({ step, end }) => (end === 'refused' ? [step] : [])) ?? []);
  return added.filter(({ id }) => !refused.has(id));
}

/** The next thing to do, in the order of knowledge.md F-22: sessions end when nothing can open a new one. */
export function nextStep(work: Work): string | undefined {
  const left = (step: string): boolean => !work.done.some((done) => done.step === step);
  const method = work.methods.find(({ id }) => left(id));
  if (method !== undefined) return method.id;
  return work.sessions && left(SESSIONS) ? SESSIONS : undefined;
}

/** What could still be signed in with when these are gone. A phone number alone is no safe way in, and no password is. */
export function usableWithout(methods: readonly Method[], removed: readonly { readonly id: string }[]): Method[] {
  return methods.filter((method) => canSignInStrongly(method) && removed.every(({ id }) => id !== method.id));
}

/**
 * Whether "It is me" about this method ends a request for a pass: a passkey, Windows Hello, or Authenticator set up for
 * phone sign-in. One that only gets notifications, a number or a code is noted, and the pass goes on.
 */
export function isExpected(method: Method, devices: Fact<readonly MethodDevice[]>): boolean {
  if (method.kind === 'passkey' || method.kind === 'windows-hello') return true;
  if (method.kind !== 'authenticator' || !devices.known) return false;
  return devices.value.some(({ methodId, device }) => methodId === method.id && device !== undefined);
}

const OTHER_KINDS: Readonly<Record<string, RemovableKind>> = {
  '#microsoft.graph.softwareOathAuthenticationMethod': 'software-oath',
  '#microsoft.graph.platformCredentialAuthenticationMethod': 'platform-credential',
};

/** The kind by which a method can be deleted; undefined for what only an administrator can take away. */
export function removableKind(method: Method): RemovableKind | undefined {
  if (method.kind === 'other') return OTHER_KINDS[method.odataType];
  return REMOVABLE_KINDS.find((kind) => kind === method.kind);
}
