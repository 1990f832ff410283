import type { Instant } from '../domain/clock';
import type { PersonFacts } from '../domain/facts';
import { adviceFor, allVerdicts, type Finding, type Verdict } from '../domain/readiness';
import type { TaskEnds } from '../flows/tasks';
import { requirements } from '../knowledge/requirements';
import { METHOD_NAMES, type MethodState, methodStates } from './method-states';
import { plainText } from './notice';
import type { TenantReader } from './ports';
import { ageWords, gapWords } from './readiness';
import type { Turn } from './turn';
import type { Button, CardData, View } from './views';

export interface Overview {
  readonly end: TaskEnds['checkAllMethods'];
  readonly view: (buttons: readonly Button[]) => View<'overview'>;
}

type Row = CardData['overview']['methods'][number];

/** Reads the person live and judges every method: what they have, what they can set up, what is in the way. */
export async function checkAllMethods(
  tenant: TenantReader,
  turn: Turn,
  answers: Readonly<Record<string, string>>,
  now: Instant,
): Promise<Overview> {
  const facts = await tenant.facts(turn.who, { fresh: answers['fresh'] === 'yes' });
  const silent = [facts.person, facts.methods].every((fact) => !fact.known && fact.gap.reason === 'unavailable');
  return { end: silent ? 'no-answer' : 'shown', view: (buttons) => overviewView(facts, now, buttons) };
}

function overviewView(facts: PersonFacts, now: Instant, buttons: readonly Button[]): View<'overview'> {
  const verdicts = allVerdicts(facts, {}, requirements);
  const states = methodStates(verdicts, facts);
  const advice = adviceFor(facts, requirements);
  const common = sharedByAll(verdicts);
  const open = states.filter(({ state }) => state === 'ready' || state === 'asks').length;
  const has = states.filter(({ state }) => state === 'has').length;
  const headline = headlineOf(open, has, states);
  const notes = [
    ...common.map(({ what, fix, who }) => `**${what}** ${fix} Who can do it: ${who}.`),
    ...advice.findings.filter(({ severity }) => severity !== 'info').map(({ what, fix }) => `${what} ${fix}`),
  ];
  const gaps = [...verdicts, advice].flatMap((one) => one.gaps.filter(({ decides }) => decides).map(gapWords));
  return {
    card: 'overview',
    data: {
      tone: open + has > 0 ? 'good' : 'attention',
      headline,
      notes,
      methods: rowsOf(states, common),
      gaps: [...new Set(gaps)],
      age: ageWords(ageOf(verdicts), now),
      buttons: [...startButtons(states), ...buttons],
    },
    text: plainText([headline, ...notes.slice(0, 1)].join(' ')),
  };
}

function headlineOf(open: number, has: number, states: readonly MethodState[]): string {
  const ways = (count: number): string => `${String(count)} ${count === 1 ? 'way' : 'ways'}`;
  if (open > 0) {
    return has === 0
      ? `You can set up ${ways(open)} to sign in.`
      : `You have ${ways(has)} to sign in, and can set up ${String(open)} more.`;
  }
  if (has > 0) return `You have ${ways(has)} to sign in. The others are not open to you yet.`;
  return states.some(({ state }) => state === 'unclear')
    ? "I can't say for sure what you can use: I could not read all of your settings."
    : "You can't set up anything yet.";
}

/** What blocks every method is said once, for all of them. */
function sharedByAll(verdicts: readonly Verdict[]): readonly Finding[] {
  const [first, ...others] = verdicts;
  return (first?.findings ?? []).filter(
    ({ severity, what }) =>
      severity === 'blocker' && others.every(({ findings }) => findings.some((finding) => finding.what === what)),
  );
}

/** One row for all methods that the same thing blocks. */
function rowsOf(states: readonly MethodState[], common: readonly Finding[]): readonly Row[] {
  const said = new Set(common.map(({ what }) => what));
  const rows = new Map<string, Row>();
  for (const { method, state, blockers, verdict } of states) {
    const [nearest] = blockers.filter(({ what }) => !said.has(what));
    const name = METHOD_NAMES[method];
    const row: Row = {
      name,
      mark: MARKS[state],
      detail: detailOf(state, verdict, nearest, blockers.length),
      fix: nearest?.fix ?? '',
      who: nearest?.who ?? '',
    };
    const key = state === 'blocked' ? `${state} ${row.detail}` : method;
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

const QUESTIONS: Readonly<Record<Verdict['questions'][number], string>> = {
  platform: 'I ask about your phone first.',
  osVersion: 'I ask about your phone first.',
  screenLock: 'I ask about your phone first.',
  authenticatorVersion: 'I ask about your phone first.',
  keyModel: 'It depends on the model of the key.',
  passkeyApp: 'It depends on the app that keeps the passkey.',
  helloOffered: 'Windows has to offer it; I cannot see that from here.',
};

function startButtons(states: readonly MethodState[]): readonly Button[] {
  const open = (method: MethodState['method']): boolean =>
    states.some((one) => one.method === method && (one.state === 'ready' || one.state === 'asks'));
  return [
    ...(open('authenticator-passkey')
      ? [{ title: 'Set up a passkey', does: { verb: 'start', flow: 'register-passkey' }, style: 'positive' } as const]
      : []),
    ...(open('security-key') ? [{ title: 'Use a security key', does: { verb: 'start', flow: 'security-key' } }] : []),
  ];
}

function ageOf(verdicts: readonly Verdict[]): Pick<Verdict, 'readAt' | 'policyReadAt'> {
  const oldest = (times: readonly (Instant | undefined)[]): Instant | undefined => {
    const known = times.filter((at) => at !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  };
  const readAt = oldest(verdicts.map((verdict) => verdict.readAt));
  const policyReadAt = oldest(verdicts.map((verdict) => verdict.policyReadAt));
  return { ...(readAt === undefined ? {} : { readAt }), ...(policyReadAt === undefined ? {} : { policyReadAt }) };
}
