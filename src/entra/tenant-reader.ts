import type { Clock } from '../domain/clock';
import type { PersonFacts } from '../domain/facts';
import type { Desk, TenantReader } from '../services/ports';
import type { AccessReads } from './access-reads';
import { accountChanges, changesNotAsked } from './changes';
import { deadlineIn, type Deadline } from './deadline';
import { BATCH, deskReads, fromLogs, inOrder, nameReads, namesIn } from './desk-reads';
import { failed, NONSENSE, type Read } from './failure';
import { groupNames } from './group-names';
import { isObjectId } from './paths';
import { personFacts } from './person-facts';
import { personReads, type Answers } from './person-reads';
import { groupsNamed, policyReads, withNames } from './policy-facts';
import type { Reader, Wanted } from './reader';

export interface TenantReaderOptions {
  readonly reader: Reader;
  readonly access: AccessReads;
  readonly clock: Clock;
  readonly readMs: number;
  /** For reads right before an effect, which happen while somebody waits for a dialog. */
  readonly freshMs: number;
}

/** One `$batch` for a diagnosis; cold, the names of policy groups the person is not in cost a second one. */
export function openTenantReader(options: TenantReaderOptions): TenantReader & Desk {
  const { reader, access, clock, readMs, freshMs } = options;
  const policies = policyReads(reader);
  const names = groupNames(reader, clock);

  return {
    async facts(personId, { fresh = false, history = false } = {}): Promise<PersonFacts> {
      const now = clock.now().getTime();
      const deadline = deadlineIn(fresh ? freshMs : readMs);
      const asked = policies.wanted(now, fresh);
      const conditional = access.claim(now, fresh);
      const aboutPerson = isObjectId(personId) ? Object.values(personReads(personId)) : [];
      const changes =
        history && isObjectId(personId)
          ? accountChanges(reader, personId, now, deadline)
          : Promise.resolve(changesNotAsked());
      const answers = await ask(reader, [...aboutPerson, ...asked, ...conditional.wanted], deadline);
      const [person, rules, changed] = await Promise.all([
        personFacts(reader, personId, answers, now, deadline),
        conditional.fact(answers, deadline),
        changes,
      ]);
      const read = policies.facts(answers, asked, now);
      if (person.groups.known) names.learn(person.groups.value);
      // Names only make sentences better: no effect waits for them.
      if (!fresh) await names.look(groupsNamed(read), deadline);
      return { ...person, access: rules, changes: changed, ...withNames(read, (id) => names.nameOf(id)) };
    },

    /** Cold there is no room for the logs in the first batch, so they go with the names of the groups. */
    async reading(personId, others) {
      const now = clock.now().getTime();
      const deadline = deadlineIn(readMs);
      const asked = policies.wanted(now, false);
      const conditional = access.claim(now, false);
      const about = isObjectId(personId) ? Object.values(personReads(personId)) : [];
      const logs = isObjectId(personId) ? Object.values(deskReads(personId, now)) : [];
      const people = nameReads(others).slice(0, BATCH);
      const first = fitting([...about, ...asked, ...conditional.wanted], logs, people);
      const reads = await reader.batch(first, deadline);
      const answers = byOperation(first, reads);
      const [person, rules] = await Promise.all([
        personFacts(reader, personId, answers, now, deadline),
        conditional.fact(answers, deadline),
      ]);
      const read = policies.facts(answers, asked, now);
      if (person.groups.known) names.learn(person.groups.value);
      const late = [...logs, ...people].filter((one) => !first.includes(one));
      const groups = names.wanted(groupsNamed(read)).slice(0, BATCH - late.length);
      const more = late.length + groups.length === 0 ? [] : await reader.batch([...late, ...groups], deadline);
      names.take(groups, inOrder(more, late.length, groups.length));
      const whole = byOperation([...first, ...late], [...reads, ...more.slice(0, late.length)]);
      const { accountChanges: changes, ...history } = await fromLogs(reader, personId, whole, now, deadline);
      const named = people.map((one) => {
        const at = first.indexOf(one);
        return (at < 0 ? more[late.indexOf(one)] : reads[at]) ?? failed(NONSENSE);
      });
      const facts = { ...person, access: rules, changes, ...withNames(read, (id) => names.nameOf(id)) };
      return { facts, ...history, names: namesIn(reader, named) };
    },
  };
}

/** As much as one batch holds; the logs together or not at all. */
function fitting(always: readonly Wanted[], logs: readonly Wanted[], people: readonly Wanted[]): readonly Wanted[] {
  const some = always.length + logs.length <= BATCH ? [...always, ...logs] : always;
  return [...some, ...people].slice(0, Math.max(BATCH, some.length));
}

async function ask(reader: Reader, wanted: readonly Wanted[], deadline: Deadline): Promise<Answers> {
  return byOperation(wanted, wanted.length === 0 ? [] : await reader.batch(wanted, deadline));
}

/** Of several reads of one kind the first counts: further ones are of other people. */
function byOperation(wanted: readonly Wanted[], reads: readonly Read<unknown>[]): Answers {
  const answers = new Map<string, Read<unknown>>();
  wanted.forEach(({ operation }, index) => {
    if (!answers.has(operation)) answers.set(operation, reads[index] ?? failed(NONSENSE));
  });
  const absent: Read<unknown> = failed({ kind: 'not-found' });
  return (operation) => answers.get(operation) ?? absent;
}
