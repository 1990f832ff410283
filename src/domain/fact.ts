import type { Instant } from './clock';

/** Something read from the tenant, or why it could not be read. A gap never makes anything easier. */
export type Fact<T> = Known<T> | Unread;

export interface Known<T> {
  readonly known: true;
  readonly value: T;
  readonly readAt: Instant;
}

export interface Unread {
  readonly known: false;
  readonly gap: Gap;
}

export interface Gap {
  /** What is missing, for a sentence: "sign-in logs". */
  readonly what: string;
  readonly reason: 'permission' | 'licence' | 'unavailable' | 'nonsense' | 'not-found';
  /** The application permission that would allow it, when that is the reason. */
  readonly permission?: string;
}

export function known<T>(value: T, readAt: Instant): Known<T> {
  return { known: true, value, readAt };
}

export function unread(gap: Gap): Unread {
  return { known: false, gap };
}
