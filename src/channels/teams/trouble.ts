import { refuse } from '../../domain/refusal';
import { refusalView } from '../../services/notice';
import { StoreUnavailable, type Observer } from '../../services/ports';
import type { ButtonChoice, MessageView } from '../../services/views';

/** Something threw: it is logged once, here, and the person gets a sentence and the reference to give to the helpdesk. */
export function failureView(
  parts: { readonly observer: Observer },
  correlationId: string,
  error: unknown,
  again?: ButtonChoice,
): MessageView {
  parts.observer.failure('teams.turn-failed', error, { correlation: correlationId });
  const perhaps = 'I cannot be sure whether anything was changed. Write "status" to see what is open.';
  const { refusal } =
    error instanceof StoreUnavailable
      ? refuse('store-unavailable')
      : refuse('unexpected', { reference: correlationId }, perhaps);
  // "I am on it" has taken the place of the card with the button.
  return refusalView(refusal, again === undefined ? {} : { buttons: [{ title: 'Try again', does: again }] });
}
