import type { Pause } from '../../domain/brakes';
import type { Instant } from '../../domain/clock';
import type { MethodName } from '../../domain/readiness';
import type { Address, MessageView } from '../views';
import type { LinkStop, SlackAccount } from './links';

/* The store: what has to be told and looked at, and the messages that show a request. */

/** Work that has to happen at or after a moment: what must be told (the outbox) and what must be looked at (timers). */
export type JobBody =
  | { readonly kind: 'tell'; readonly to: Address; readonly view: MessageView; readonly copy?: CopyOf }
  | { readonly kind: 'ask-approvers'; readonly request: string }
  /** Manager route: the target hears of it everywhere before the pass can be opened. */
  | { readonly kind: 'tell-target'; readonly request: string }
  /** Round 0 says at once that the request has changed; the others come by themselves, with growing pauses. */
  | { readonly kind: 'remind-approvers'; readonly request: string; readonly round: number }
  | { readonly kind: 'escalate-request'; readonly request: string }
  | { readonly kind: 'refresh-copies'; readonly request: string }
  /** Posts the card of a handover, or draws it again. */
  | { readonly kind: 'show-handover'; readonly handover: string }
  /** From the desk into somebody's own chat in Teams; `tell`, the agent, hears whether it arrived. */
  | {
      readonly kind: 'desk-card';
      readonly card: string;
      readonly person: string;
      readonly view: MessageView;
      /** What it is, for the agent. */
      readonly what: string;
      readonly tell: { readonly channel: 'teams' | 'slack'; readonly person: string };
    }
  | { readonly kind: 'expire-request'; readonly request: string }
  | { readonly kind: 'settle-pass'; readonly request: string }
  | { readonly kind: 'end-pass'; readonly request: string }
  | { readonly kind: 'carry-out'; readonly request: string }
  | { readonly kind: 'alarm-contacts'; readonly request: string; readonly what: string; readonly key: string }
  | {
      readonly kind: 'watch-target';
      readonly request: string;
      readonly until: Instant;
      readonly seen: readonly string[];
    }
  /** Looks at both accounts of a link; `since` names the link, `warned`: the person was told that it ends. */
  | ({ readonly kind: 'check-link'; readonly person: string } & SlackAccount & {
        readonly since: Instant;
        readonly warned: boolean;
      })
  /** "This was not me" about a link: the security contacts have to know. */
  | ({ readonly kind: 'alarm-link' } & LinkStop & { readonly since: Instant })
  /** The whole tenant's pause: who has to know. */
  | ({ readonly kind: 'announce-brakes'; readonly what: 'paused' | 'resumed' } & Pause)
  | {
      readonly kind: 'watch-registration';
      readonly person: string;
      readonly since: Instant;
      readonly until: Instant;
      readonly before: readonly string[];
      readonly flow: string;
      readonly expects: MethodName;
    };

export interface NewJob {
  /** Unique: a job with a key that exists is not added again. */
  readonly key: string;
  readonly dueAt: Instant;
  readonly body: JobBody;
}

export interface Job extends NewJob {
  readonly id: string;
  /** How often it has been claimed, this time included. */
  readonly attempt: number;
}

/** A message of ours that shows a request and must change when the request changes. */
export interface CopyOf {
  readonly request: string;
  readonly role: 'approval' | 'vouch' | 'verify' | 'status' | 'alarm' | 'alarm-told' | 'handover';
}

export interface PostedCopy extends CopyOf {
  readonly id: string;
  readonly address: Address;
  /** The channel's own id of the message, opaque here. */
  readonly message: string;
  readonly viewer?: string;
}

export interface Jobs {
  /** Jobs due at `now`, leased for `leaseMs` so that no other worker takes them. */
  claim(now: Instant, limit: number, leaseMs: number): Promise<readonly Job[]>;
  /**
   * Ends the job and adds what follows from it, in one transaction. False, and nothing is written, when the lease ran
   * out and another worker has claimed the job since.
   */
  done(job: Job, next?: readonly NewJob[]): Promise<boolean>;
  /** Ends many at once, nothing following from them. What another worker has claimed since stays. */
  doneAll(jobs: readonly Job[]): Promise<void>;
  /** Gives it back, to be claimed again at `dueAt`, with another body if it has learnt something. False as for `done`. */
  again(job: Job, dueAt: Instant, body?: JobBody): Promise<boolean>;
  add(jobs: readonly NewJob[]): Promise<void>;
  /** When the next job is due, if any. */
  nextDue(): Promise<Instant | undefined>;
  /** How many are overdue, for /metrics. */
  overdue(now: Instant): Promise<number>;
}

export interface Copies {
  add(copy: Omit<PostedCopy, 'id'>): Promise<void>;
  of(request: string): Promise<readonly PostedCopy[]>;
}
