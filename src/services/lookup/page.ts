import { MINUTE, type Instant } from '../../domain/clock';
import type { DutyRules } from '../../domain/duties';
import type { PersonFacts } from '../../domain/facts';
import { assessRisk } from '../../domain/privilege';
import { allVerdicts, type Verdict } from '../../domain/readiness';
import { existingPass, passIsAlive, passState } from '../../domain/readiness/pass';
import type { TapRequest } from '../../domain/tap-request';
import type { Matcher } from '../../knowledge/matcher';
import { requirements } from '../../knowledge/requirements';
import { methodStates } from '../method-states';
import { adviceMarks, gaps, nameOf } from '../person-readiness';
import type { DeskReading } from '../ports';
import { RISK_WORDS } from '../tap/words';
import type { Labelled, View } from '../views';
import { agoWords, untilWords } from '../when';
import { actionButtons, backToPage } from './actions';
import { methodRows, preferredWords, readyRows } from './method-rows';
import { changeRows, deviceRows, type NameOf, requestRows, signInRows } from './rows';
import { type Material, type SectionName, SECTIONS, entry, fullest, onOwnPage, onPage, shortened } from './sections';

/** Everything a page is drawn from. */
export interface Seen {
  readonly reading: DeskReading;
  readonly requests: readonly TapRequest[];
  readonly names: NameOf;
  readonly rules: DutyRules;
  readonly matcher: Matcher;
  readonly at: Instant;
  readonly timeZone: string;
}

/** As many marks as one glance takes in; the others have a page. */
const MARKS = 5;
const MARK = 200;

export function personView(seen: Seen): View<'person'> {
  const { reading, requests } = seen;
  const { facts } = reading;
  const verdicts = verdictsOf(facts);
  const marks = marksOf(seen);
  const shown = marks.slice(0, MARKS).map((mark) => shortened(mark, MARK));
  const more = marks.length > MARKS || marks.some((mark) => mark.length > MARK);
  const names = SECTIONS.filter((name) => name !== 'marks' || more);
  const parts = names.map((name) => material(seen, verdicts, name, false));
  const name = nameOf(facts) ?? 'This person';
  return {
    card: 'person',
    data: fullest((share) => ({
      name,
      marks: shown,
      facts: about(seen),
      sections: parts.flatMap((part) => onPage(facts.id, part, share)),
      gaps: gaps(reading, verdicts),
      age: age(facts, seen.at),
      buttons: actionButtons(facts, requests),
    })),
    text: [`What Microsoft Entra shows about ${name}.`, ...shown].join(' '),
  };
}

/** One section by itself, where the page has no room for all of it. */
export function sectionView(seen: Seen, name: SectionName, page: number): View<'person'> {
  const { facts } = seen.reading;
  const verdicts = verdictsOf(facts);
  const turnTo = (to: string) => ({ verb: 'person.section', person: facts.id, section: name, page: to });
  const { section, buttons } = onOwnPage(material(seen, verdicts, name, true), page, turnTo);
  const called = nameOf(facts) ?? 'This person';
  return {
    card: 'person',
    data: {
      name: called,
      marks: [],
      facts: [],
      sections: [section],
      gaps: [],
      age: age(facts, seen.at),
      buttons: [...buttons, backToPage(facts.id)],
    },
    text: `${called}: ${section.title}. ${section.note}`,
  };
}

export function verdictsOf(facts: PersonFacts): readonly Verdict[] {
  return allVerdicts(facts, {}, requirements, nameOf(facts));
}

function material(seen: Seen, verdicts: readonly Verdict[], name: SectionName, full: boolean): Material {
  const { reading, requests, names, matcher, at, timeZone } = seen;
  const { facts, signIns, methodChanges } = reading;
  switch (name) {
    case 'marks':
      return { name, title: 'Marks', entries: marksOf(seen).map((mark) => entry(mark)) };
    case 'methods':
      return {
        name,
        title: 'Sign-in methods',
        entries: methodRows(facts, verdicts, at, timeZone),
        ...(facts.methods.known ? { none: 'No method at all: nothing is registered for this account.' } : {}),
      };
    case 'requests':
      return { name, title: 'Requests', entries: requestRows(requests, names, at, timeZone) };
    case 'ready':
      return { name, title: 'What they can set up', entries: readyRows(facts.id, methodStates(verdicts, facts)) };
    case 'sign-ins':
      return {
        name,
        title: 'Last sign-ins',
        entries: signIns.known ? signInRows(signIns.value, facts, matcher, { at, timeZone, full }) : [],
        ...(signIns.known ? { none: 'None in the last seven days. The log is a few minutes behind.' } : {}),
      };
    case 'changes':
      return {
        name,
        title: 'Changes of methods, last 30 days',
        entries: methodChanges.known ? changeRows(methodChanges.value, at, timeZone) : [],
        ...(methodChanges.known ? { none: 'None.' } : {}),
      };
    case 'devices':
      return { name, title: 'Devices', entries: facts.devices.known ? deviceRows(facts.devices.value) : [] };
    case 'groups':
      return {
        name,
        title: 'Groups',
        entries: facts.groups.known ? facts.groups.value.map(({ displayName }) => entry(displayName)) : [],
      };
  }
}

function marksOf({ reading: { facts }, rules }: Seen): readonly string[] {
  const risk = assessRisk(facts, rules);
  const person = facts.person.known ? facts.person.value : undefined;
  return [
    ...(person?.enabled === false ? ['Disabled account'] : []),
    ...(person === undefined || person.guest === 'no' ? [] : [`Guest (${person.guest})`]),
    ...risk.inputs.map((input) => `This account ${input.what}.`),
    ...adviceMarks(facts, rules),
  ];
}

function about(seen: Seen): readonly Labelled[] {
  const { facts, preferred } = seen.reading;
  if (!facts.person.known) return [];
  const person = facts.person.value;
  const mail = person.mail?.toLowerCase() === person.userPrincipalName.toLowerCase() ? undefined : person.mail;
  const manager = facts.manager.known ? (facts.manager.value?.displayName ?? 'none') : 'could not be read';
  const rows = [
    { title: 'Sign-in name', value: person.userPrincipalName },
    { title: 'Mail', value: mail },
    { title: 'Job', value: person.jobTitle },
    { title: 'Department', value: person.department },
    { title: 'Manager', value: manager },
    { title: 'Risk of a pass', value: RISK_WORDS[assessRisk(facts, seen.rules).level] },
    { title: 'Pass', value: passWords(seen) },
    {
      title: 'Default method',
      value: preferred.known ? preferredWords(preferred.value, seen.at, seen.timeZone) : undefined,
    },
  ];
  return rows.flatMap(({ title, value }) => (value === undefined ? [] : [{ title, value }]));
}

/** The pass that Entra has now, and whether it is ours. */
function passWords({ reading: { facts }, requests, at, timeZone }: Seen): string | undefined {
  const pass = existingPass(facts);
  if (pass === undefined) return undefined;
  const until = untilWords(pass.startsAt + pass.lifetimeMinutes * MINUTE, at, timeZone);
  const ours = requests.some(({ openings }) => openings.some(({ passId }) => passId === pass.id));
  const made = ours ? 'made by Keysmith' : 'not made by Keysmith';
  return `${passState(pass)}${passIsAlive(pass) ? `, ${until}` : ''}, ${made}`;
}

export function age(facts: PersonFacts, at: Instant): string {
  const policy = facts.passkeyPolicy.known ? facts.passkeyPolicy.readAt : undefined;
  const checked = facts.methods.known
    ? `Checked ${agoWords(facts.methods.readAt, at)}.`
    : 'Not everything could be checked.';
  return policy === undefined || at - policy < MINUTE ? checked : `${checked} Policy read ${agoWords(policy, at)}.`;
}
