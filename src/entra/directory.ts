import { z } from 'zod/v4';
import type { Person } from '../domain/person';
import { done, type Outcome } from '../domain/refusal';
import type { Directory } from '../services/ports';
import { deadlineIn, type Deadline } from './deadline';
import { failed, outcomeOf, type Read } from './failure';
import { isObjectId, path, withQuery } from './paths';
import type { Reader } from './reader';
import { bestFirst, exactRead, likelyRead, tidy } from './search';
import { groupIds, manager, member, person, PERSON_FIELDS } from './wire-people';

const MOST_FOUND = 10;
const MOST_MEMBERS = 200;
/** checkMemberGroups takes 20 ids a call. */
const IDS_PER_CHECK = 20;

const people = z.object({ value: z.array(person) });

export function openDirectory(reader: Reader, readMs: number): Directory {
  return {
    async person(id) {
      if (!isObjectId(id)) return nobody();
      const target = withQuery(path`/users/${id}`, { $select: PERSON_FIELDS });
      return outcomeOf(await reader.get({ operation: 'person', path: target }, person, deadlineIn(readMs)));
    },

    async find(typed) {
      const words = tidy(typed);
      if (words === '') return done([]);
      return outcomeOf(await find(reader, words, deadlineIn(readMs)));
    },

    async managerOf(id) {
      if (!isObjectId(id)) return nobody();
      const target = withQuery(path`/users/${id}/manager`, { $select: PERSON_FIELDS });
      const read = await reader.get({ operation: 'manager', path: target }, manager, deadlineIn(readMs));
      return !read.ok && read.failure.kind === 'not-found' ? done(undefined) : outcomeOf(read);
    },

    async membersOf(groupId) {
      if (!isObjectId(groupId)) return nobody();
      const target = withQuery(path`/groups/${groupId}/transitiveMembers`, { $select: PERSON_FIELDS, $top: '999' });
      const wanted = { operation: 'membersOf', path: target } as const;
      const read = await reader.list(
        wanted,
        member,
        deadlineIn(readMs),
        (items) => enabled(items).length >= MOST_MEMBERS,
      );
      return outcomeOf(read.ok ? { ok: true, value: enabled(read.value).slice(0, MOST_MEMBERS) } : read);
    },

    async groupsAmong(personId, ids) {
      const asked = ids.filter(isObjectId);
      if (asked.length === 0) return done(new Set<string>());
      if (!isObjectId(personId)) return nobody();
      const deadline = deadlineIn(readMs);
      const found = await Promise.all(
        chunks(asked, IDS_PER_CHECK).map((chunk) => groupsAmong(reader, personId, chunk, deadline)),
      );
      const lost = found.find((read) => !read.ok);
      if (lost !== undefined) return outcomeOf(lost);
      return done(new Set(found.flatMap((read) => (read.ok ? [...read.value] : []))));
    },
  };
}

function nobody(): Outcome<never> {
  return outcomeOf(failed({ kind: 'not-found' }));
}

function enabled(members: readonly (Person | undefined)[]): readonly Person[] {
  return members.filter((one) => one !== undefined).filter((one) => one.enabled);
}

/** Exact and likely matches in one round trip. An exact match stands even where the search by name fails. */
async function find(reader: Reader, words: string, deadline: Deadline): Promise<Read<readonly Person[]>> {
  const wanted = [exactRead(words), likelyRead(words)];
  const reads = await reader.batch(wanted, deadline);
  const [exact, likely] = [0, 1].map((index) =>
    reader.parse('find', reads[index] ?? failed({ kind: 'nonsense' }), people),
  );
  if (exact === undefined || likely === undefined) return failed({ kind: 'nonsense' });
  if (!exact.ok) return exact;
  if (!likely.ok && exact.value.value.length === 0) return likely;
  const best = bestFirst(exact.value.value, likely.ok ? likely.value.value : [], words);
  return { ok: true, value: best.slice(0, MOST_FOUND) };
}

/** The ids as the caller wrote them, whatever case Graph answers in. */
async function groupsAmong(
  reader: Reader,
  personId: string,
  ids: readonly string[],
  deadline: Deadline,
): Promise<Read<readonly string[]>> {
  const wanted = { operation: 'groupsAmong', path: path`/users/${personId}/checkMemberGroups` } as const;
  const read = await reader.query(wanted, { groupIds: ids.map((id) => id.toLowerCase()) }, groupIds, deadline);
  if (!read.ok) return read;
  const held = new Set(read.value.value.map((id) => id.toLowerCase()));
  return { ok: true, value: ids.filter((id) => held.has(id.toLowerCase())) };
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
