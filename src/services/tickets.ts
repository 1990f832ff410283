import { createHash } from 'node:crypto';
import { MINUTE, type Clock } from '../domain/clock';
import { type Outcome, done, refuse } from '../domain/refusal';
import type { Pending, TicketOffice } from './confirming';
import type { Ids, SlackAccount, Ticket, Tickets } from './ports';

export const TICKET_MS = 10 * MINUTE;

export interface TicketDeskParts {
  readonly tickets: Tickets;
  readonly clock: Clock;
  /** Each id is the secret of one address: at least 128 random bits. */
  readonly ids: Ids;
  /** Origin without a slash at the end. */
  readonly publicUrl: string;
}

type Kind = Ticket['purpose']['kind'];

/** A ticket that is good now. */
export type OpenTicket = Pick<Ticket, 'hash' | 'purpose' | 'expiresAt'>;
export type TicketFor<K extends Kind> = OpenTicket & { readonly purpose: Extract<Ticket['purpose'], { kind: K }> };

/** One-time addresses. The secret is in the address only; the store knows its hash. */
export class TicketDesk implements TicketOffice {
  constructor(private readonly parts: TicketDeskParts) {}

  linkAddress(account: SlackAccount): Promise<string> {
    return this.issue('link', { kind: 'link', account });
  }

  confirmAddress(decision: Pending): Promise<string> {
    return this.issue('confirm', { kind: 'confirm', ...decision });
  }

  /** `link-over` for anything but a ticket that is known, young enough and not spent. */
  async open(nonce: string): Promise<Outcome<OpenTicket>> {
    const ticket = await this.parts.tickets.get(hashOf(nonce));
    const over = ticket?.spentAt !== undefined || this.parts.clock.now().getTime() >= (ticket?.expiresAt ?? 0);
    return ticket === undefined || over ? refuse('link-over') : done(ticket);
  }

  async openLink(nonce: string): Promise<Outcome<TicketFor<'link'>>> {
    const ticket = await this.open(nonce);
    return ticket.ok && isFor(ticket.value, 'link') ? done(ticket.value) : refuse('link-over');
  }

  async openConfirm(nonce: string): Promise<Outcome<TicketFor<'confirm'>>> {
    const ticket = await this.open(nonce);
    return ticket.ok && isFor(ticket.value, 'confirm') ? done(ticket.value) : refuse('link-over');
  }

  /** Exactly one caller gets through; everybody else is told that the link has been used. */
  async spend(ticket: { readonly hash: string }): Promise<Outcome<void>> {
    const spent = await this.parts.tickets.spend(ticket.hash, this.parts.clock.now().getTime());
    return spent ? done(undefined) : refuse('link-over');
  }

  private async issue(path: 'link' | 'confirm', purpose: Ticket['purpose']): Promise<string> {
    const { tickets, clock, ids, publicUrl } = this.parts;
    const nonce = ids.next();
    await tickets.put({ hash: hashOf(nonce), purpose, expiresAt: clock.now().getTime() + TICKET_MS });
    return `${publicUrl}/${path}/${nonce}`;
  }
}

export function isFor<K extends Kind>(ticket: OpenTicket, kind: K): ticket is TicketFor<K> {
  return ticket.purpose.kind === kind;
}

/** SHA-256, base64url. Enough for a secret of 128 random bits: there is nothing to guess. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
