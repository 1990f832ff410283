import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { Person } from '../../src/domain/person';
import { done, refuse } from '../../src/domain/refusal';
import type { Directory, Observer } from '../../src/services/ports';
import { openStore } from '../../src/store';

interface Recorded {
  readonly name: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The real store in a new file, a directory of these people, and what was observed. */
export async function linkingStore(people: readonly Person[]) {
  const folder = mkdtempSync(join(tmpdir(), 'keysmith-linking-'));
  const file = join(folder, 'keysmith.db');
  const store = await openStore(`sqlite:${file}`);
  const raw = new Libsql(file);
  const events: Recorded[] = [];

  const directory: Directory = {
    person: (id) => {
      const found = people.find((person) => person.id === id);
      return Promise.resolve(found === undefined ? refuse('graph-not-found') : done(found));
    },
    find: () => Promise.resolve(done([])),
    managerOf: () => Promise.resolve(done(undefined)),
    membersOf: () => Promise.resolve(done([])),
    groupsAmong: () => Promise.resolve(done(new Set<string>())),
  };
  const observer: Observer = {
    event: (name, facts = {}) => void events.push({ name, facts }),
    failure: (name, error, facts = {}) => void events.push({ name, facts: { ...facts, error: String(error) } }),
  };

  return {
    links: store.links,
    ledger: store.ledger,
    jobs: store.jobs,
    tickets: store.tickets,
    directory,
    observer,
    events,
    rows: (table: 'links' | 'audit' | 'jobs' | 'tickets' | 'sessions'): unknown[] =>
      raw.prepare(`select * from ${table}`).all(),
    closeStore: async () => {
      raw.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function person(id: string, name: string, change: Partial<Person> = {}): Person {
  const upn = `${name.toLowerCase().replace(/\W+/g, '.')}@contoso.example`;
  return { id, displayName: name, userPrincipalName: upn, enabled: true, guest: 'no', ...change };
}
