import type { PersonFacts } from '../../domain/facts';
import { removableKind } from '../../domain/removal';
import { isOver, type TapRequest } from '../../domain/tap-request';
import type { Button } from '../views';

/** What an agent can do from somebody's page. Each decides about duties, risk and confirmation itself. */
export function actionButtons(facts: PersonFacts, requests: readonly TapRequest[]): readonly Button[] {
  const person = facts.id;
  const waits = requests.some((request) => request.removal === undefined && !isOver(request));
  const ask: Button = {
    title: 'Request a pass',
    does: { verb: 'pass.form', person },
    opens: 'dialog',
    style: 'positive',
  };
  const remove: Button = { title: 'Remove a method', does: { verb: 'removal.form', person }, opens: 'dialog' };
  return [...(waits ? [] : [ask]), ...(hasRemovable(facts) ? [remove] : []), refresh(person)];
}

function refresh(person: string): Button {
  return { title: 'Refresh', does: { verb: 'person.show', person } };
}

export function backToPage(person: string): Button {
  return { title: 'Back to the page', does: { verb: 'person.show', person } };
}

function hasRemovable({ methods }: PersonFacts): boolean {
  return methods.known && methods.value.some((method) => removableKind(method) !== undefined);
}
