import type { Answer, Entry, Intent } from '../knowledge/schema';
import { entries } from '../knowledge/entries';
import { notice } from './notice';
import type { Button, ButtonChoice, MessageView, View } from './views';

/** A button that shows a knowledge entry carries its id as a flow of this name. */
const ENTRY = 'entry:';

export function entryId(flow: string): string | undefined {
  return flow.startsWith(ENTRY) ? flow.slice(ENTRY.length) : undefined;
}

const START: readonly Button[] = [
  { title: 'Register a passkey', does: { verb: 'start', flow: 'register-passkey' }, style: 'positive' },
  { title: 'My phone is lost, broken or new', does: { verb: 'start', flow: 'phone-broken' } },
  { title: 'I need a pass', does: { verb: 'start', flow: 'need-a-pass' } },
];

/** What Keysmith can do, as the first thing it says. `name` may be empty. */
export function welcomeView(name: string, more: readonly Button[] = []): View<'welcome'> {
  const abilities = [
    'Set up a **passkey**, Windows Hello, phone sign-in or a security key, step by step, and tell you when it has arrived.',
    'Get you back in when your phone is lost, broken or new, and through your first day.',
    'Say why something does not work, and who can change it. Paste an error, or its number.',
    'Helpdesk and approvers: write "desk", "lookup" and a name, or "pass for" and a name and a reason.',
  ];
  const hello = name === '' ? 'Hello.' : `Hello ${name}.`;
  return {
    card: 'welcome',
    data: { name: name === '' ? 'there' : name, abilities, buttons: [...more, ...START] },
    text: `${hello} I am Keysmith. I help you to sign in without a password: set up a passkey, get back in without your phone, or find out why something does not work.`,
  };
}

export function whoView(): MessageView {
  return notice(
    "I'm Keysmith, a bot of your organisation, not a person.",
    [
      'I read in Microsoft Entra what decides about your sign-in: your account, groups, roles, manager and risk, your sign-in methods, and the policies for them.',
      'I never ask for a password or a code in this chat. If somebody does, it is not me.',
      'What I do for you is recorded; pass codes are not kept anywhere.',
    ],
    { buttons: START },
  );
}

export function linkView(): MessageView {
  return notice('Slack is linked from Slack.', [
    'Write "/passwordless link" there. You sign in to Slack and to Entra once, in one browser.',
    'Nothing was changed.',
  ]);
}

export function noSlackView(): MessageView {
  return notice('There is nothing to link: Keysmith is in Teams only here.', [
    'Teams tells me who you are by itself. Nothing was changed.',
  ]);
}

/** `code`: an error code that is not in the catalogue. */
export function unsureView(found: readonly Entry[], code: string | undefined, more: readonly Button[]): MessageView {
  return notice(
    `I'm not sure what this is about. Is it ${found.length === 1 ? 'this' : 'one of these'}?`,
    aboutCode(code),
    {
      buttons: [...found.map((entry) => ({ title: entry.title, does: leadsTo(entry) })), ...more],
    },
  );
}

function aboutCode(code: string | undefined): readonly string[] {
  return code === undefined ? [] : [`I don't know the code ${code}. Your helpdesk can look it up in the sign-in log.`];
}

export function unknownView(code: string | undefined, more: readonly Button[]): MessageView {
  return notice(
    "I'm not sure what this is about.",
    [
      ...aboutCode(code),
      'Tell me in other words, paste the error, or choose what is nearest. A colleague at the helpdesk can help, too.',
    ],
    // With a code in hand the helpdesk comes first: it can look the code up.
    { buttons: code === undefined ? [...START, ...more] : [...more, ...START] },
  );
}

export function sharedPlaceView(): MessageView {
  return notice("Let's do this in our own chat.", [
    'It is about your account, and others can read here. Open the chat with Keysmith and write it there.',
    'Nothing was changed.',
  ]);
}

/** A known error or symptom, where others can read: what it is for anybody, and nothing about whoever asked. */
export function sharedAnswerView({ what, why, fix, who }: Answer): MessageView {
  const own = 'Write the same in our own chat, and I look at your account.';
  return notice(what, [why, fix, `Who can do it: ${who}.`, own, 'Nothing was changed.']);
}

/** The flow that helps from an answer. */
export function flowButtons({ flow }: Answer): readonly Button[] {
  const start = flow === undefined ? undefined : entries.find((entry): entry is Intent => isIntentFor(entry, flow));
  return start === undefined ? [] : [{ title: start.title, does: leadsTo(start) }];
}

function isIntentFor(entry: Entry, flow: string): entry is Intent {
  return entry.kind === 'intent' && 'flow' in entry.leads && entry.leads.flow === flow;
}

function leadsTo(entry: Entry): ButtonChoice {
  if (entry.kind === 'intent' && 'flow' in entry.leads) return { verb: 'start', flow: entry.leads.flow };
  return { verb: 'start', flow: `${ENTRY}${entry.id}` };
}
