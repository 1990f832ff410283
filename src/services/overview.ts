import type { Instant } from '../domain/clock';
import type { PersonFacts } from '../domain/facts';
import { adviceFor, allVerdicts, type Finding } from '../domain/readiness';
import type { TaskEnds } from '../flows/tasks';
import { requirements } from '../knowledge/requirements';
import { type MethodState, methodStates } from './method-states';
import { plainText } from './notice';
import { briefFix } from './plain-finding';
import { ageOf, rowsOf, sharedByAll, startButtons } from './overview-rows';
import type { TenantReader } from './ports';
import { ageWords, gapWords } from './readiness';
import type { Turn } from './turn';
import type { Button, View } from './views';

export interface Overview {
  readonly end: TaskEnds['checkAllMethods'];
  readonly view: (buttons: readonly Button[]) => View<'overview'>;
}

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
  const alarming = advice.findings.some(({ severity }) => severity === 'blocker');
  const notes = [
    ...common.map((one) => `**${one.what}** ${briefFix(one)} Who can do it: ${one.who}.`),
    ...advice.findings
      .filter(({ rule, severity }) => severity !== 'info' && !common.some((said) => said.rule === rule))
      .map(adviceNote),
  ];
  const gaps = [...verdicts, advice].flatMap((one) => one.gaps.filter(({ decides }) => decides).map(gapWords));
  return {
    card: 'overview',
    data: {
      tone: open + has > 0 && !alarming ? 'good' : 'attention',
      headline,
      notes,
      methods: rowsOf(states, common),
      gaps: [...new Set(gaps)],
      age: ageWords(ageOf(verdicts), now),
      buttons: [...startButtons(states, 3), ...buttons],
    },
    text: plainText([headline, ...notes.slice(0, 1)].join(' ')),
  };
}

function adviceNote(one: Finding): string {
  const { what, who } = one;
  return who === 'You' ? `${what} ${briefFix(one)}` : `${what} ${briefFix(one)} Who can do it: ${who}.`;
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
