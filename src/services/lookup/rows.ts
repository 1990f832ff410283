import type { Instant } from '../../domain/clock';
import type { Device } from '../../domain/devices';
import type { PersonFacts } from '../../domain/facts';
import type { MethodChange } from '../../domain/method-change';
import { signInFindings } from '../../domain/readiness';
import { policyLine } from '../../domain/readiness/sign-in-rules';
import type { AppliedPolicy, SignIn } from '../../domain/sign-ins';
import { isOver, stateInWords, type TapRequest } from '../../domain/tap-request';
import type { Matcher } from '../../knowledge/matcher';
import { nameOf } from '../person-readiness';
import { REASON_WORDS } from '../tap/words';
import { dayAndTime, untilWords } from '../when';
import { join } from './method-rows';
import { type Entry, entry } from './sections';

export type NameOf = (id: string) => string;

/** Open ones first; who asked, who checked, who decided. */
export function requestRows(
  requests: readonly TapRequest[],
  name: NameOf,
  at: Instant,
  timeZone: string,
): readonly Entry[] {
  const open = requests.filter((request) => !isOver(request));
  return [...open, ...requests.filter(isOver)].map((request) => {
    const what = request.removal === undefined ? '' : 'Removal: ';
    const title = `${what}${REASON_WORDS[request.reason]}, ${dayAndTime(request.createdAt, at, timeZone)}`;
    const until = isOver(request) ? undefined : untilWords(request.expiresAt, at, timeZone);
    return entry(title, join([stateInWords(request), until, ...deciders(request, name)]));
  });
}

function deciders(request: TapRequest, name: NameOf): readonly (string | undefined)[] {
  const { requester, target, proofs, approvals, denied } = request;
  return [
    `asked by ${requester === target ? 'themselves' : name(requester)}`,
    proofs.length === 0 ? undefined : `checked by ${proofs.map(({ by }) => name(by)).join(' and ')}`,
    approvals.length === 0 ? undefined : `approved by ${approvals.map(({ by }) => name(by)).join(' and ')}`,
    denied === undefined ? undefined : `denied by ${name(denied.by)}`,
  ];
}

/** Whose names the rows need. */
export function peopleIn(requests: readonly TapRequest[]): readonly string[] {
  const ids = requests.flatMap(({ requester, target, proofs, approvals, denied }) => [
    ...(requester === target ? [] : [requester]),
    ...[...proofs, ...approvals].map(({ by }) => by),
    ...(denied === undefined ? [] : [denied.by]),
  ]);
  return [...new Set(ids)];
}

const SAYS_SOMETHING: ReadonlySet<AppliedPolicy['result']> = new Set([
  'failure',
  'reportOnlyFailure',
  'reportOnlyInterrupted',
  'unknown',
]);

/** `full`: every policy of each; else every one of the newest, and of the others what stopped or would stop them. */
export function signInRows(
  signIns: readonly SignIn[],
  facts: PersonFacts,
  matcher: Matcher,
  how: { readonly at: Instant; readonly timeZone: string; readonly full: boolean },
): readonly Entry[] {
  // What the newest one tells about the account; the policies that did not apply are said one by one.
  const told = signInFindings(signIns, facts, nameOf(facts)).filter(({ rule }) => rule !== 'R-51');
  const most = how.full ? 12 : 4;
  return signIns.map((signIn, place) => {
    const { at: when, app, code, failureReason, applied } = signIn;
    const policies = how.full || place === 0 ? applied : applied.filter(({ result }) => SAYS_SOMETHING.has(result));
    const lines = [
      code === 0 ? 'It worked.' : failed(code, failureReason, matcher),
      ...(place === 0 ? told.map(({ what, why }) => `${what} ${why}`) : []),
      ...policies.slice(0, most).map((policy) => policyLine(policy, facts, signIn)),
      ...(policies.length > most ? [`And ${String(policies.length - most)} more policies.`] : []),
    ];
    return entry(`${dayAndTime(when, how.at, how.timeZone)}, ${app}`, lines.join(' '));
  });
}

function failed(code: number, reason: string | undefined, matcher: Matcher): string {
  const match = matcher.match(`AADSTS${String(code)}`);
  const meaning = match.kind === 'sure' ? ` (${match.entry.title})` : '';
  return `It failed with ${String(code)}${meaning}.${reason === undefined ? '' : ` Microsoft's words: ${reason}`}`;
}

const BY: Readonly<Record<MethodChange['by'], string>> = {
  themselves: 'by themselves',
  'somebody-else': 'by',
  'an-app': 'by the app',
  unknown: 'by somebody the log does not name',
};

export function changeRows(changes: readonly MethodChange[], at: Instant, timeZone: string): readonly Entry[] {
  return changes.map(({ at: when, what, detail, by, byName, failed: didFail }) => {
    const named = by === 'somebody-else' || by === 'an-app';
    const who = named ? `${BY[by]} ${byName ?? 'that the log does not name'}` : BY[by];
    return entry(
      `${dayAndTime(when, at, timeZone)}: ${what}`,
      join([detail?.slice(0, 200), who, didFail ? 'it failed' : undefined]),
    );
  });
}

const TRUST: Readonly<Record<Device['trust'], string>> = {
  joined: 'joined to Microsoft Entra',
  hybrid: 'joined to Microsoft Entra and the local domain',
  registered: 'registered, not joined',
  unknown: 'how it is joined is unknown',
};

/** Entra's names of systems, as people write them. */
const SYSTEM: Readonly<Record<string, string>> = { IPhone: 'iPhone', IPad: 'iPad', MacMDM: 'macOS' };

export function deviceRows(devices: readonly Device[]): readonly Entry[] {
  return devices.map(({ name, system, version, trust, enabled }) =>
    entry(
      name,
      join([
        [SYSTEM[system] ?? system, version].filter((word) => word !== undefined).join(' '),
        TRUST[trust],
        enabled ? '' : 'disabled',
      ]),
    ),
  );
}
