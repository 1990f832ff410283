import { REMOVAL_REASONS } from '../../domain/removal';
import { NOTE_TEXT, WAY_CHOICE, reasonChoice } from '../tap/ask-fields';
import { type TapParts, weigh } from '../tap/parts';
import { riskLine } from '../tap/words';
import type { Reply, Turn } from '../turn';
import type { View } from '../views';
import { refusedWindow, window } from './parts';

const INTRO =
  'Every device has to sign in again, some after up to an hour. It is checked and approved like a removal: nothing happens before that.';

/** Ending somebody's sessions is a removal of nothing else: proved and approved like one. */
export async function sessionsForm(parts: TapParts, turn: Turn, person: string): Promise<Reply> {
  const may = await weigh(parts, 'ask', turn.who, person);
  if (!may.ok) return refusedWindow(may.refusal);
  const name = await parts.names.of(person);
  const form: View<'form'> = {
    card: 'form',
    data: {
      title: `End all sessions of ${name}`,
      intro: `${INTRO} ${riskLine(may.value.risk)}`,
      choices: [reasonChoice(REMOVAL_REASONS), WAY_CHOICE],
      texts: [NOTE_TEXT],
      submit: {
        title: 'Ask to end them',
        does: { verb: 'removal.ask', person, methods: '', sessions: 'yes' },
        style: 'destructive',
      },
    },
    text: `Ask to end all sessions of ${name}.`,
  };
  return window('End sessions', form);
}
