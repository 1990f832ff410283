import type { Instant } from '../domain/clock';
import type { Gap } from '../domain/fact';
import type { PersonFacts } from '../domain/facts';
import { authenticatorPlatform, describeMethod } from '../domain/methods';
import { type Asked, type MethodName, methodVerdict, type Question, type Verdict } from '../domain/readiness';
import type { Checked, TaskEnds } from '../flows/tasks';
import { requirements } from '../knowledge/requirements';
import { askedFrom } from './asked';
import { fulfilling, METHOD_NAMES } from './method-states';
import { plainText } from './notice';
import { plainFinding } from './plain-finding';
import type { TenantReader } from './ports';
import type { Turn } from './turn';
import type { Button, View } from './views';
import { agoWords } from './when';

type Answers = Readonly<Record<string, string>>;

export interface Judged {
  readonly facts: PersonFacts;
  readonly verdict: Verdict;
  readonly view: (buttons: readonly Button[]) => View<'verdict'>;
}

/** Reads the person live and judges: may they set up this method, and if not, why exactly. */
export async function judge(
  method: MethodName,
  tenant: TenantReader,
  turn: Turn,
  answers: Answers,
  now: Instant,
): Promise<Judged> {
  const facts = await tenant.facts(turn.who, { fresh: answers['fresh'] === 'yes' });
  const asked = askedFrom(answers);
  const verdict = methodVerdict(method, facts, asked, requirements);
  return { facts, verdict, view: (buttons) => verdictView(verdict, existing(facts, method, asked), now, buttons) };
}

/** Its model on a list (profile-rules), its system, lock or app (phone-rules): another phone or a key may do. */
const ANOTHER_DEVICE_HELPS: ReadonlySet<string> = new Set(['R-10', 'R-11', 'R-12', 'R-19', 'R-20', 'R-20a', 'R-20b']);

/** How the check of a passkey in Authenticator goes on. */
export function authenticatorEnd(verdict: Verdict): TaskEnds['checkAuthenticatorPasskey'] {
  const blockers = verdict.findings.filter(({ severity }) => severity === 'blocker');
  const end = checkedEnd(verdict, { authenticatorVersion: 'ask-app-version', screenLock: 'ask-screen-lock' });
  if (end === 'blocked' && blockers.every(({ rule }) => ANOTHER_DEVICE_HELPS.has(rule))) return 'blocked-by-phone';
  return end === 'ready' && !verdict.allowedFlows.includes('cross-device') ? 'ready-in-app-only' : end;
}

/**
 * How the check of any method goes on. What blocks for certain is said even when something else could not be read.
 * `asks`: the ending for each question the flow can put.
 */
export function checkedEnd<Asks extends string = never>(
  { ready, findings, gaps, questions }: Verdict,
  asks: { readonly [Q in Question]?: Asks } = {},
): Checked | Asks {
  const blockers = findings.filter(({ severity }) => severity === 'blocker');
  if (blockers.length > 0) return blockers.every(({ rule }) => rule === 'R-28') ? 'no-method' : 'blocked';
  const deciding = gaps.filter(({ decides }) => decides);
  if (deciding.length > 0) return deciding.every(({ reason }) => reason === 'unavailable') ? 'no-answer' : 'unclear';
  const open = QUESTIONS.find((question) => questions.includes(question) && asks[question] !== undefined);
  return (open === undefined ? undefined : asks[open]) ?? (ready ? 'ready' : 'unclear');
}

/** In which order they are put. */
const QUESTIONS: readonly Question[] = [
  'authenticatorVersion',
  'screenLock',
  'keyModel',
  'passkeyApp',
  'helloOffered',
  'platform',
  'osVersion',
];

function existing(facts: PersonFacts, method: MethodName, { platform }: Asked): string | undefined {
  const mine = fulfilling(method, facts).find(
    (one) => method !== 'authenticator-passkey' || (one.kind === 'passkey' && authenticatorPlatform(one) === platform),
  );
  return mine === undefined ? undefined : describeMethod(mine);
}

function verdictView(
  verdict: Verdict,
  has: string | undefined,
  now: Instant,
  buttons: readonly Button[],
): View<'verdict'> {
  const blockers = verdict.findings.filter(({ severity }) => severity === 'blocker');
  // What somebody else could tidy up is no news for the person who wants to set something up.
  const shown = blockers.length > 0 ? blockers : verdict.findings.filter(({ severity }) => severity === 'warning');
  const headline = headlineOf(verdict, blockers.length, has);
  const findings = shown.map(plainFinding);
  const gaps = verdict.gaps.filter(({ decides }) => decides).map(gapWords);
  const first = findings[0];
  return {
    card: 'verdict',
    data: {
      tone: verdict.ready ? 'good' : 'attention',
      headline,
      method: METHOD_NAMES[verdict.method],
      findings,
      gaps,
      age: ageWords(verdict, now, UNSEEN[verdict.method]),
      buttons,
    },
    text: plainText([headline, ...(first === undefined ? [] : [first.what, first.fix]), ...gaps].join(' ')),
  };
}

/** Each method in a sentence: "You can't add … yet", "You're ready for …", what to have at hand, what one already is. */
const IN_WORDS: Readonly<Record<MethodName, { readonly add: string; readonly ready: string; readonly again: string }>> =
  {
    'authenticator-passkey': {
      add: 'add a passkey',
      ready: 'a passkey in Microsoft Authenticator. It takes about three minutes; have your phone at hand',
      again: 'a new phone needs its own',
    },
    'security-key': {
      add: 'add a security key',
      ready: 'a security key. It takes about three minutes; have the key at hand',
      again: 'a second key is registered in the same way',
    },
    'synced-passkey': {
      add: 'add a synced passkey',
      ready: 'a synced passkey. It takes about two minutes',
      again: 'another password manager needs its own',
    },
    'windows-passkey': {
      add: 'add a passkey on Windows',
      ready: 'a passkey on Windows. It takes about two minutes, at that computer',
      again: 'another computer needs its own',
    },
    'windows-hello': {
      add: 'set up Windows Hello',
      ready: 'Windows Hello. It takes about five minutes, at that computer',
      again: 'another computer needs its own',
    },
    'phone-sign-in': {
      add: 'set up phone sign-in',
      ready: 'phone sign-in. It takes about three minutes; have your phone at hand',
      again: 'a new phone needs its own',
    },
    'authenticator-push': {
      add: 'set up notifications in Authenticator',
      ready: 'notifications in Microsoft Authenticator. It takes about three minutes; have your phone at hand',
      again: 'a new phone is added in the same way',
    },
  };

function headlineOf(verdict: Verdict, blockers: number, has: string | undefined): string {
  const { add, ready, again } = IN_WORDS[verdict.method];
  if (blockers === 1) return `You can't ${add} yet.`;
  if (blockers > 1) return `You can't ${add} yet: ${String(blockers)} things stand in the way.`;
  if (verdict.gaps.some(({ decides }) => decides))
    return `I can't say for sure whether you can ${add}: I could not read all of your settings.`;
  if (!verdict.ready) return `Nothing in your settings stands in the way; whether you can ${add} depends on the rest.`;
  const inApp = verdict.method === 'authenticator-passkey' && !verdict.allowedFlows.includes('cross-device');
  const way = inApp ? ' Your organisation asks for it to be made inside the app.' : '';
  const already = has === undefined ? '' : ` You already have "${has}"; ${again}.`;
  return `You're ready for ${ready}.${way}${already}`;
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

/** What Graph does not show about each method. */
const UNSEEN: Readonly<Record<MethodName, string>> = {
  'authenticator-passkey': "your phone's settings",
  'security-key': 'your key or your computer',
  'synced-passkey': 'your password manager',
  'windows-passkey': 'the settings of your PC',
  'windows-hello': 'the settings of your PC',
  'phone-sign-in': "your phone's settings",
  'authenticator-push': "your phone's settings",
};

/** How old it all is, and what stays unseen. */
export function ageWords(
  { readAt, policyReadAt }: Pick<Verdict, 'readAt' | 'policyReadAt'>,
  now: Instant,
  unseen = UNSEEN['authenticator-passkey'],
): string {
  const checked = readAt === undefined ? '' : `Checked ${agoWords(readAt, now)}.`;
  const policy = policyReadAt === undefined ? '' : `Policy read ${agoWords(policyReadAt, now)}.`;
  return [checked, policy, `I can't see ${unseen} from here.`].filter((words) => words !== '').join(' ');
}
