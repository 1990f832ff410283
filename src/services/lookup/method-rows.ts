import type { Instant } from '../../domain/clock';
import type { PersonFacts } from '../../domain/facts';
import type { PreferredMethod } from '../../domain/method-change';
import { authenticatorPlatform, describeMethod, type Method } from '../../domain/methods';
import type { MethodName, Verdict } from '../../domain/readiness';
import { passState } from '../../domain/readiness/pass';
import { requirements } from '../../knowledge/requirements';
import { fulfilling, METHOD_NAMES, NOT_USABLE, type MethodState } from '../method-states';
import { MARKS } from '../overview-rows';
import type { Button } from '../views';
import { dayAndTime } from '../when';
import { type Entry, entry } from './sections';

/** What is registered: model, since when, attestation, and whether it works or which rule stands in its way. */
export function methodRows(
  facts: PersonFacts,
  verdicts: readonly Verdict[],
  at: Instant,
  timeZone: string,
): readonly Entry[] {
  if (!facts.methods.known) return [];
  return facts.methods.value.map((method) => {
    const added = method.createdAt === undefined ? undefined : `added ${dayAndTime(method.createdAt, at, timeZone)}`;
    return entry(describeMethod(method), join([...kindOf(method), added, ...useOf(method, facts, verdicts)]));
  });
}

function kindOf(method: Method): readonly (string | undefined)[] {
  switch (method.kind) {
    case 'passkey':
      return [
        'Passkey',
        requirements.modelName(method.aaguid) ?? method.model,
        // What somebody who keeps a list of allowed keys needs (S2-58); those of Authenticator are known.
        authenticatorPlatform(method) === undefined && method.aaguid !== '' ? `AAGUID ${method.aaguid}` : undefined,
        method.passkeyType === 'synced' ? 'synced' : 'device-bound',
        method.attested === undefined ? 'attestation unknown' : method.attested ? 'attested' : 'not attested',
      ];
    case 'authenticator':
      return ['Microsoft Authenticator app', method.appVersion];
    case 'windows-hello':
      return ['Windows Hello for Business'];
    case 'pass':
      return [passState(method), method.usableOnce ? 'one-time' : 'multi-use'];
    case 'phone':
      return [method.phoneType];
    default:
      return method.createdAt === undefined ? ['registered'] : [];
  }
}

/** Nothing is said about what no rule of ours decides: phone numbers, passwords, codes. */
function useOf(method: Method, facts: PersonFacts, verdicts: readonly Verdict[]): readonly (string | undefined)[] {
  if (method.kind === 'password' || method.kind === 'phone' || method.kind === 'other' || method.kind === 'pass')
    return [];
  const about = verdicts.filter((verdict) => fulfilling(verdict.method, facts).includes(method));
  if (about.length === 0) return [];
  const stops = about.flatMap(({ findings }) => findings.filter(({ rule }) => NOT_USABLE.has(rule)));
  // R-13 speaks about one passkey at a time, and names it.
  const [mine] = stops.filter(({ rule, what }) => rule !== 'R-13' || what.includes(`"${describeMethod(method)}"`));
  if (mine !== undefined) return [`does not work: ${mine.what} (${mine.rule})`];
  return about.some(({ gaps }) => gaps.some(({ decides }) => decides)) ? ['whether it works I cannot say'] : ['usable'];
}

/** One short line for each way to sign in. The whole verdict is behind its button. */
export function readyRows(person: string, states: readonly MethodState[]): readonly Entry[] {
  return states.map(({ method, state, blockers }) => {
    const [first, ...others] = blockers;
    const more = others.length === 0 ? '' : ` And ${String(others.length)} more.`;
    const mark = MARKS[state].replace('You have', 'They have');
    return entry(
      METHOD_NAMES[method],
      first === undefined ? mark : `${mark}: ${withoutIds(first.what)}${more}`,
      detailsOf(person, method),
    );
  });
}

function detailsOf(person: string, method: MethodName): Button {
  return { title: 'Details', does: { verb: 'person.method', person, method }, opens: 'dialog' };
}

/** The ids stand behind the button, where somebody copies them. */
function withoutIds(sentence: string): string {
  return sentence.replace(/\s*\(?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\)?/gi, '');
}

const CHOSEN: Readonly<Record<string, string>> = {
  push: 'Notification in Microsoft Authenticator',
  oath: 'Code',
  voiceMobile: 'Phone call',
  voiceAlternateMobile: 'Phone call to the other number',
  voiceOffice: 'Phone call to the office',
  sms: 'Text message',
  none: 'None chosen',
};

/** What they are asked for second, and how old that is: the report lags. */
export function preferredWords(preferred: PreferredMethod, at: Instant, timeZone: string): string {
  const chosen = CHOSEN[preferred.chosen] ?? preferred.chosen;
  const strongest = preferred.chosen === 'none' ? ': ' : ', but ';
  const system = preferred.bySystem ? `${strongest}Microsoft Entra asks for the strongest one they have` : '';
  const age = preferred.updatedAt === undefined ? '' : ` (report of ${dayAndTime(preferred.updatedAt, at, timeZone)})`;
  return `${chosen}${system}${age}`;
}

export function join(words: readonly (string | undefined)[]): string {
  return words.filter((word) => word !== undefined && word !== '').join(' · ');
}
