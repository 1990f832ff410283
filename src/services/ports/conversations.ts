import type { Instant } from '../../domain/clock';

/* The store: where conversations stand, how to write to somebody first, and what came already. */

/** Where a conversation stands. `state` is JSON of the flow's own making. */
export interface ConversationStates {
  get(key: string): Promise<ConversationState | undefined>;
  put(key: string, state: ConversationState, at: Instant): Promise<void>;
  clear(key: string): Promise<void>;
}

export interface ConversationState {
  readonly flow: string;
  readonly at: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** How to write to somebody first: the Bot Framework conversation reference of their 1:1 chat, opaque here. */
export interface References {
  get(key: string): Promise<string | undefined>;
  put(key: string, reference: string, at: Instant): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Remembers activity, event and trigger ids, so that what a platform sends twice is done once. */
export interface SeenIds {
  /** True the first time, false for ever after (until `keepMs` is over). */
  first(id: string, at: Instant, keepMs: number): Promise<boolean>;
}
