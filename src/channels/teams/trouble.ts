import { refuse } from '../../domain/refusal';
import { refusalView } from '../../services/notice';
import { StoreUnavailable, type Observer } from '../../services/ports';
import type { MessageView } from '../../services/views';

/** Something threw: it is logged once, here, and the person gets a sentence and the reference to give to the helpdesk. */
export function failureView(
  parts: { readonly observer: Observer },
  correlationId: string,
  error: unknown,
): MessageView {
  parts.observer.failure('teams.turn-failed', error, { correlation: correlationId });
  const perhaps = 'I cannot be sure whether anything was changed. Write "status" to see what is open.';
  return error instanceof StoreUnavailable
    ? refusalView(refuse('store-unavailable').refusal)
    : refusalView(refuse('unexpected', { reference: correlationId }, perhaps).refusal);
}
