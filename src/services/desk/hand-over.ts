import type { Person } from '../../domain/person';
import { type Outcome, done, refuse } from '../../domain/refusal';
import { answersOf } from '../handover-card';
import { HANDOVER, chainOf, keyOf, SENT, showJob } from '../handover-parts';
import { withoutSecrets } from '../handover-words';
import { backToPage } from '../lookup/actions';
import { notice } from '../notice';
import { now } from '../tap/parts';
import type { Reply, Turn } from '../turn';
import type { View } from '../views';
import { alreadySent } from './card-to-person';
import { type DeskParts, firstTime, personAssisted, recorded, refusedWindow, roomFor, window } from './parts';

/** As many as a select of Slack takes. */
const LISTED = 100;

export async function handOverForm(parts: DeskParts, turn: Turn, person: string): Promise<Reply> {
  const target = await personAssisted(parts, turn, person);
  if (!target.ok) return refusedWindow(target.refusal);
  const { id, displayName } = target.value;
  const listed = await colleagues(parts, turn, id);
  if (!listed.ok) return refusedWindow(listed.refusal, [backToPage(id)]);
  if (listed.value.length === 0) return refusedWindow(refuse('not-colleague').refusal, [backToPage(id)]);
  const form: View<'form'> = {
    card: 'form',
    data: {
      title: `Hand ${displayName} over`,
      intro: 'Your colleague gets a card with your note and the button to the page. You hear when they have taken it.',
      choices: [
        {
          id: 'colleague',
          label: 'To whom?',
          options: listed.value
            .slice(0, LISTED)
            .map((agent) => ({ title: nameIn(agent).slice(0, 75), value: agent.id })),
          value: '',
          required: true,
        },
      ],
      texts: [
        {
          id: 'note',
          label: 'What should they know?',
          placeholder: 'What was tried, what is left. No passwords or codes, please.',
          maxLength: 500,
          required: true,
        },
      ],
      submit: {
        title: 'Hand over',
        does: { verb: 'desk.hand-over', person: id, once: parts.ids.next() },
        style: 'positive',
      },
    },
    text: `Choose who takes ${displayName} over.`,
  };
  return window('Hand over', form);
}

function nameIn({ displayName, jobTitle }: Person): string {
  return jobTitle === undefined ? displayName : `${displayName} · ${jobTitle}`;
}

/** The others of the helpdesk group as it is now; nobody is handed over to themselves. */
async function colleagues(parts: DeskParts, turn: Turn, person: string): Promise<Outcome<readonly Person[]>> {
  const members = await parts.directory.membersOf(parts.rules.helpdeskGroupId);
  return members.ok ? done(members.value.filter(({ id }) => id !== turn.who && id !== person)) : members;
}

export async function handOver(
  parts: DeskParts,
  turn: Turn,
  asked: { readonly person: string; readonly colleague: string; readonly note: string; readonly once: string },
): Promise<Reply> {
  const target = await personAssisted(parts, turn, asked.person);
  if (!target.ok) return refusedWindow(target.refusal);
  const { id: person, displayName, userPrincipalName } = target.value;
  const listed = await colleagues(parts, turn, person);
  if (!listed.ok) return refusedWindow(listed.refusal, [backToPage(person)]);
  const colleague = listed.value.find(({ id }) => id === asked.colleague);
  if (colleague === undefined) return refusedWindow(refuse('not-colleague').refusal, [backToPage(person)]);
  if (!(await reaches(parts, colleague.id))) {
    const facts = { colleague: colleague.displayName };
    return refusedWindow(refuse('colleague-unreachable', facts).refusal, [backToPage(person)]);
  }
  if (!(await firstTime(parts, turn, asked.once))) return alreadySent(person);
  const room = await roomFor(parts, turn.who, colleague);
  if (!room.ok) return refusedWindow(room.refusal, [backToPage(person)]);
  const at = now(parts);
  const handover = parts.ids.next();
  const from = await parts.names.of(turn.who);
  const answers = answersOf({
    person,
    name: displayName,
    signInName: userPrincipalName,
    at,
    channel: turn.channel,
    topic: `Handed over by ${from}`,
    codes: [],
    flow: '',
    found: [],
    ways: [],
    tried: [],
    gaps: [],
    words: withoutSecrets(asked.note),
    from: turn.who,
    to: colleague.id,
  });
  await parts.conversations.put(keyOf(handover), { flow: HANDOVER, at: SENT, answers }, at);
  const facts = { person, to: colleague.id, words: asked.note.trim() !== '' };
  await recorded(parts, turn, { chain: chainOf(handover), act: 'handover.passed-on', facts }, [
    showJob(handover, 'sent', at),
  ]);
  const lines = [
    `**${colleague.displayName}** gets your note and the page of **${displayName}**.`,
    'I tell you when it is taken.',
  ];
  const view = notice('It is handed over.', lines, { tone: 'good', buttons: [backToPage(person)] });
  return window('Handed over', view);
}

async function reaches({ teams, slack }: DeskParts, agent: string): Promise<boolean> {
  return (await teams.reaches(agent)) || (slack !== undefined && (await slack.reaches(agent)));
}
