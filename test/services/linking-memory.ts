import type { Person } from '../../src/domain/person';
import { done, refuse } from '../../src/domain/refusal';
import type {
  AuditEntry,
  BrowserSession,
  Directory,
  Jobs,
  Links,
  NewJob,
  Observer,
  SlackAccount,
  Ticket,
  Tickets,
} from '../../src/services/ports';

/** The ports around linking, kept in memory, with what was written laid open for the tests. */
export function linkingMemory(people: readonly Person[]) {
  const rows = {
    tickets: new Map<string, Ticket & { spentAt?: number }>(),
    sessions: new Map<string, BrowserSession>(),
  };
  const linked: { account: SlackAccount; person: string; at: number }[] = [];
  const audit: AuditEntry[] = [];
  const added: NewJob[] = [];
  const events: { name: string; facts?: unknown }[] = [];

  const tickets: Tickets = {
    put: async (ticket) => void rows.tickets.set(ticket.hash, ticket),
    get: async (hash) => rows.tickets.get(hash),
    spend: async (hash, at) => {
      const ticket = rows.tickets.get(hash);
      if (ticket === undefined || ticket.spentAt !== undefined || at >= ticket.expiresAt) return false;
      rows.tickets.set(hash, { ...ticket, spentAt: at });
      return true;
    },
    session: async (hash) => rows.sessions.get(hash),
    putSession: async (session) => void rows.sessions.set(session.hash, session),
  };

  const same = (a: SlackAccount, b: SlackAccount) => a.team === b.team && a.user === b.user;
  const links: Links = {
    personOf: async (account) => linked.find((link) => same(link.account, account)),
    accountOf: async (person) => linked.find((link) => link.person === person)?.account,
    link: async (account, person, entry) => {
      if (linked.some((link) => link.person === person || same(link.account, account))) return false;
      linked.push({ account, person, at: entry.at });
      audit.push(entry);
      return true;
    },
    unlink: async (person, entry) => {
      const index = linked.findIndex((link) => link.person === person);
      if (index < 0) return false;
      linked.splice(index, 1);
      audit.push(entry);
      return true;
    },
  };

  const jobs: Jobs = {
    add: async (more) => void added.push(...more),
    claim: async () => [],
    done: async () => true,
    again: async () => true,
    nextDue: async () => undefined,
    overdue: async () => 0,
  };

  const directory: Directory = {
    person: async (id) => {
      const found = people.find((person) => person.id === id);
      return found === undefined ? refuse('graph-not-found') : done(found);
    },
    find: async () => done([]),
    managerOf: async () => done(undefined),
    membersOf: async () => done([]),
    groupsAmong: async () => done(new Set<string>()),
  };

  const observer: Observer = {
    event: (name, facts) => void events.push({ name, facts }),
    failure: (name, error, facts) => void events.push({ name, facts: { ...facts, error: String(error) } }),
  };

  return { tickets, links, jobs, directory, observer, rows, linked, audit, added, events };
}

export function person(id: string, name: string, change: Partial<Person> = {}): Person {
  const upn = `${name.toLowerCase().replace(/\W+/g, '.')}@contoso.example`;
  return { id, displayName: name, userPrincipalName: upn, enabled: true, guest: 'no', ...change };
}
