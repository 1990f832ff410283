import { type Refusal, refuse } from '../../domain/refusal';
import { LINK_END_WORDS, type LinkEnd } from '../../domain/slack-link';
import { LINK_BUTTON } from '../../services/link-views';
import type { NotLinked, SlackStanding } from '../../services/linking';
import { notice, refusalView } from '../../services/notice';
import type { ButtonChoice, View } from '../../services/views';
import type { Reason, Refused } from './guard';

/** What this channel says by itself: everything else comes from the services. */
export const COMMAND = '/passwordless';

export const KEYSMITH = 'Keysmith';

export const LOOKING = 'Looking up …';

const USAGE = [
  `${COMMAND} lookup <person>: sign-in methods and open requests of somebody, by name, sign-in name or @mention`,
  `${COMMAND} error <number>, ${COMMAND} why <words>: what it means, for anybody`,
  `${COMMAND} pass [person] [reason] [note]: ask for a Temporary Access Pass; reasons such as lost-phone or new-starter`,
  `${COMMAND} queue: what waits for you`,
  `${COMMAND} status: your own open request`,
  `${COMMAND} link: link your Slack account with Microsoft Entra`,
  `${COMMAND} pause, ${COMMAND} resume: for the administrators of Keysmith: no passes for a while`,
  'In a thread, mention me instead: Slack does not offer commands there.',
];

export function usage(title: string): View<'notice'> {
  return notice(title, USAGE);
}

/** `wanted`: they asked for it; otherwise it stands between them and something else. */
export function linkOffer(
  url: string,
  { wanted, ended }: { readonly wanted: boolean; readonly ended?: LinkEnd },
): View<'notice'> {
  return notice(
    wanted ? 'Link your Slack account with Microsoft Entra' : LINK_FIRST,
    [
      ...(ended === undefined ? [WHY_LINK] : [endedLine(ended)]),
      'You sign in to both once, in one browser. It takes a minute; the link works once, for 10 minutes.',
      ...(wanted ? [] : ['Nothing was changed.']),
    ],
    { links: [{ title: 'Link my account', url }] },
  );
}

const LINK_FIRST = 'Link your Slack account with Microsoft Entra first.';
const WHY_LINK = 'I only act for people I can recognise, and a Slack name proves nothing.';

function endedLine(ended: LinkEnd): string {
  return `You were linked, and are not any more, because ${LINK_END_WORDS[ended]}.`;
}

/** For places that stay on the screen for longer than a link lives. */
export function linkLater({ ended, stopped }: NotLinked): View<'notice'> {
  if (stopped) return refusalView(refuse('link-stopped').refusal);
  return notice(
    LINK_FIRST,
    [ended === undefined ? WHY_LINK : endedLine(ended), 'You sign in to both once, in one browser. It takes a minute.'],
    { buttons: [LINK_BUTTON] },
  );
}

/** The message shortcut "Help this person" of manifest/slack/manifest.json. */
export const HELP = 'person.help';

/** Before the form, when nobody stands behind the author of a message. */
export function whyNotFound(author: SlackStanding | 'bot'): string {
  switch (author) {
    case 'bot':
      return 'A bot wrote this message, and bots have no sign-in methods.';
    case 'slack-elsewhere':
      return 'Whoever wrote this message belongs to another workspace, so I do not know them.';
    case 'slack-guest':
      return 'Whoever wrote this message is a guest of this workspace, and guests are not linked.';
    case 'slack-deactivated':
      return 'The Slack account that wrote this message is deactivated.';
    case 'member':
    case 'unread':
      return 'I do not know who wrote this message in Microsoft Entra: their Slack account is not linked.';
  }
}

export function mentionNotLinked(): View<'notice'> {
  return notice('I do not know who that Slack account is in Microsoft Entra: it is not linked.', [
    `Look them up by name or sign-in name instead, for example: ${COMMAND} lookup priya@contoso.com`,
    'Nothing was changed.',
  ]);
}

export function explainWhat(): View<'notice'> {
  return notice('What shall I explain?', [
    `Write ${COMMAND} error with its number, for example ${COMMAND} error 135016, or ${COMMAND} why and what happens.`,
  ]);
}

/** For a turn that broke in the middle: nobody knows how far it came. */
export function broken(reference: string): View<'notice'> {
  return refusalView(
    refuse('unexpected', { reference }, 'I cannot say whether anything was changed: look at the request first.')
      .refusal,
  );
}

export const CHECKING = 'Checking this with Microsoft Entra …';

export const FIELD_WRONG = 'I cannot read this. Choose one of the options, or write at most 2,000 characters.';

export const FIELD_EMPTY = 'Write something here.';

/** `again`: the value of the button that asked for the window, when a button did. */
export function windowLost(again: ButtonChoice | undefined): View<'notice'> {
  const lines = ['Slack gives me three seconds, and they were over. Nothing was changed.'];
  const title = 'I could not open the window in time.';
  if (again === undefined) return notice(title, [...lines, `Write ${COMMAND} pass to open it.`]);
  return notice(title, lines, { buttons: [{ title: 'Open it again', does: again, opens: 'dialog' }] });
}

/** The window was closed before the pairing number came; a message never holds one. */
export function numberUnseen(again: ButtonChoice | undefined): View<'notice'> {
  const lines = ['It is recorded. The window was closed before I could show your pairing number.'];
  if (again?.verb !== 'pass.number')
    return notice('Your number is waiting.', [...lines, `Write ${COMMAND} status to see it.`]);
  const button = { title: 'Show my number again', does: again, opens: 'dialog' } as const;
  return notice('Your number is waiting.', lines, { buttons: [button] });
}

export const WRITTEN_DIRECTLY = "I've written to you directly.";

const WHO: Partial<Record<Reason, string>> = {
  'other-workspace': 'people of other workspaces',
  'other-workspace-user': 'people of other workspaces',
  'org-install': 'where it is installed for a whole organisation: it belongs into one workspace',
  'shared-channel': 'in channels that are shared with other organisations, or may soon be',
  deactivated: 'deactivated accounts',
  guest: 'guests of this workspace',
};

/** What a refused person reads; undefined where an answer would go to nobody or to an attacker. */
export function refusalWords(refused: Refused): View<'notice'> | undefined {
  const refusal = refusalFor(refused);
  return refusal === undefined ? undefined : refusalView(refusal);
}

function refusalFor({ reason, field }: Refused): Refusal | undefined {
  const who = WHO[reason];
  if (who !== undefined) return refuse('slack-refused', { who }).refusal;
  switch (reason) {
    case 'missing-field':
      return refuse('bad-input', { what: field ?? 'an unknown field' }).refusal;
    case 'unknown-kind':
    case 'other-app':
      return refuse('not-understood').refusal;
    case 'store-unavailable':
      return refuse('store-unavailable').refusal;
    case 'user-unread':
      return refuse('facts-unread', { what: 'your Slack account' }).refusal;
    case 'channel-unread':
      return refuse('slack-refused', { who: 'in conversations it cannot see' }).refusal;
    default:
      return undefined;
  }
}
