import { METHODS, type MethodName, methodNamed, methodVerdict } from '../../domain/readiness';
import { type Outcome, done, refuse } from '../../domain/refusal';
import { type GuideId, guide, guides } from '../../knowledge/guides';
import { links } from '../../knowledge/portal';
import { requirements } from '../../knowledge/requirements';
import { stepsToFollow } from '../flow-views';
import { backToPage } from '../lookup/actions';
import { METHOD_NAMES } from '../method-states';
import type { Reply, Turn } from '../turn';
import type { Labelled, Link, View } from '../views';
import { chooseCard, sendCard } from './card-to-person';
import { type DeskParts, personAssisted, refusedWindow } from './parts';

/** What is to be looked at after something was lost (knowledge.md E9): its own list, no guide of Microsoft's. */
export const REVIEW = 'review';

/** Guides that help somebody who is on the phone with the helpdesk. */
const OFFERED: readonly GuideId[] = [
  'replace-phone',
  'security-info',
  'key-pin',
  'sign-in-on-phone',
  'sign-in-other-phone',
  'hello-new-pin',
];

interface List {
  readonly title: string;
  readonly steps: readonly string[];
  readonly links: readonly Link[];
}

/** `what`: chosen beforehand, where a step of a procedure leads here. */
export async function checklistForm(parts: DeskParts, turn: Turn, person: string, what = ''): Promise<Reply> {
  const target = await personAssisted(parts, turn, person);
  if (!target.ok) return refusedWindow(target.refusal);
  const { displayName } = target.value;
  return chooseCard(parts, target.value, {
    window: 'Send a checklist',
    title: `Send ${displayName} a checklist`,
    intro:
      'They get it in their own chat in Teams, with your name: what they themselves can do, and nothing that only administrators should see.',
    text: `Choose which checklist ${displayName} gets.`,
    verb: 'desk.checklist',
    choice: { id: 'what', label: 'Which one?', options: options(), value: what },
  });
}

function options(): readonly Labelled[] {
  return [
    { title: REVIEW_LIST.title, value: REVIEW },
    ...METHODS.map((method) => ({ title: `What is in the way of: ${METHOD_NAMES[method]}`, value: method })),
    ...OFFERED.map((name) => ({ title: guides[name].title, value: `guide:${name}` })),
  ].map(({ title, value }) => ({ title: title.length > 75 ? `${title.slice(0, 74)}…` : title, value }));
}

export async function sendChecklist(
  parts: DeskParts,
  turn: Turn,
  { person, what, once }: { readonly person: string; readonly what: string; readonly once: string },
): Promise<Reply> {
  const target = await personAssisted(parts, turn, person);
  if (!target.ok) return refusedWindow(target.refusal);
  const { id, displayName } = target.value;
  const list = await listOf(parts, id, displayName, what);
  if (!list.ok) return refusedWindow(list.refusal, [backToPage(id)]);
  return sendCard(parts, turn, target.value, {
    once,
    title: list.value.title,
    act: 'desk.checklist-sent',
    facts: { what, steps: list.value.steps.length },
    view: (agent) => checklistView(agent, list.value),
  });
}

async function listOf(parts: DeskParts, id: string, name: string, what: string): Promise<Outcome<List>> {
  if (what === REVIEW) return done(REVIEW_LIST);
  const named = OFFERED.find((one) => `guide:${one}` === what);
  if (named !== undefined) return done(guide(named));
  const method = methodNamed(what);
  if (method === undefined) return refuse('bad-input', { what: 'what' });
  return fixesFor(parts, id, name, method);
}

/**
 * What stands between this person and the method, as far as it is theirs to change: findings that an administrator
 * changes name groups, policies and keys, and stay with the agent.
 */
async function fixesFor(parts: DeskParts, id: string, target: string, method: MethodName): Promise<Outcome<List>> {
  const facts = await parts.tenant.facts(id, { fresh: true });
  const { findings } = methodVerdict(method, facts, {}, requirements);
  const theirs = findings.filter(({ who, severity }) => who === 'You' && severity !== 'info');
  if (theirs.length === 0) return refuse('checklist-empty', { target });
  const others = findings.some(({ who, severity }) => who !== 'You' && severity === 'blocker');
  const steps = [
    ...theirs.map(({ what, fix }) => `${what} ${fix}`),
    ...(others
      ? ['Something else is in the way that your helpdesk takes care of. You need to do nothing about it.']
      : []),
  ];
  return done({ title: `Before you can use: ${METHOD_NAMES[method]}`, steps, links: [] });
}

const REVIEW_LIST: List = {
  title: 'Look through your sign-in methods',
  steps: [
    'Open **Security info** and sign in.',
    'Look at each line: is that phone, key, number or app yours, and do you still have it?',
    'Choose **Delete** beside what you do not have any more. If you do not recognise one, tell your helpdesk at once.',
    'Check the **Default sign-in method**: it should be one that you have at hand.',
    'If only one method is left, add a second: write "second method" to me.',
  ],
  links: [{ title: 'Open Security info', url: links.securityInfo }],
};

function checklistView(agent: string, list: List): View<'guide'> {
  const intro = `${agent} from the helpdesk sent you this. They never need a password, a pass or a code from you.`;
  const { title, steps, links: places } = list;
  const buttons = [{ title: 'I need a person', does: { verb: 'handover.show' } }];
  return stepsToFollow({ title, intro, steps, timers: [], links: places }, buttons);
}
