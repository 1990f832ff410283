import { pausedRefusal } from '../../domain/duties';
import type { PersonFacts } from '../../domain/facts';
import { type PassReason, PASS_REASONS } from '../../domain/tap-request';
import { nextDays } from '../calendar';
import { refusalView } from '../notice';
import type { Reply, Turn } from '../turn';
import type { View } from '../views';
import { type FormChoice, NOTE_TEXT, WAY_CHOICE, reasonChoice } from './ask-fields';
import { beforeAsking } from './existing';
import { type TapParts, now, weigh } from './parts';
import { riskLine } from './words';

/** A first working day may be this far away. */
export const OPENS_WITHIN_DAYS = 14;

const HOURS = Array.from({ length: 15 }, (_, index) => `${String(index + 6).padStart(2, '0')}:00`);

const FOR_OTHERS = 'Somebody else decides about it, and it is shown once, in Teams, to whoever is to open it.';
const FOR_ONESELF =
  'A Temporary Access Pass lets you sign in once and set up your phone again. Your manager or the helpdesk first checks that it is you; then somebody else decides.';

/** The form to ask for a pass. An agent who asks for somebody may record at once how they checked who it is. */
export async function askForm(
  parts: TapParts,
  turn: Turn,
  { person, reason, note }: { readonly person?: string; readonly reason?: PassReason; readonly note?: string },
): Promise<Reply> {
  const forSomebody = person !== undefined && person !== turn.who;
  let facts: PersonFacts | undefined;
  let risk = '';
  if (forSomebody) {
    // Not even a name, and no form in vain, for those who may not ask for others.
    const may = await weigh(parts, 'look-up', turn.who, person);
    if (!may.ok) return { kind: 'dialog', title: 'Not possible', view: refusalView(may.refusal) };
    facts = may.value.target;
    risk = ` ${riskLine(may.value.risk)}`;
  }
  const pause = await parts.brakes.pause();
  if (pause !== undefined)
    return { kind: 'dialog', title: 'Not possible', view: refusalView(pausedRefusal(pause).refusal) };
  const name = forSomebody ? await parts.names.of(person) : '';
  facts ??= await parts.tenant.facts(turn.who, { fresh: true });
  const before = await beforeAsking(parts, turn, facts);
  const form: View<'form'> = {
    card: 'form',
    data: {
      title: forSomebody ? `A pass for ${name}` : 'Ask for a pass',
      intro: `${forSomebody ? FOR_OTHERS : FOR_ONESELF}${risk}${before.intro}`,
      choices: [
        reasonChoice(PASS_REASONS, reason),
        ...(forSomebody ? [WAY_CHOICE] : []),
        ...recipientChoice(parts, forSomebody),
        ...(forSomebody ? firstDayChoices(parts, turn) : []),
        ...before.choices,
      ],
      texts: [{ ...NOTE_TEXT, ...(note === undefined ? {} : { value: note }) }],
      submit: {
        title: 'Ask for the pass',
        does: { verb: 'pass.ask', ...(forSomebody ? { person } : {}) },
        style: 'positive',
      },
    },
    text: forSomebody ? `Ask for a pass for ${name}.` : 'Ask for a pass.',
  };
  return { kind: 'dialog', title: 'Temporary Access Pass', view: form };
}

/** Which way is allowed is decided when the form is sent; where the operator allows one only, there is no question. */
function recipientChoice({ settings }: TapParts, forSomebody: boolean): readonly FormChoice[] {
  if (settings.recipients.length < 2) return [];
  const themselves = forSomebody ? 'They themselves, in their own Teams chat' : 'I do, here in Teams';
  const manager = forSomebody ? 'Their manager, who hands it over' : 'My manager, who hands it over to me';
  return [
    {
      id: 'recipient',
      label: 'Who opens the pass?',
      options: [
        {
          title: `Whichever is safer: ${forSomebody ? 'they themselves, or their' : 'I, or my'} manager`,
          value: 'by-rule',
        },
        { title: themselves, value: 'self' },
        { title: manager, value: 'manager' },
      ],
      value: 'by-rule',
      required: true,
    },
  ];
}

function firstDayChoices(parts: TapParts, turn: Turn): readonly FormChoice[] {
  const days = nextDays(now(parts), OPENS_WITHIN_DAYS + 1, turn.timeZone);
  const atOnce = { title: 'As soon as it is approved', value: 'at-once' };
  return [
    {
      id: 'opensOn',
      label: 'New starters: first working day',
      options: [atOnce, ...days.map(({ date, words }) => ({ title: words, value: date }))],
      value: atOnce.value,
      required: false,
    },
    {
      id: 'opensTime',
      label: `From what time on that day (${turn.timeZone})`,
      options: HOURS.map((hour) => ({ title: hour, value: hour })),
      value: '09:00',
      required: false,
    },
  ];
}
