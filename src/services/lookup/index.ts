import { refuse } from '../../domain/refusal';
import type { TapRequest } from '../../domain/tap-request';
import { createMatcher } from '../../knowledge/matcher';
import { refusalView } from '../notice';
import type { AuditFacts } from '../ports';
import type { Choice, Reply, Suggestion, Turn } from '../turn';
import type { View } from '../views';
import { find, list, searchForm, suggest } from './find';
import { methodView } from './method';
import { personView, sectionView, type Seen } from './page';
import { type LookupParts, mayLookUp, page, record } from './parts';
import { peopleIn } from './rows';

export type { LookupParts } from './parts';

type PersonChoice = Extract<Choice, { verb: `person.${string}` }>;

/** How many of somebody's requests the page knows of. */
const REQUESTS = 50;

const NOBODY = 'Nobody found';

/**
 * A person as a helpdesk agent sees them. Only for members of the helpdesk group, only in a window that closes, never
 * in a message, and each view leaves an audit row before it is shown.
 */
export class Lookup {
  readonly #parts: LookupParts;

  constructor(parts: LookupParts) {
    this.#parts = parts;
  }

  async choose(turn: Turn, choice: PersonChoice): Promise<readonly Reply[]> {
    const may = await mayLookUp(this.#parts, turn);
    if (!may.ok) return [page('Not possible', refusalView(may.refusal))];
    switch (choice.verb) {
      case 'person.search':
        return [page('Look somebody up', searchForm())];
      case 'person.list':
        return [{ kind: 'say', view: await list(this.#parts, turn, choice.words) }];
      case 'person.look':
        return [await this.#look(turn, choice.words)];
      case 'person.show':
        return [await this.#show(turn, choice.person, {}, personView)];
      case 'person.section': {
        const { person, section } = choice;
        const number = Number(choice.page);
        return [await this.#show(turn, person, { part: section }, (seen) => sectionView(seen, section, number))];
      }
      case 'person.method': {
        const { person, method } = choice;
        const number = Number(choice.page ?? 1);
        return [await this.#show(turn, person, { part: method }, (seen) => methodView(seen, method, number))];
      }
    }
  }

  suggest(turn: Turn, words: string): Promise<readonly Suggestion[]> {
    return suggest(this.#parts, turn, words);
  }

  /** An object id is what a suggestion carries; it names one person or nobody. */
  async #look(turn: Turn, words: string): Promise<Reply> {
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(words))
      return this.#show(turn, words.toLowerCase(), {}, personView);
    const found = await find(this.#parts, turn, words);
    if (found.end === 'one') return this.#show(turn, found.person.id, {}, personView);
    return page(found.view.card === 'people' ? 'Which one?' : NOBODY, found.view);
  }

  async #show(turn: Turn, id: string, about: AuditFacts, draw: (seen: Seen) => View<'person'>): Promise<Reply> {
    const { desk, ledger, names, clock, rules } = this.#parts;
    const requests = await ledger.requestsFor(id, REQUESTS);
    const reading = await desk.reading(id, names.unknown(peopleIn(shownFirst(requests))));
    const { person } = reading.facts;
    if (!person.known && person.gap.reason === 'not-found')
      return page(NOBODY, refusalView(refuse('target-unknown').refusal));
    names.learn(reading.names);
    await record(this.#parts, turn, { chain: `person:${id}`, act: 'person.viewed', facts: about });
    const at = clock.now().getTime();
    const view = draw({
      reading,
      requests,
      names: (who) => names.known(who) ?? 'a colleague',
      rules,
      matcher: createMatcher(),
      at,
      timeZone: turn.timeZone,
    });
    return page('Person', view);
  }
}

/** The rows at the top of the page; the names of the others are read when their page is. */
function shownFirst(requests: readonly TapRequest[]): readonly TapRequest[] {
  return requests.slice(0, 8);
}
