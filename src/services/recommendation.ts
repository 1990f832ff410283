import type { Instant } from '../domain/clock';
import type { PersonFacts } from '../domain/facts';
import { allVerdicts, type MethodName } from '../domain/readiness';
import { besides, isPrivileged, recommended, resistant, WORKPLACES } from '../domain/recommendation';
import type { TaskEnds } from '../flows/tasks';
import { requirements } from '../knowledge/requirements';
import { METHOD_NAMES, type MethodState, methodStates } from './method-states';
import { plainText } from './notice';
import { ageOf, rowsOf, startButtons } from './overview-rows';
import type { TenantReader } from './ports';
import { ageWords, gapWords } from './readiness';
import type { Turn } from './turn';
import type { Button, View } from './views';

type Answers = Readonly<Record<string, string>>;

export interface Recommendation {
  readonly end: TaskEnds['recommendMethods'];
  readonly view: (buttons: readonly Button[]) => View<'overview'>;
}

/** As many as somebody can weigh. */
const AT_MOST = 3;

/**
 * Which way to sign in suits this person: the table of the guides says what fits their work, the tenant what is open to
 * them. `as` second: what to add to what they have.
 */
export async function recommendMethods(
  tenant: TenantReader,
  turn: Turn,
  answers: Answers,
  now: Instant,
): Promise<Recommendation> {
  const facts = await tenant.facts(turn.who);
  const silent = [facts.person, facts.methods].every((fact) => !fact.known && fact.gap.reason === 'unavailable');
  const view = answers['as'] === 'second' ? secondView : firstView;
  return { end: silent ? 'no-answer' : 'shown', view: (buttons) => view(facts, answers, now, buttons) };
}

function firstView(facts: PersonFacts, answers: Answers, now: Instant, buttons: readonly Button[]): View<'overview'> {
  const workplace = WORKPLACES.find((one) => one === answers['workplace']) ?? 'own-phone';
  const phone = answers['phone'] !== 'no';
  const suits = recommended({ workplace, phone }, isPrivileged(facts));
  const states = inOrder(facts, suits);
  const best = states.find(({ state }) => state !== 'blocked');
  const headline =
    best === undefined
      ? 'What would suit you is not open to you yet.'
      : `For you: ${METHOD_NAMES[best.method]}${best.state === 'has' ? '. You have it already' : ''}.`;
  return view(states, { headline, notes: [...why(workplace, phone), ...privilegeNote(facts)] }, now, buttons);
}

function secondView(facts: PersonFacts, _: Answers, now: Instant, buttons: readonly Button[]): View<'overview'> {
  const has = methodStates(allVerdicts(facts, {}, requirements), facts).flatMap(({ method, state }) =>
    state === 'has' ? [method] : [],
  );
  const states = inOrder(facts, besides(has, isPrivileged(facts)));
  const best = states.find(({ state }) => state === 'ready' || state === 'asks');
  const headline =
    best === undefined
      ? 'No further method is open to you yet.'
      : `Best beside what you have: ${METHOD_NAMES[best.method]}.`;
  const notes = [haveNote(has), ...adminNote(facts, has)];
  return view(states, { headline, notes }, now, buttons);
}

/** What is open, and what would be better still but is not. */
function inOrder(facts: PersonFacts, wanted: readonly MethodName[]): readonly MethodState[] {
  const states = methodStates(allVerdicts(facts, {}, requirements), facts);
  const fitting = wanted.flatMap((method) => states.filter((one) => one.method === method));
  const open = fitting.filter(({ state }) => state !== 'blocked').slice(0, AT_MOST);
  const better = fitting.slice(0, fitting.findIndex((one) => one === open[0]) + 1 || AT_MOST);
  return [...open, ...better.filter(({ state }) => state === 'blocked').slice(0, AT_MOST)];
}

function view(
  states: readonly MethodState[],
  { headline, notes }: { readonly headline: string; readonly notes: readonly string[] },
  now: Instant,
  buttons: readonly Button[],
): View<'overview'> {
  const verdicts = states.map(({ verdict }) => verdict);
  const gaps = verdicts.flatMap((one) => one.gaps.filter(({ decides }) => decides).map(gapWords));
  return {
    card: 'overview',
    data: {
      tone: states.some(({ state }) => state !== 'blocked') ? 'good' : 'attention',
      headline,
      notes,
      methods: rowsOf(states, []),
      gaps: [...new Set(gaps)],
      age: ageWords(ageOf(verdicts), now),
      buttons: [...startButtons(states, 2), ...buttons],
    },
    text: plainText([headline, ...notes].join(' ')),
  };
}

function why(workplace: (typeof WORKPLACES)[number], phone: boolean): readonly string[] {
  const place = {
    'own-windows': 'Your own Windows computer can sign you in by itself; something you carry about is good beside it.',
    'own-other': 'Your phone or a key signs you in on a Mac, on Linux and everywhere else.',
    'shared-computer': 'On a computer that others use too, what signs you in should go with you: a key does.',
    'own-phone': 'A passkey on the phone signs you in there and on any computer near it.',
    'shared-phone': 'What is set up on a shared phone would be open to everybody who uses it. A key stays with you.',
  }[workplace];
  return phone ? [place] : [place, 'Nothing here needs a phone.'];
}

function privilegeNote(facts: PersonFacts): readonly string[] {
  return isPrivileged(facts)
    ? ['You hold an administrator role or could, so only methods that resist phishing are named here.']
    : [];
}

function haveNote(has: readonly MethodName[]): string {
  if (has.length === 0)
    return 'You have no such method yet: start with the first, then add one that lives on something else.';
  const names = has.map((method) => METHOD_NAMES[method]).join('; ');
  return `You have: ${names}. What is named here lives on something else, so that losing one thing does not lock you out.`;
}

/** S2-13: an administrator needs two that resist phishing, because nobody below them can let them back in quickly. */
function adminNote(facts: PersonFacts, has: readonly MethodName[]): readonly string[] {
  if (!isPrivileged(facts)) return [];
  const missing = 2 - resistant(has);
  return missing > 0
    ? [
        `You hold an administrator role or could: have two methods that resist phishing. ${missing === 2 ? 'You have none yet.' : 'One is missing.'} A pass for an administrator is hard to get, on purpose.`,
      ]
    : ['You have two methods that resist phishing, as an administrator should.'];
}
