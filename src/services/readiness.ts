import type { Instant } from '../domain/clock';
import type { Gap } from '../domain/fact';
import type { PersonFacts } from '../domain/facts';
import { authenticatorPlatform, describeMethod } from '../domain/methods';
import { type Asked, authenticatorVerdict, type Verdict } from '../domain/readiness';
import type { TaskEnds } from '../flows/tasks';
import { portal } from '../knowledge/portal';
import { requirements } from '../knowledge/requirements';
import { plainText } from './notice';
import type { TenantReader } from './ports';
import type { Turn } from './turn';
import type { Button, View } from './views';
import { agoWords } from './when';

type Answers = Readonly<Record<string, string>>;

export interface Readiness {
  readonly end: TaskEnds['checkPasskeyReadiness'];
  readonly view: (buttons: readonly Button[]) => View<'verdict'>;
}

/** Reads the person live and judges: may they register a passkey in Authenticator, and if not, why exactly. */
export async function checkPasskeyReadiness(
  tenant: TenantReader,
  turn: Turn,
  answers: Answers,
  now: Instant,
): Promise<Readiness> {
  const facts = await tenant.facts(turn.who, { fresh: answers['fresh'] === 'yes' });
  const asked = askedFrom(answers);
  const verdict = authenticatorVerdict(facts, asked, requirements);
  return { end: endOf(verdict), view: (buttons) => verdictView(verdict, existing(facts, asked), now, buttons) };
}

/** An answer that is empty was taken back. */
function askedFrom(answers: Answers): Asked {
  const { platform, osVersion, authenticatorVersion, screenLock, failedBefore } = answers;
  const said = (words: string | undefined): words is string => words !== undefined && words !== '';
  return {
    ...(platform === 'ios' || platform === 'android' ? { platform } : {}),
    ...(said(osVersion) ? { osVersion } : {}),
    ...(said(authenticatorVersion) ? { authenticatorVersion } : {}),
    ...(said(screenLock) ? { screenLock: screenLock === 'yes' } : {}),
    ...(said(failedBefore) ? { failedBefore: failedBefore === 'yes' } : {}),
  };
}

/** Its model on a list (profile-rules), its system, lock or app (phone-rules): another phone or a key may do. */
const ANOTHER_DEVICE_HELPS: ReadonlySet<string> = new Set(['R-10', 'R-11', 'R-12', 'R-19', 'R-20', 'R-20a', 'R-20b']);

/** What blocks for certain is said even when something else could not be read. */
function endOf({ ready, findings, gaps, questions, allowedFlows }: Verdict): Readiness['end'] {
  const blockers = findings.filter(({ severity }) => severity === 'blocker');
  if (blockers.length > 0) {
    if (blockers.every(({ rule }) => rule === 'R-28')) return 'no-method';
    return blockers.every(({ rule }) => ANOTHER_DEVICE_HELPS.has(rule)) ? 'blocked-by-phone' : 'blocked';
  }
  const deciding = gaps.filter(({ decides }) => decides);
  if (deciding.length > 0) return deciding.every(({ reason }) => reason === 'unavailable') ? 'no-answer' : 'unclear';
  if (questions.includes('authenticatorVersion')) return 'ask-app-version';
  if (questions.includes('screenLock')) return 'ask-screen-lock';
  if (!ready) return 'unclear';
  return allowedFlows.includes('cross-device') ? 'ready' : 'ready-in-app-only';
}

function existing(facts: PersonFacts, { platform }: Asked): string | undefined {
  const methods = facts.methods.known ? facts.methods.value : [];
  const mine = methods.find((method) => method.kind === 'passkey' && authenticatorPlatform(method) === platform);
  return mine === undefined ? undefined : describeMethod(mine);
}

function verdictView(
  verdict: Verdict,
  has: string | undefined,
  now: Instant,
  buttons: readonly Button[],
): View<'verdict'> {
  const blockers = verdict.findings.filter(({ severity }) => severity === 'blocker');
  // What somebody else could tidy up is no news for the person who wants a passkey.
  const shown = blockers.length > 0 ? blockers : verdict.findings.filter(({ severity }) => severity === 'warning');
  const headline = headlineOf(verdict, blockers.length, has);
  const findings = shown.map(({ what, why, fix, who }) => ({ what, why, fix, who }));
  const gaps = verdict.gaps.filter(({ decides }) => decides).map(gapWords);
  const first = findings[0];
  return {
    card: 'verdict',
    data: {
      tone: verdict.ready ? 'good' : 'attention',
      headline,
      method: portal.authenticatorPasskey,
      findings,
      gaps,
      age: ageWords(verdict, now),
      buttons,
    },
    text: plainText([headline, ...(first === undefined ? [] : [first.what, first.fix]), ...gaps].join(' ')),
  };
}

function headlineOf({ ready, allowedFlows }: Verdict, blockers: number, has: string | undefined): string {
  if (blockers === 1) return "You can't add a passkey yet.";
  if (blockers > 1) return `You can't add a passkey yet: ${String(blockers)} things stand in the way.`;
  if (!ready) return "I can't say for sure whether you can add a passkey: I could not read all of your settings.";
  const way = allowedFlows.includes('cross-device') ? '' : ' Your organisation asks for it to be made inside the app.';
  const already = has === undefined ? '' : ` You already have "${has}"; a new phone needs its own.`;
  return `You're ready for a passkey in Microsoft Authenticator. It takes about three minutes; have your phone at hand.${way}${already}`;
}

/** One sentence about what could not be read, and what would help. */
export function gapWords({ what, reason, permission }: Gap): string {
  switch (reason) {
    case 'permission':
      return `I can't read ${what}: ${permission ?? 'a permission'} is missing. A Privileged Role Administrator can grant it to Keysmith.`;
    case 'licence':
      return `I can't read ${what}: this tenant has no licence for it.`;
    case 'unavailable':
      return `I can't read ${what} right now. Try again in a minute.`;
    case 'nonsense':
      return `I can't make sense of ${what}.`;
    case 'not-found':
      return `I can't find ${what}.`;
  }
}

export function ageWords({ readAt, policyReadAt }: Pick<Verdict, 'readAt' | 'policyReadAt'>, now: Instant): string {
  const checked = readAt === undefined ? '' : `Checked ${agoWords(readAt, now)}.`;
  const policy = policyReadAt === undefined ? '' : `Policy read ${agoWords(policyReadAt, now)}.`;
  return [checked, policy, "I can't see your phone's settings from here."].filter((words) => words !== '').join(' ');
}
