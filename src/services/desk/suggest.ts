import { refuse } from '../../domain/refusal';
import { notice } from '../notice';
import type { Reply, Turn } from '../turn';
import type { MessageView } from '../views';
import { chooseCard, sendCard } from './card-to-person';
import { type DeskParts, personAssisted, refusedWindow } from './parts';

/** What an agent may suggest, by the name of the flow; the words continue "suggests: ". */
export const SUGGESTED: Readonly<Record<string, string>> = {
  'register-passkey': 'Set up a passkey in Microsoft Authenticator',
  'security-key': 'Set up a security key',
  'windows-hello': 'Set up Windows Hello',
  'phone-sign-in': 'Set up phone sign-in',
  'authenticator-push': 'Set up notifications in Authenticator',
  'synced-passkey': 'Set up a synced passkey',
  'windows-passkey': 'Set up a passkey on Windows',
  'second-method': 'Add a second sign-in method',
  'which-method': 'Find out which method fits',
  'what-can-i-use': 'See what you can use',
  'phone-broken': 'Lost, broken or new phone: get back in',
  'lost-key': 'Lost or dead security key: get back in',
  'need-a-pass': 'Ask for a pass',
  'first-day': 'Prepare the first working day',
};

/** Which conversation to suggest. `flow`: chosen beforehand, where a step of a procedure leads here. */
export async function suggestForm(parts: DeskParts, turn: Turn, person: string, flow = ''): Promise<Reply> {
  const target = await personAssisted(parts, turn, person);
  if (!target.ok) return refusedWindow(target.refusal);
  const { displayName } = target.value;
  return chooseCard(parts, target.value, {
    window: 'Suggest in Teams',
    title: `Suggest something to ${displayName}`,
    intro:
      'They get a card in their own chat in Teams, with your name. It starts when they press Start, and never by itself.',
    text: `Choose what is suggested to ${displayName}.`,
    verb: 'desk.suggest',
    choice: {
      id: 'flow',
      label: 'What shall they be guided through?',
      options: Object.entries(SUGGESTED).map(([value, title]) => ({ title, value })),
      value: flow,
    },
  });
}

export async function suggestFlow(
  parts: DeskParts,
  turn: Turn,
  { person, flow, once }: { readonly person: string; readonly flow: string; readonly once: string },
): Promise<Reply> {
  const target = await personAssisted(parts, turn, person);
  if (!target.ok) return refusedWindow(target.refusal);
  const what = Object.hasOwn(SUGGESTED, flow) ? SUGGESTED[flow] : undefined;
  if (what === undefined) return refusedWindow(refuse('bad-input', { what: 'flow' }).refusal);
  return sendCard(parts, turn, target.value, {
    once,
    title: what,
    act: 'desk.flow-suggested',
    facts: { flow },
    view: (agent) => suggestion(agent, flow, what),
  });
}

/** It says who sent it and that it can be left: whoever reads it may be on the phone with somebody who is not. */
function suggestion(agent: string, flow: string, what: string): MessageView {
  return notice(
    `${agent} from the helpdesk suggests: ${what}`,
    [
      'It starts when you press Start; I guide you step by step.',
      'Nobody from the helpdesk ever needs a password, a pass or a code from you.',
      'If you do not expect this, press "Not now" and ask your helpdesk.',
    ],
    {
      buttons: [
        { title: 'Start', does: { verb: 'start', flow }, style: 'positive' },
        { title: 'Not now', does: { verb: 'desk.not-now' } },
      ],
    },
  );
}

/** The person does not want it now. Nothing hangs on it. */
export function notNow(): Reply {
  const lines = ['Nothing was started or changed. Write to me whenever something does not work.'];
  return { kind: 'replace', view: notice('All right, not now.', lines) };
}
