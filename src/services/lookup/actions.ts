import type { PersonFacts } from '../../domain/facts';
import { removableKind } from '../../domain/removal';
import { isOver, type TapRequest } from '../../domain/tap-request';
import type { Button } from '../views';

/**
 * What an agent can do from somebody's page. Each decides about duties, risk and confirmation itself. Six at most: Teams
 * drops what is more; the others are behind "More".
 */
export function actionButtons(facts: PersonFacts, requests: readonly TapRequest[]): readonly Button[] {
  const person = facts.id;
  const waits = requests.some((request) => request.removal === undefined && !isOver(request));
  const opens = (title: string, does: Button['does']): Button => ({ title, does, opens: 'dialog' });
  const ask: Button = { ...opens('Request a pass', { verb: 'pass.form', person }), style: 'positive' };
  const remove = opens('Remove a method', { verb: 'removal.form', person });
  return [
    ...(waits ? [] : [ask]),
    ...(hasRemovable(facts) ? [remove] : []),
    opens('Lost phone', { verb: 'desk.procedure', person, procedure: 'lost-phone' }),
    opens('Lost key', { verb: 'desk.procedure', person, procedure: 'lost-key' }),
    opens('More', { verb: 'desk.more', person }),
    refresh(person),
  ];
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
