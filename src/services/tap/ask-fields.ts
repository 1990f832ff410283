import type { RemovalReason } from '../../domain/removal';
import { type PassReason, PROOF_WAYS } from '../../domain/tap-request';
import type { CardData } from '../views';
import { REASON_WORDS, WAY_WORDS, capital } from './words';

/* The fields that every form has which asks for something that others check and approve. */

export type FormChoice = CardData['form']['choices'][number];
type FormText = CardData['form']['texts'][number];

export function reasonChoice(reasons: readonly (PassReason | RemovalReason)[], chosen = ''): FormChoice {
  return {
    id: 'reason',
    label: 'What happened?',
    options: reasons.map((value) => ({ title: REASON_WORDS[value], value })),
    value: chosen,
    required: true,
  };
}

/** An agent who has checked already says how; who has not, leaves it to others. */
export const WAY_CHOICE: FormChoice = {
  id: 'way',
  label: 'How did you check who it is?',
  options: [
    ...PROOF_WAYS.map((value) => ({ title: capital(WAY_WORDS[value]), value })),
    { title: 'Not yet: ask the manager or a colleague', value: 'not-yet' },
  ],
  value: '',
  required: false,
};

/** What approvers read beside the facts. */
export const NOTE_TEXT: FormText = {
  id: 'note',
  label: 'Anything the approver should know?',
  placeholder: 'No passwords or codes, please.',
  maxLength: 500,
  required: false,
};
