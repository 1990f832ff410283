/*
 * What the services need from the outside. Each port is small and has one contract suite in test/contracts that every
 * implementation passes. Reading or writing the tenant answers with an Outcome; the store throws StoreUnavailable.
 */

export * from './tenant';
export * from './ledger';
export * from './audit';
export * from './jobs';
export * from './conversations';
export * from './links';
export * from './channels';

export interface Ids {
  /** A new unguessable id, URL-safe, at least 128 bits. */
  next(): string;
}

/** Counted and logged once per occurrence; facts hold ids and codes only. */
export interface Observer {
  event(name: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
  failure(name: string, error: unknown, facts?: Readonly<Record<string, string | number | boolean>>): void;
}
