import { type MethodName, methodVerdict, type Verdict } from '../../domain/readiness';
import { requirements } from '../../knowledge/requirements';
import { METHOD_NAMES, methodStates } from '../method-states';
import { MARKS, QUESTIONS } from '../overview-rows';
import { nameOf } from '../person-readiness';
import { gapWords } from '../readiness';
import type { View } from '../views';
import { backToPage } from './actions';
import { age, type Seen } from './page';
import { type Section, entry, onePage, shortened } from './sections';

const NOTHING: readonly Section[] = [
  { title: 'In the way', entries: [entry('Nothing that I can see.')], note: '', buttons: [] },
];

/** Findings on one page. */
const MOST = 8;

/** "What would I have to change": everything in the way of one method, each with the exact remedy and who has the power. */
export function methodView(seen: Seen, method: MethodName, at: number): View<'person'> {
  const { facts } = seen.reading;
  const verdict = methodVerdict(method, facts, {}, requirements, nameOf(facts));
  const [state] = methodStates([verdict], facts);
  const mark = state === undefined ? '' : MARKS[state.state].replace('You have', 'They have');
  const name = `${nameOf(facts) ?? 'This person'}: ${METHOD_NAMES[method]}`;
  const turnTo = (page: string) => ({ verb: 'person.method', person: facts.id, method, page });
  const all = [
    ...section('In the way', verdict, 'blocker'),
    ...section('Will bite later', verdict, 'warning'),
    ...section('Worth knowing', verdict, 'info'),
    ...open(verdict),
  ];
  const { sections, note, buttons } = onePage(all.length === 0 ? NOTHING : all, at, MOST, turnTo);
  return {
    card: 'person',
    data: {
      name,
      marks: mark === '' ? [] : [mark],
      facts: [],
      sections: buttons.length === 0 ? sections : [...sections, { title: 'More', entries: [], note, buttons: [] }],
      gaps: verdict.gaps.map(gapWords),
      age: age(facts, seen.at),
      buttons: [...buttons, backToPage(facts.id)],
    },
    text: shortened([`${name}.`, mark, ...sections.flatMap(spoken)].join(' '), 600),
  };
}

function spoken({ entries }: Section): readonly string[] {
  return entries.map(({ name }) => name);
}

function section(
  title: string,
  { findings }: Verdict,
  severity: Verdict['findings'][number]['severity'],
): readonly Section[] {
  const entries = findings
    .filter((finding) => finding.severity === severity)
    .map(({ what, why, fix, who, rule }) =>
      entry(what, `${why} **What to change:** ${fix} **Who can:** ${who}. (${rule})`),
    );
  return entries.length === 0 ? [] : [{ title, entries, note: '', buttons: [] }];
}

/** What Entra does not show and the person would be asked. */
function open({ questions }: Verdict): readonly Section[] {
  const asked = [...new Set(questions.map((question) => QUESTIONS[question]))];
  const entries = asked.map((words) =>
    entry(words.replace('your phone', 'their phone').replace('I ask', 'They are asked')),
  );
  return entries.length === 0 ? [] : [{ title: 'Not visible from here', entries, note: '', buttons: [] }];
}
