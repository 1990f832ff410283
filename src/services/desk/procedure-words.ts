import { describeMethod, type Method } from '../../domain/methods';
import {
  phonesOf,
  type ProcedureName,
  type ProcedureSeen,
  type ProcedureStep,
  type StepName,
  type StepState,
} from '../../domain/procedure';
import type { RiskAssessment } from '../../domain/privilege';
import { stateInWords } from '../../domain/tap-request';
import { choiceWords } from '../recovery/words';
import { RISK_WORDS, WAY_WORDS, capital } from '../tap/words';
import { dayAndTime } from '../when';

export const PROCEDURE_WORDS: Readonly<Record<ProcedureName, string>> = {
  'lost-phone': 'Lost phone',
  'lost-key': 'Lost security key',
};

export const STATE_WORDS: Readonly<Record<StepState, string>> = {
  done: 'Done',
  open: 'Open',
  'waits-check': 'Waits for a check',
  'waits-approval': 'Waits for approval',
  'under-way': 'Under way',
  'if-needed': 'If it applies',
  'not-needed': 'Not needed',
  sent: 'Sent to them',
  unread: 'Could not be read',
};

const TITLES: Readonly<Record<StepName, Readonly<Record<ProcedureName, string>>>> = {
  identity: both('Check who is asking'),
  risk: both('Look at the risk'),
  sessions: both('End the sessions'),
  methods: {
    'lost-phone': 'Remove the passkey and Authenticator of that phone',
    'lost-key': 'Remove the key',
  },
  number: both('Remove the phone number'),
  device: both('Lock the phone as a device'),
  left: both('What remains to sign in with'),
  pass: both('Get them back in with a pass'),
  register: { 'lost-phone': 'Register on the new phone', 'lost-key': 'Register a spare key' },
  'pass-gone': both('The pass is gone'),
  review: both('Look through Security info'),
};

function both(title: string): Readonly<Record<ProcedureName, string>> {
  return { 'lost-phone': title, 'lost-key': title };
}

export function stepTitle(name: ProcedureName, step: ProcedureStep, number: number): string {
  return `${String(number)}. ${TITLES[step.name][name]}: ${STATE_WORDS[step.state]}`;
}

export interface Telling {
  readonly seen: ProcedureSeen;
  readonly risk: RiskAssessment;
  readonly names: (id: string) => string;
  readonly at: number;
  readonly timeZone: string;
}

/** What there is to know about the step as it stands. */
export function stepDetail(step: ProcedureStep, telling: Telling): string {
  const { at, timeZone } = telling;
  const when = step.at === undefined ? '' : ` ${dayAndTime(step.at, at, timeZone)}.`;
  switch (step.name) {
    case 'identity':
      return identityDetail(step, telling);
    case 'risk':
      return riskDetail(telling.risk);
    case 'sessions':
      return step.state === 'done'
        ? `Ended${when} Some devices notice it only after up to an hour.`
        : `${requestDetail(step)}Whoever has it may still be signed in. Until its methods are gone new ones can be opened, so they are ended again with those.`;
    case 'methods':
      return methodsDetail(step, timeZone);
    case 'number':
      return step.state === 'not-needed'
        ? 'No number is registered.'
        : `${requestDetail(step)}Only if the SIM card is gone too. Their operator can block the card.`;
    case 'device':
      return deviceDetail(telling);
    case 'left':
      return step.state === 'open'
        ? 'Nothing. Without a pass they are locked out.'
        : listed(step.methods ?? [], timeZone, 'Entra could not say.');
    case 'pass':
      return passDetail(step);
    case 'register':
      return step.state === 'done'
        ? `${listed(step.methods ?? [], timeZone, '')}${when}`
        : 'Entra shows nothing new yet. They can be guided in their own chat in Teams.';
    case 'pass-gone':
      return step.state === 'under-way'
        ? 'A pass still works. One of Keysmith is deleted at the latest 10 minutes after the new method appeared.'
        : 'There is no pass that works.';
    case 'review':
      return step.state === 'sent'
        ? `Sent${when} Entra does not show whether they did it: ask them.`
        : 'They look through what is registered and delete what they do not have any more.';
  }
}

function identityDetail(step: ProcedureStep, { names, at, timeZone }: Telling): string {
  const proof = step.request?.proofs.at(-1);
  if (proof !== undefined) return `${names(proof.by)}, ${WAY_WORDS[proof.way]}, ${dayAndTime(proof.at, at, timeZone)}.`;
  return step.request === undefined
    ? 'In person, by video with a photo ID, or by calling back on the number HR has. Say how in the form of the next step: the first request records it.'
    : 'A request waits for it.';
}

function riskDetail({ level, inputs, unread }: RiskAssessment): string {
  const why = inputs.map(({ what }) => what).join('; ');
  const gaps = unread.length === 0 ? '' : ` Could not be read: ${unread.join(', ')}; nothing goes ahead without it.`;
  return `${RISK_WORDS[level]}${why === '' ? '' : `: this account ${why}`}.${gaps}`;
}

const LAST = ' It is the last way to sign in: ask for the pass below first, and both can be decided together.';

function methodsDetail({ state, methods = [], request, last }: ProcedureStep, timeZone: string): string {
  const gone = request?.removal?.methods.map(({ name }) => name).join(', ') ?? '';
  switch (state) {
    case 'done':
      return request === undefined
        ? 'Nothing of the kind is registered.'
        : `Removed: ${gone}.${methods.length === 0 ? '' : ` Still there, and older than this case: ${plain(methods, timeZone)}. If it is on what was lost, it goes too.`}`;
    case 'open':
      return `Choose by model and date what was on it: ${plain(methods, timeZone)}.${last === true ? LAST : ''}`;
    case 'unread':
      return 'The sign-in methods could not be read.';
    default:
      return `${gone}: ${request === undefined ? '' : stateInWords(request)}.`;
  }
}

function deviceDetail({ seen }: Telling): string {
  if (!seen.facts.devices.known) return 'The devices could not be read.';
  const phones = phonesOf(seen.facts);
  if (phones.length === 0) return 'Entra knows no phone of theirs as a device.';
  const names = phones.slice(0, LISTED).map(({ name, enabled }) => (enabled ? name : `${name} (disabled)`));
  const list = [...names, ...moreThan(phones.length)].join(', ');
  return `${list}. If the lost one is among them: an Intune administrator can lock or wipe it, a Cloud Device Administrator can disable it. Keysmith cannot.`;
}

function passDetail(step: ProcedureStep): string {
  if (step.state === 'not-needed') return 'They can sign in with what remains.';
  if (step.request !== undefined) return `${capital(stateInWords(step.request))}.`;
  return step.state === 'unread' ? 'What remains could not be read.' : 'Nothing is left that they could sign in with.';
}

function requestDetail({ request }: ProcedureStep): string {
  return request === undefined ? '' : `The request is ${stateInWords(request)}. `;
}

function listed(methods: readonly Method[], timeZone: string, none: string): string {
  return methods.length === 0 ? none : `${plain(methods, timeZone)}.`;
}

/** As many as a card has room for; the page lists them all. */
const LISTED = 6;

function plain(methods: readonly Method[], timeZone: string): string {
  const names = methods.slice(0, LISTED).map((method) => methodLine(method, timeZone));
  return [...names, ...moreThan(methods.length)].join(', ');
}

function moreThan(count: number): readonly string[] {
  return count > LISTED ? [`and ${String(count - LISTED)} more`] : [];
}

function methodLine(method: Method, timeZone: string): string {
  return describeMethod(method) === '' ? method.kind : choiceWords(method, timeZone);
}
