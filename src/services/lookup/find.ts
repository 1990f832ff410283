import type { Person } from '../../domain/person';
import { type Outcome, refuse } from '../../domain/refusal';
import { notice, refusalView } from '../notice';
import type { Suggestion, Turn } from '../turn';
import type { Button, MessageView, View } from '../views';
import { type LookupParts, mayLookUp, record } from './parts';

/** A list in a select of Slack has room for more; more than these nobody reads. */
const SUGGESTED = 10;

/** Before the words can narrow anything down; Slack's `min_query_length` says the same. */
const SHORTEST = 3;

export type Found =
  { readonly end: 'one'; readonly person: Person } | { readonly end: 'shown'; readonly view: MessageView };

/** What stands beside somebody who may be meant. */
export type Offer = (person: Person) => Button;

const showPage: Offer = ({ id }) => ({ title: 'Show', does: { verb: 'person.show', person: id }, opens: 'dialog' });

/** Who fits the words: one person, or what there is to see instead. What was listed is on record, too. */
export async function find(parts: LookupParts, turn: Turn, words: string, offer: Offer = showPage): Promise<Found> {
  const found = await parts.directory.find(words);
  if (!found.ok) return { end: 'shown', view: refusalView(found.refusal) };
  const [only, ...others] = found.value;
  if (only !== undefined && others.length === 0) return { end: 'one', person: only };
  await listed(parts, turn, found.value);
  const view = only === undefined ? refusalView(refuse('target-unknown').refusal) : several(found.value, offer);
  return { end: 'shown', view };
}

/** For a chat, which keeps what stands in it: who fits, each with a button to the page. */
export async function list(
  parts: LookupParts,
  turn: Turn,
  words: string,
  offer: Offer = showPage,
): Promise<MessageView> {
  if (words === '') return searchOffer();
  const found = await find(parts, turn, words, offer);
  if (found.end === 'shown') return found.view;
  await listed(parts, turn, [found.person]);
  return several([found.person], offer);
}

/**
 * People for a field while somebody types. Nobody but a helpdesk agent gets any, and nothing is read for anybody else.
 * Choosing one proves nothing: the page asks for the duty again.
 */
export async function suggest(parts: LookupParts, turn: Turn, words: string): Promise<readonly Suggestion[]> {
  if (words.trim().length < SHORTEST) return [];
  const may = await mayLookUp(parts, turn);
  if (!may.ok) return [];
  const found: Outcome<readonly Person[]> = await parts.directory.find(words);
  if (!found.ok) return [];
  return found.value
    .slice(0, SUGGESTED)
    .map((person) => ({ person: person.id, name: person.displayName, detail: detailOf(person) }));
}

function listed(parts: LookupParts, turn: Turn, people: readonly Person[]): Promise<void> {
  const facts = { shown: people.map(({ id }) => id) };
  return record(parts, turn, { chain: `person:${turn.who}`, act: 'person.searched', facts });
}

function several(people: readonly Person[], offer: Offer): View<'people'> {
  const title = people.length === 1 ? 'Is this who you mean?' : 'More than one person fits. Choose the one you mean.';
  const choices = people.map((person) => ({
    name: person.displayName,
    detail: [person.userPrincipalName, detailOf(person)].filter((word) => word !== '').join(' · '),
    button: offer(person),
  }));
  const spoken = choices.map(({ name, detail }) => `${name}: ${detail}`);
  return { card: 'people', data: { title, choices }, text: [title, ...spoken].join(' ') };
}

/** "guest" and "disabled" come first: where there is little room they must not be cut off. */
function detailOf({ jobTitle, department, guest, enabled }: Person): string {
  const words = [guest === 'no' ? undefined : 'guest', enabled ? undefined : 'disabled', department, jobTitle];
  return words.filter((word) => word !== undefined).join(' · ');
}

/** In a chat no window opens by itself. */
function searchOffer(): View<'notice'> {
  return notice(
    'Whom shall I look up?',
    ['Write "lookup" and a name, a sign-in name, a mail address or an employee ID.'],
    {
      buttons: [{ title: 'Look somebody up', does: { verb: 'person.search' }, opens: 'dialog' }],
    },
  );
}

/** The window with one field. In Slack it suggests people while somebody types. */
export function searchForm(): View<'form'> {
  const title = 'Whom shall I look up?';
  return {
    card: 'form',
    data: {
      title,
      intro:
        'A name, a sign-in name, a mail address or an employee ID. I show methods, requests and what stands in the way. Each view is recorded.',
      choices: [],
      texts: [
        {
          id: 'words',
          label: 'Person',
          placeholder: 'At least three letters',
          maxLength: 200,
          required: true,
          suggests: 'people',
        },
      ],
      submit: { title: 'Look up', does: { verb: 'person.look' }, style: 'positive' },
    },
    text: title,
  };
}
