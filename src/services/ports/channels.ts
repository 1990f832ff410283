import type { Address, MessageView } from '../views';

/* Teams and Slack: messages that nobody waits for. */

/** `again`: it may work later (throttled, down). */
export type Delivery =
  | { readonly end: 'delivered'; readonly message: string }
  | { readonly end: 'again'; readonly afterMs?: number }
  | { readonly end: 'unreachable'; readonly why: string };

export interface Messenger {
  /** Sends a new message; `under` an earlier one of ours, where the channel has threads. */
  send(to: Address, view: MessageView, under?: string): Promise<Delivery>;
  /** Changes a message of ours in place. */
  update(to: Address, message: string, view: MessageView): Promise<Delivery>;
  /** Whether a message to this person's own chat would arrive. */
  reaches(person: string): Promise<boolean>;
}
