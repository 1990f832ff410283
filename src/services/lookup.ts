import { type Clock, MINUTE } from '../domain/clock';
import { type DutyRules, mayDo } from '../domain/duties';
import type { PersonFacts } from '../domain/facts';
import { authenticatorPlatform, describeMethod, type Method } from '../domain/methods';
import type { Person } from '../domain/person';
import { assessRisk } from '../domain/privilege';
import { allVerdicts } from '../domain/readiness';
import { requirements } from '../knowledge/requirements';
import { refuse } from '../domain/refusal';
import { removableKind } from '../domain/removal';
import { isOver, stateInWords } from '../domain/tap-request';
import { methodStates } from './method-states';
import { refusalView } from './notice';
import { adviceMarks, gaps, nameOf, readyRows, signInRows } from './person-readiness';
import type { AuditEntry, Directory, Ledger, SignIns, TenantReader } from './ports';
import { readActor } from './tap/parts';
import { REASON_WORDS } from './tap/words';
import type { Choice, Reply, Turn } from './turn';
import type { Button, MessageView, View } from './views';
import { agoWords, dayAndTime } from './when';

export interface LookupParts {
  readonly ledger: Ledger;
  readonly directory: Directory;
  readonly tenant: TenantReader;
  readonly signIns: SignIns;
  readonly clock: Clock;
  readonly rules: DutyRules;
}

/**
 * A person as a helpdesk agent sees them: methods, readiness, open and past requests. Only for members of the
 * helpdesk group, only where nobody else reads along, and each view leaves an audit row.
 */
export class Lookup {
  readonly #parts: LookupParts;

  constructor(parts: LookupParts) {
    this.#parts = parts;
  }

  async choose(turn: Turn, choice: Extract<Choice, { verb: `person.${string}` }>): Promise<readonly Reply[]> {
    const actor = await readActor(this.#parts, turn.who);
    const may = mayDo('look-up', { actor, target: unreadTarget(turn.who), frozen: false }, this.#parts.rules);
    if (!may.ok) return [page('Not possible', refusalView(may.refusal))];
    return [
      choice.verb === 'person.show' ? await this.#show(turn, choice.person) : await this.#look(turn, choice.words),
    ];
  }

  async #look(turn: Turn, words: string): Promise<Reply> {
    const found = await this.#parts.directory.find(words);
    if (!found.ok) return page('Look up', refusalView(found.refusal));
    const [only, ...others] = found.value;
    if (only === undefined) return page('Nobody found', refusalView(refuse('target-unknown').refusal));
    return others.length === 0 ? this.#show(turn, only.id) : page('Which one?', several(found.value));
  }

  async #show(turn: Turn, id: string): Promise<Reply> {
    const [facts, signIns] = await Promise.all([
      this.#parts.tenant.facts(id, { history: true }),
      this.#parts.signIns.last(id),
    ]);
    if (!facts.person.known && facts.person.gap.reason === 'not-found')
      return page('Nobody found', refusalView(refuse('target-unknown').refusal));
    const at = this.#parts.clock.now().getTime();
    const seen: AuditEntry = {
      chain: `person:${id}`,
      at,
      actor: turn.who,
      channel: turn.channel,
      identity: turn.identity,
      act: 'person.viewed',
      facts: { correlation: turn.correlationId },
    };
    // No audit row, no view.
    await this.#parts.ledger.commit({ audit: [seen], jobs: [] });
    const requests = await this.#parts.ledger.requestsFor(id, 5);
    const verdicts = allVerdicts(facts, {}, requirements, nameOf(facts));
    const view: View<'person'> = {
      card: 'person',
      data: {
        name: facts.person.known ? facts.person.value.displayName : 'This person',
        marks: marks(facts, this.#parts.rules),
        facts: facts.person.known ? about(facts.person.value, facts) : [],
        methods: methodRows(facts, at, turn.timeZone),
        ready: readyRows(methodStates(verdicts, facts)),
        signIns: signIns.known ? signInRows(signIns.value, facts, at, turn.timeZone) : [],
        requests: requests.map((request) => ({
          title: `${REASON_WORDS[request.reason]}, ${dayAndTime(request.createdAt, at, turn.timeZone)}`,
          detail: stateInWords(request),
        })),
        gaps: gaps(facts, verdicts, signIns),
        age: age(facts, at),
        buttons: buttons(
          facts,
          requests.some((request) => !isOver(request)),
        ),
      },
      text: `What Microsoft Entra shows about ${facts.person.known ? facts.person.value.displayName : 'this person'}.`,
    };
    return page('Person', view);
  }
}

function page(title: string, view: MessageView): Reply {
  return { kind: 'dialog', title, view };
}

/** Looking up is decided by the group alone; nothing about a target is needed for it. */
export function unreadTarget(id: string): PersonFacts {
  const gap = { known: false, gap: { what: 'not read', reason: 'unavailable' } } as const;
  return {
    id,
    person: gap,
    groups: gap,
    methods: gap,
    activeRoles: gap,
    eligibleRoles: gap,
    ownedGroups: gap,
    eligibleGroups: gap,
    restrictedUnits: gap,
    manager: gap,
    directReports: gap,
    riskState: gap,
    changes: gap,
    passkeyPolicy: gap,
    passPolicy: gap,
    authenticatorPolicy: gap,
    methodsPolicy: gap,
    access: gap,
    devices: gap,
    methodDevices: gap,
  };
}

function several(people: readonly Person[]): View<'people'> {
  const title = 'More than one person fits. Choose the one you mean.';
  return {
    card: 'people',
    data: {
      title,
      choices: people.map((person) => ({
        name: person.displayName,
        detail: [
          person.userPrincipalName,
          person.jobTitle,
          person.department,
          person.guest === 'no' ? undefined : 'guest',
          person.enabled ? undefined : 'disabled',
        ]
          .filter((word) => word !== undefined)
          .join(' · '),
        button: { title: 'Show', does: { verb: 'person.show', person: person.id }, opens: 'dialog' },
      })),
    },
    text: title,
  };
}

function marks(facts: PersonFacts, rules: DutyRules): readonly string[] {
  const risk = assessRisk(facts, rules);
  const person = facts.person.known ? facts.person.value : undefined;
  return [
    ...(person?.enabled === false ? ['Disabled account'] : []),
    ...(person === undefined || person.guest === 'no' ? [] : [`Guest (${person.guest})`]),
    ...risk.inputs.map((input) => `This account ${input.what}.`),
    ...adviceMarks(facts, rules),
  ];
}

function about(person: Person, facts: PersonFacts) {
  const rows = [
    { title: 'Sign-in name', value: person.userPrincipalName },
    { title: 'Job', value: person.jobTitle },
    { title: 'Department', value: person.department },
    {
      title: 'Manager',
      value: facts.manager.known ? (facts.manager.value?.displayName ?? 'none') : 'could not be read',
    },
  ];
  return rows.flatMap(({ title, value }) => (value === undefined ? [] : [{ title, value }]));
}

function methodRows(facts: PersonFacts, at: number, timeZone: string) {
  if (!facts.methods.known) return [];
  if (facts.methods.value.length === 0)
    return [{ name: 'No method at all', detail: 'Nothing is registered for this account.' }];
  return facts.methods.value.map((method) => ({
    name: describeMethod(method),
    detail: detailOf(method, at, timeZone),
  }));
}

function detailOf(method: Method, at: number, timeZone: string): string {
  const added = method.createdAt === undefined ? undefined : `added ${dayAndTime(method.createdAt, at, timeZone)}`;
  switch (method.kind) {
    case 'passkey':
      return join([
        'Passkey',
        requirements.modelName(method.aaguid) ?? method.model,
        method.passkeyType === 'synced' ? 'synced' : 'device-bound',
        method.attested === undefined ? undefined : method.attested ? 'attested' : 'not attested',
        added,
        // What somebody who keeps a list of allowed keys needs (S2-58); those of Authenticator are known.
        authenticatorPlatform(method) === undefined && method.aaguid !== '' ? `AAGUID ${method.aaguid}` : undefined,
      ]);
    case 'authenticator':
      return join(['Microsoft Authenticator app', method.appVersion, added]);
    case 'windows-hello':
      return join(['Windows Hello for Business', added]);
    case 'pass':
      return join([
        method.usable ? 'usable' : `not usable (${method.usability})`,
        method.usableOnce ? 'one-time' : 'multi-use',
        added,
      ]);
    case 'phone':
      return join([method.phoneType, added]);
    default:
      return join([added ?? 'registered']);
  }
}

function join(words: readonly (string | undefined)[]): string {
  return words.filter((word) => word !== undefined && word !== '').join(' · ');
}

function age(facts: PersonFacts, at: number): string {
  const policy = facts.passkeyPolicy.known ? facts.passkeyPolicy.readAt : undefined;
  const checked = facts.methods.known
    ? `Checked ${agoWords(facts.methods.readAt, at)}.`
    : 'Not everything could be checked.';
  return policy === undefined || at - policy < MINUTE ? checked : `${checked} Policy read ${agoWords(policy, at)}.`;
}

function hasRemovable({ methods }: PersonFacts): boolean {
  return methods.known && methods.value.some((method) => removableKind(method) !== undefined);
}

function buttons(facts: PersonFacts, openRequest: boolean): readonly Button[] {
  return [
    ...(openRequest
      ? []
      : [
          {
            title: 'Request a pass',
            does: { verb: 'pass.form', person: facts.id },
            opens: 'dialog',
            style: 'positive',
          } as const,
        ]),
    ...(hasRemovable(facts)
      ? [{ title: 'Remove a method', does: { verb: 'removal.form', person: facts.id }, opens: 'dialog' } as const]
      : []),
    { title: 'Refresh', does: { verb: 'person.show', person: facts.id }, opens: 'dialog' },
  ];
}
