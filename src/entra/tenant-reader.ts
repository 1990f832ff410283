import type { Clock } from '../domain/clock';
import type { PersonFacts } from '../domain/facts';
import type { Desk, TenantReader } from '../services/ports';
import type { AccessReads } from './access-reads';
import { accountChanges, changesNotAsked } from './changes';
import { deadlineIn, type Deadline } from './deadline';
import { byOperation, openDesk } from './desk-reader';
import { failed, NONSENSE } from './failure';
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
  const desk = openDesk({ reader, access, policies, names, clock, readMs });

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

    reading: (personId, others) => desk.reading(personId, others),
  };
}

async function ask(reader: Reader, wanted: readonly Wanted[], deadline: Deadline): Promise<Answers> {
  const reads = wanted.length === 0 ? [] : await reader.batch(wanted, deadline);
  return byOperation(wanted, new Map(wanted.map((one, index) => [one, reads[index] ?? failed(NONSENSE)])));
}
