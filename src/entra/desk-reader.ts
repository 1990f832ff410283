import type { Clock } from '../domain/clock';
import type { Desk } from '../services/ports';
import type { AccessReads } from './access-reads';
import { deadlineIn } from './deadline';
import { BATCH, deskReads, fromLogs, nameReads, namesIn } from './desk-reads';
import { failed, NONSENSE, type Read } from './failure';
import type { GroupNames } from './group-names';
import { isObjectId } from './paths';
import { personFacts } from './person-facts';
import { personReads, type Answers } from './person-reads';
import { groupsNamed, type PolicyReads, withNames } from './policy-facts';
import type { Reader, Wanted } from './reader';

export interface DeskReaderParts {
  readonly reader: Reader;
  readonly access: AccessReads;
  readonly policies: PolicyReads;
  readonly names: GroupNames;
  readonly clock: Clock;
  readonly readMs: number;
}

/** The logs answer slowly, and Teams waits for a dialog five seconds: longer than this the page goes without them. */
const LOGS_MS = 3_500;

/** What was asked and what came, read by read. */
type Asked = ReadonlyMap<Wanted, Read<unknown>>;

/**
 * One `$batch` for the page of a person. Cold there is no room for the logs in it, so they go with the names of the
 * groups in a second one.
 */
export function openDesk({ reader, access, policies, names, clock, readMs }: DeskReaderParts): Desk {
  const batch = async (wanted: readonly Wanted[], ms: number): Promise<Asked> => {
    const reads = wanted.length === 0 ? [] : await reader.batch(wanted, deadlineIn(ms));
    return new Map(wanted.map((one, index) => [one, reads[index] ?? failed(NONSENSE)]));
  };
  return {
    async reading(personId, others) {
      const now = clock.now().getTime();
      const deadline = deadlineIn(readMs);
      const asked = policies.wanted(now, false);
      const conditional = access.claim(now, false);
      const real = isObjectId(personId);
      const needed = [...(real ? Object.values(personReads(personId)) : []), ...asked, ...conditional.wanted];
      const logs = real ? Object.values(deskReads(personId, now)) : [];
      const people = real ? nameReads(others).slice(0, BATCH - logs.length) : [];
      const first = await firstBatch(batch, needed, [...logs, ...people], readMs);
      const answers = byOperation(needed, first);
      const [person, rules] = await Promise.all([
        personFacts(reader, personId, answers, now, deadline),
        conditional.fact(answers, deadline),
      ]);
      const read = policies.facts(answers, asked, now);
      if (person.groups.known) names.learn(person.groups.value);
      const late = [...logs, ...people].filter((one) => !first.has(one));
      const groups = names.wanted(groupsNamed(read)).slice(0, BATCH - late.length);
      const whole: Asked = new Map([...first, ...(await batch([...late, ...groups], LOGS_MS))]);
      names.take(
        groups,
        groups.map((one) => whole.get(one) ?? failed(NONSENSE)),
      );
      const said = byOperation(logs, whole);
      const { accountChanges: changes, ...history } = await fromLogs(reader, personId, said, now, deadline);
      const facts = { ...person, access: rules, changes, ...withNames(read, (id) => names.nameOf(id)) };
      const named = people.flatMap((one) => whole.get(one) ?? []);
      return { facts, ...history, names: namesIn(reader, named) };
    },
  };
}

/** As much as one batch holds, the logs together or not at all. Where they keep it waiting, it is asked without them. */
async function firstBatch(
  batch: (wanted: readonly Wanted[], ms: number) => Promise<Asked>,
  needed: readonly Wanted[],
  more: readonly Wanted[],
  readMs: number,
): Promise<Asked> {
  if (more.length === 0 || needed.length + more.length > BATCH) return batch(needed, readMs);
  const all = await batch([...needed, ...more], LOGS_MS);
  if (![...all.values()].every((read) => !read.ok && read.failure.kind === 'unavailable')) return all;
  return new Map([...all, ...(await batch(needed, readMs))]);
}

export function byOperation(wanted: readonly Wanted[], asked: Asked): Answers {
  const byName = new Map<string, Read<unknown>>(
    wanted.map((one) => [one.operation, asked.get(one) ?? failed(NONSENSE)]),
  );
  const absent: Read<unknown> = failed({ kind: 'not-found' });
  return (operation) => byName.get(operation) ?? absent;
}
