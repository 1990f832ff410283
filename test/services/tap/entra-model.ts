import type { AccountChange } from '../../../src/domain/account-change';
import type { Instant } from '../../../src/domain/clock';
import { known, unread } from '../../../src/domain/fact';
import type { PersonFacts } from '../../../src/domain/facts';
import type { ExistingPass, Method } from '../../../src/domain/methods';
import type { Person } from '../../../src/domain/person';
import { done, refuse } from '../../../src/domain/refusal';
import { PassCode } from '../../../src/domain/secret';
import type {
  Directory,
  Methods,
  PassCreation,
  Passes,
  PassSpec,
  Removals,
  Sessions,
  TenantReader,
} from '../../../src/services/ports';

/** What may happen to one POST: answered, refused, its answer lost, lost on the way, landing late, or our process dying. */
export type Fate =
  'answered' | 'refused' | 'answer-lost' | 'never-arrives' | 'lands-late' | 'dies-before' | 'dies-after';

/** The process is gone: whatever awaited this never goes on. */
export class Died extends Error {}

export const HELPDESK = 'group-helpdesk';
export const APPROVERS = 'group-approvers';
export const SECURITY = 'group-security';
export const ADMINS = 'group-admins';

/** A write that has reached Entra: what the model holds against the audit. */
export type Write =
  | { readonly what: 'pass-made'; readonly person: string }
  | { readonly what: 'pass-removed' | 'method-removed'; readonly person: string; readonly id: string }
  | { readonly what: 'sessions-ended'; readonly person: string };

/** A model of Entra for the property tests of the pass: one pass per user, a second POST replaces it. */
export class EntraModel implements Directory, TenantReader, Methods {
  readonly #now: () => Instant;
  readonly passesOf = new Map<string, ExistingPass>();
  readonly methodsOf = new Map<string, Method[]>();
  readonly groupsOf = new Map<string, string[]>();
  /** Passes that this application made, by id, whoever was told. */
  readonly made = new Set<string>();
  /** POSTs still on their way, and when they land at the latest: no network holds one back for ever. */
  readonly late: { readonly by: Instant; readonly land: () => void }[] = [];
  fate: Fate = 'answered';
  deleting: 'works' | 'fails' | 'answer-lost' = 'works';
  reading: 'works' | 'fails' = 'works';
  readonly risk = new Map<string, 'atRisk' | 'confirmedCompromised'>();
  readonly roles = new Map<string, readonly string[]>();
  readonly disabled = new Set<string>();
  /** What the audit log says of everybody. */
  changes: readonly AccountChange[] = [];
  /** Nothing about risk can be read. */
  riskUnread = false;
  onWrite: (write: Write) => void = () => undefined;
  readonly #sessionsFrom = new Map<string, Instant>();
  #serial = 0;

  constructor(now: () => Instant) {
    this.#now = now;
  }

  person(id: string) {
    return Promise.resolve(done(this.#person(id)));
  }

  find() {
    return Promise.resolve(done([]));
  }

  managerOf(id: string) {
    return Promise.resolve(done(this.#person(`manager-of-${id}`)));
  }

  membersOf(group: string) {
    return Promise.resolve(
      done([...this.groupsOf].filter(([, groups]) => groups.includes(group)).map(([id]) => this.#person(id))),
    );
  }

  groupsAmong(id: string, groups: readonly string[]) {
    return Promise.resolve(done(new Set(groups.filter((group) => this.groupsOf.get(id)?.includes(group)))));
  }

  facts(id: string): Promise<PersonFacts> {
    const at = this.#now();
    const policy = { enabled: true, include: [{ to: 'all' as const }], exclude: [] };
    return Promise.resolve({
      id,
      person: known(this.#person(id), at),
      groups: known([], at),
      methods: known(this.#methods(id), at),
      activeRoles: known(this.roles.get(id) ?? [], at),
      eligibleRoles: known([], at),
      ownedGroups: known([], at),
      eligibleGroups: known([], at),
      restrictedUnits: known([], at),
      manager: known(this.#person(`manager-of-${id}`), at),
      directReports: known([], at),
      riskState: this.riskUnread
        ? unread({ what: 'risk', reason: 'unavailable' })
        : known(this.risk.get(id) ?? ('none' as const), at),
      changes: known(this.changes, at),
      passkeyPolicy: known(
        { enabled: true, mode: 'profiles' as const, selfServiceAllowed: true, profiles: [], include: [], exclude: [] },
        at,
      ),
      passPolicy: known({ ...policy, minimumLifetimeMinutes: 10, maximumLifetimeMinutes: 480, oneTimeOnly: false }, at),
      authenticatorPolicy: known({ enabled: true, include: [], exclude: [] }, at),
      methodsPolicy: known({ migration: 'complete', campaign: { state: 'off', include: [], exclude: [] } }, at),
      access: known([], at),
      devices: known([], at),
      methodDevices: known([], at),
    });
  }

  /** The Methods port; passes() gives the other `list`. */
  list(id: string): ReturnType<Methods['list']> {
    return Promise.resolve(this.reading === 'works' ? done(this.#methods(id)) : refuse('graph-unavailable'));
  }

  /** The Passes port. */
  passes(): Passes {
    return {
      create: (id, spec) => this.create(id, spec),
      remove: (id, passId) => this.remove(id, passId),
      list: (id) => {
        if (this.reading === 'fails') return Promise.resolve(refuse('graph-unavailable'));
        const pass = this.passesOf.get(id);
        return Promise.resolve(done(pass === undefined ? [] : [pass]));
      },
    };
  }

  create(id: string, spec: PassSpec): Promise<PassCreation> {
    const land = (): PassCreation => this.#land(id, spec);
    switch (this.fate) {
      case 'answered':
        return Promise.resolve(land());
      case 'refused':
        return Promise.resolve({ end: 'refused', refusal: refuse('entra-refused', { message: 'no' }).refusal });
      case 'answer-lost':
        land();
        return Promise.resolve({ end: 'uncertain' });
      case 'never-arrives':
        return Promise.resolve({ end: 'uncertain' });
      case 'lands-late':
        this.late.push({ by: this.#now() + 8 * 60_000, land });
        return Promise.resolve({ end: 'uncertain' });
      case 'dies-before':
        return Promise.reject(new Died());
      case 'dies-after':
        land();
        return Promise.reject(new Died());
    }
  }

  remove(id: string, passId: string): ReturnType<Passes['remove']> {
    if (this.deleting !== 'fails' && this.passesOf.get(id)?.id === passId) {
      this.passesOf.delete(id);
      this.onWrite({ what: 'pass-removed', person: id, id: passId });
    }
    return Promise.resolve(this.deleting === 'works' ? done(undefined) : refuse('graph-unavailable'));
  }

  /** The Removals port. */
  readonly removals: Removals = {
    remove: (id, _kind, method) => {
      const end = this.#deleted();
      const there = (this.methodsOf.get(id) ?? []).some((one) => one.id === method);
      if (end === 'later') return Promise.resolve({ end, afterMs: 5_000 });
      this.methodsOf.set(
        id,
        (this.methodsOf.get(id) ?? []).filter((one) => one.id !== method),
      );
      if (there) this.onWrite({ what: 'method-removed', person: id, id: method });
      return Promise.resolve({ end: end === 'removed' && !there ? 'absent' : end });
    },
  };

  /** The Sessions port. */
  readonly sessions: Sessions = {
    validFrom: (id) => Promise.resolve(done(this.#sessionsFrom.get(id) ?? 0)),
    end: (id) => {
      const end = this.#deleted();
      if (end === 'later') return Promise.resolve({ end, afterMs: 5_000 });
      this.#sessionsFrom.set(id, this.#now());
      this.onWrite({ what: 'sessions-ended', person: id });
      return Promise.resolve({ end });
    },
  };

  #deleted(): 'removed' | 'uncertain' | 'later' {
    const ends = { works: 'removed', 'answer-lost': 'uncertain', fails: 'later' } as const;
    return ends[this.deleting];
  }

  addMethod(id: string, method: Method): void {
    this.methodsOf.set(id, [...(this.methodsOf.get(id) ?? []), method]);
  }

  /** Passes of ours that somebody could sign in with now. */
  live(): readonly ExistingPass[] {
    const now = this.#now();
    return [...this.passesOf.values()].filter(
      (pass) => this.made.has(pass.id) && now < pass.startsAt + pass.lifetimeMinutes * 60_000,
    );
  }

  #land(id: string, spec: PassSpec): PassCreation {
    this.#serial += 1;
    const at = this.#now();
    const pass: ExistingPass = {
      kind: 'pass',
      id: `pass-${String(this.#serial)}`,
      createdAt: at,
      startsAt: at,
      lifetimeMinutes: spec.lifetimeMinutes,
      usableOnce: spec.usableOnce,
      usable: true,
      usability: 'EnabledByPolicy',
    };
    this.made.add(pass.id);
    this.passesOf.set(id, pass);
    this.onWrite({ what: 'pass-made', person: id });
    return { end: 'created', pass, code: new PassCode(`CODE-${String(this.#serial)}`) };
  }

  #methods(id: string): Method[] {
    const pass = this.passesOf.get(id);
    return [...(this.methodsOf.get(id) ?? []), ...(pass === undefined ? [] : [pass])];
  }

  #person(id: string): Person {
    return {
      id,
      displayName: id,
      userPrincipalName: `${id}@example.org`,
      enabled: !this.disabled.has(id),
      guest: 'no',
    };
  }
}
