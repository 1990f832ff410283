import type { Person } from '../domain/person';
import { isObjectId, literal, withQuery } from './paths';
import type { Wanted } from './reader';
import { PERSON_FIELDS } from './wire-people';

const LONGEST = 120;
const MOST_READ = 25;

/** What somebody typed to find a person, as one line of bounded length. Empty where nothing in it could name anybody. */
export function tidy(words: string): string {
  const text = words
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
  return /[\p{L}\p{N}]/u.test(text) ? text : '';
}

/** People for whom the words are an identity: sign-in name, address, employee id, object id. */
export function exactRead(words: string): Wanted {
  const value = literal(words);
  const clauses = ['userPrincipalName', 'mail', 'employeeId'].map((name) => `${name} eq ${value}`);
  if (isObjectId(words)) clauses.push(`id eq ${value}`);
  return {
    operation: 'find',
    path: withQuery('/users', { $filter: clauses.join(' or '), $select: PERSON_FIELDS, $top: String(MOST_READ) }),
  };
}

/**
 * People whose names begin with the words. $search wants each clause in double quotes with quotes and backslashes
 * escaped, and ConsistencyLevel; it does not distinguish case, and in lower case no typed word can be its OR or AND.
 */
export function likelyRead(words: string): Wanted {
  const value = words.toLowerCase().replace(/["\\]/g, '\\$&');
  const clauses = ['displayName', 'mail', 'userPrincipalName'].map((name) => `"${name}:${value}"`);
  return {
    operation: 'find',
    path: withQuery('/users', { $search: clauses.join(' OR '), $select: PERSON_FIELDS, $top: String(MOST_READ) }),
    headers: { ConsistencyLevel: 'eventual' },
  };
}

/** Best first: who is meant exactly, whose whole name fits, whose name begins so; enabled before disabled, members before guests. */
export function bestFirst(exact: readonly Person[], likely: readonly Person[], words: string): readonly Person[] {
  const identical = new Set(exact.map((person) => person.id));
  const wanted = words.toLowerCase();
  const rank = (person: Person): number => {
    if (identical.has(person.id)) return 0;
    const name = person.displayName.toLowerCase();
    return name === wanted ? 1 : name.startsWith(wanted) ? 2 : 3;
  };
  const distance = (person: Person): number =>
    rank(person) * 4 + (person.enabled ? 0 : 2) + (person.guest === 'no' ? 0 : 1);
  const people = new Map([...exact, ...likely].map((person) => [person.id, person]));
  return [...people.values()].sort(
    (a, b) => distance(a) - distance(b) || a.displayName.localeCompare(b.displayName) || a.id.localeCompare(b.id),
  );
}
