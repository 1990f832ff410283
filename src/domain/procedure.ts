import { DAY, HOUR, type Instant } from './clock';
import type { Fact } from './fact';
import type { PersonFacts } from './facts';
import { authenticatorPlatform, type Method } from './methods';
import { existingPass, passIsAlive } from './readiness/pass';
import { SESSIONS, usableWithout } from './removal';
import type { TapRequest } from './tap-request';

/** What a helpdesk agent is led through (knowledge.md E9 and E10). */
export const PROCEDURES = ['lost-phone', 'lost-key'] as const;
export type ProcedureName = (typeof PROCEDURES)[number];

export type StepName =
  | 'identity'
  | 'risk'
  | 'sessions'
  | 'methods'
  | 'number'
  | 'device'
  | 'left'
  | 'pass'
  | 'register'
  | 'pass-gone'
  | 'review';

/** `if-needed`: only the person knows whether it applies. `sent`: it is theirs to do, and they have been written to. */
export type StepState =
  'done' | 'open' | 'waits-check' | 'waits-approval' | 'under-way' | 'if-needed' | 'not-needed' | 'sent' | 'unread';

export interface ProcedureStep {
  readonly name: StepName;
  readonly state: StepState;
  /** When it came to be done, where that is known. */
  readonly at?: Instant;
  /** The methods it is about: what is to go, what is left, what is new. */
  readonly methods?: readonly Method[];
  /** It would take the last way to sign in, and no pass is asked for yet: that comes first. */
  readonly last?: true;
  /** The request that does it. */
  readonly request?: TapRequest;
}

export interface ProcedureSeen {
  readonly facts: PersonFacts;
  /** Of this person, newest first. */
  readonly requests: readonly TapRequest[];
  /** Since when sessions count in Entra. */
  readonly validFrom: Fact<Instant>;
  readonly startedAt: Instant;
  /** When they were last sent what is to be looked at in Security info. */
  readonly reviewSentAt?: Instant;
}

/** What was asked for before the agent began counts: people begin by themselves, and call then. */
const BEFORE = DAY;
/** Sessions that ended longer ago say nothing about the loss. */
const SESSIONS_BEFORE = 2 * HOUR;

/** Each step as it is now, out of Entra and the requests, in the order of knowledge.md. Nobody ticks anything off. */
export function procedureSteps(name: ProcedureName, seen: ProcedureSeen): readonly ProcedureStep[] {
  const mine = seen.requests.filter(({ createdAt }) => createdAt >= seen.startedAt - BEFORE);
  const goes = methodsStep(name, seen, mine);
  const sessions = sessionsStep(seen, mine, goes);
  const left = leftStep(seen, mine, goes);
  const pass = passStep(mine, left);
  const rest = [left, pass, registerStep(name, seen), passGoneStep(seen, mine), reviewStep(seen)];
  const first = [identityStep(mine), riskStep()];
  return name === 'lost-phone'
    ? [...first, sessions, goes, numberStep(seen, mine), deviceStep(seen), ...rest]
    : [...first, goes, sessions, ...rest];
}

/** Whether anything is left that somebody at the helpdesk has to do or wait for. */
export function isSettled(steps: readonly ProcedureStep[]): boolean {
  return steps.every(({ state }) => ['done', 'not-needed', 'if-needed', 'sent'].includes(state));
}

/** On the phone that is gone, or the key; older than the case, so that what replaces it is never among them. */
export function boundToIt(name: ProcedureName, { facts, startedAt }: ProcedureSeen): readonly Method[] {
  const methods = facts.methods.known ? facts.methods.value : [];
  return methods.filter((method) => isBound(name, method) && (method.createdAt ?? 0) < startedAt);
}

function isBound(name: ProcedureName, method: Method): boolean {
  const passkey = method.kind === 'passkey' ? method : undefined;
  const inApp = passkey !== undefined && authenticatorPlatform(passkey) !== undefined;
  if (name === 'lost-phone') return method.kind === 'authenticator' || inApp;
  return passkey !== undefined && !inApp && passkey.passkeyType !== 'synced';
}

type Removing = TapRequest & { readonly removal: NonNullable<TapRequest['removal']> };

function removals(requests: readonly TapRequest[]): readonly Removing[] {
  return requests.filter((request): request is Removing => request.removal !== undefined);
}

/** How far a request has come; undefined for one that ended without an effect. */
function stateOf({ state }: TapRequest): StepState | undefined {
  switch (state) {
    case 'awaiting-proof':
      return 'waits-check';
    case 'awaiting-approval':
      return 'waits-approval';
    case 'approved':
    case 'opening':
    case 'open':
    case 'uncertain':
    case 'removing':
      return 'under-way';
    case 'completed':
      return 'done';
    default:
      return undefined;
  }
}

/** The nearest to its end of these requests. */
function furthest(requests: readonly TapRequest[]): { state: StepState; request: TapRequest } | undefined {
  const standing = requests.flatMap((request) => {
    const state = stateOf(request);
    return state === undefined ? [] : [{ state, request }];
  });
  return standing.find(({ state }) => state !== 'done') ?? standing[0];
}

function identityStep(requests: readonly TapRequest[]): ProcedureStep {
  const proved = requests.find(({ proofs }) => proofs.length > 0);
  const proof = proved?.proofs.at(-1);
  if (proved !== undefined && proof !== undefined)
    return { name: 'identity', state: 'done', at: proof.at, request: proved };
  const waits = requests.find(({ state }) => state === 'awaiting-proof');
  return { name: 'identity', state: 'open', ...(waits === undefined ? {} : { request: waits }) };
}

/** The words of the step say what the risk is; it is computed each time, so there is nothing to wait for. */
function riskStep(): ProcedureStep {
  return { name: 'risk', state: 'done' };
}

function methodsStep(name: ProcedureName, seen: ProcedureSeen, requests: readonly TapRequest[]): ProcedureStep {
  if (!seen.facts.methods.known) return { name: 'methods', state: 'unread' };
  const methods = boundToIt(name, seen);
  const kinds = name === 'lost-phone' ? ['passkey', 'authenticator'] : ['passkey'];
  const asked = removals(requests).filter(({ removal }) => removal.methods.some(({ kind }) => kinds.includes(kind)));
  const found = furthest(asked);
  if (found !== undefined && found.state !== 'done') return { name: 'methods', methods, ...found };
  if (found !== undefined) return { name: 'methods', methods, ...found, ...at(found.request.endedAt) };
  if (methods.length === 0) return { name: 'methods', methods, state: 'done' };
  const planned = furthest(requests.filter(({ removal }) => removal === undefined)) !== undefined;
  const last = !planned && usableWithout(seen.facts.methods.value, methods).length === 0;
  return { name: 'methods', methods, state: 'open', ...(last ? { last } : {}) };
}

/** Whoever had the phone could open new sessions until its methods were gone: ended before that, they end again. */
function sessionsStep(seen: ProcedureSeen, requests: readonly TapRequest[], goes: ProcedureStep): ProcedureStep {
  const asked = removals(requests).filter(({ removal }) => removal.sessions);
  const waits = furthest(asked.filter(({ state }) => state !== 'completed'));
  if (waits !== undefined) return { name: 'sessions', ...waits };
  const ours = asked.flatMap(({ removal }) =>
    removal.done.flatMap((one) => (one.step === SESSIONS && one.end === 'removed' ? [one.at] : [])),
  );
  const theirs = seen.validFrom.known ? [seen.validFrom.value] : [];
  const endedAt = Math.max(0, ...ours, ...theirs);
  if (endedAt >= Math.max(seen.startedAt - SESSIONS_BEFORE, lastRemoved(goes)))
    return { name: 'sessions', state: 'done', at: endedAt };
  return { name: 'sessions', state: seen.validFrom.known ? 'open' : 'unread' };
}

function lastRemoved({ state, request }: ProcedureStep): Instant {
  if (state !== 'done' || request?.removal === undefined) return 0;
  const gone = request.removal.done.filter(({ step, end }) => step !== SESSIONS && end === 'removed');
  return Math.max(0, ...gone.map((one) => one.at));
}

function numberStep({ facts }: ProcedureSeen, requests: readonly TapRequest[]): ProcedureStep {
  if (!facts.methods.known) return { name: 'number', state: 'unread' };
  const methods = facts.methods.value.filter(({ kind }) => kind === 'phone');
  const asked = removals(requests).filter(({ removal }) => removal.methods.some(({ kind }) => kind === 'phone'));
  const found = furthest(asked);
  if (found !== undefined) return { name: 'number', methods, ...found };
  return { name: 'number', methods, state: methods.length === 0 ? 'not-needed' : 'if-needed' };
}

const PHONES = /^(?:iphone|ipad|ios|android)/i;

/** Phones that Entra knows as devices; it cannot tell which of them is the lost one. */
export function phonesOf({ devices }: PersonFacts): readonly { readonly name: string; readonly enabled: boolean }[] {
  return devices.known ? devices.value.filter(({ system }) => PHONES.test(system)) : [];
}

function deviceStep({ facts }: ProcedureSeen): ProcedureStep {
  if (!facts.devices.known) return { name: 'device', state: 'unread' };
  const phones = phonesOf(facts);
  if (phones.length === 0) return { name: 'device', state: 'not-needed' };
  return { name: 'device', state: phones.some(({ enabled }) => enabled) ? 'if-needed' : 'done' };
}

/** What they sign in with afterwards: without what is to go, as far as that is chosen, and else without all of it. */
function leftStep(
  { facts }: ProcedureSeen,
  requests: readonly TapRequest[],
  { state, methods }: ProcedureStep,
): ProcedureStep {
  if (!facts.methods.known) return { name: 'left', state: 'unread' };
  const chosen = removals(requests)
    .filter((request) => stateOf(request) !== undefined)
    .flatMap(({ removal }) => removal.methods);
  const going = state === 'open' ? [...chosen, ...(methods ?? [])] : chosen;
  const left = usableWithout(facts.methods.value, going);
  return { name: 'left', state: left.length > 0 ? 'done' : 'open', methods: left };
}

function passStep(requests: readonly TapRequest[], left: ProcedureStep): ProcedureStep {
  const found = furthest(requests.filter(({ removal }) => removal === undefined));
  if (found !== undefined) {
    const opened = found.request.state === 'open' || found.state === 'done';
    return { name: 'pass', ...found, state: opened ? 'done' : found.state };
  }
  if (left.state === 'unread') return { name: 'pass', state: 'unread' };
  return { name: 'pass', state: left.state === 'done' ? 'not-needed' : 'open' };
}

function registerStep(name: ProcedureName, { facts, startedAt }: ProcedureSeen): ProcedureStep {
  if (!facts.methods.known) return { name: 'register', state: 'unread' };
  const methods = facts.methods.value.filter((method) => isBound(name, method) && (method.createdAt ?? 0) >= startedAt);
  const latest = Math.max(0, ...methods.map(({ createdAt }) => createdAt ?? 0));
  return methods.length === 0
    ? { name: 'register', state: 'open' }
    : { name: 'register', state: 'done', methods, at: latest };
}

function passGoneStep({ facts }: ProcedureSeen, requests: readonly TapRequest[]): ProcedureStep {
  if (!facts.methods.known) return { name: 'pass-gone', state: 'unread' };
  const pass = existingPass(facts);
  if (pass !== undefined && passIsAlive(pass)) return { name: 'pass-gone', state: 'under-way' };
  const made = requests.some(({ openings }) => openings.some(({ passId }) => passId !== undefined));
  return { name: 'pass-gone', state: made ? 'done' : 'not-needed' };
}

function reviewStep({ reviewSentAt }: ProcedureSeen): ProcedureStep {
  return reviewSentAt === undefined
    ? { name: 'review', state: 'open' }
    : { name: 'review', state: 'sent', at: reviewSentAt };
}

function at(moment: Instant | undefined): { readonly at?: Instant } {
  return moment === undefined ? {} : { at: moment };
}
