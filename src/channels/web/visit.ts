import type { Request } from 'express';
import { z } from 'zod/v4';
import { type Outcome, done, refuse } from '../../domain/refusal';
import type { BrowserSession, Tickets } from '../../services/ports';
import { hashOf, type OpenTicket, type TicketDesk } from '../../services/tickets';
import { same, tagOf, type Provider } from './browser-key';
import { nonceShape, type Cookies, type Remembered } from './cookies';

/** A browser that comes back: what it remembers, what the store knows about it, and the ticket it works on. */
export interface Visit {
  readonly browser: Remembered;
  readonly session: BrowserSession;
  readonly ticket: OpenTicket;
}

export interface VisitParts {
  readonly desk: TicketDesk;
  readonly tickets: Tickets;
  readonly cookies: Cookies;
  readonly publicUrl: string;
}

/** The steps of a form. Anything else is not from our page. */
const steps = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('begin') }),
  z.strictObject({ step: z.literal('finish'), token: z.string().max(100), version: z.string().max(20).optional() }),
]);
export type Step = z.infer<typeof steps>;

const state = z.string().regex(/^[\w-]{16}\.[\w-]{43}$/);

export class Visits {
  constructor(private readonly parts: VisitParts) {}

  /** The visit of this browser to the address it opens, if it has begun one here. */
  async of(request: Request, nonce: string): Promise<Visit | undefined> {
    const browser = this.parts.cookies.read(request, tagOf(hashOf(nonce)));
    return browser === undefined || browser.nonce !== nonce ? undefined : this.recall(browser);
  }

  /** A form of ours was sent by the browser that it was shown to, from our own page. */
  step(request: Request): Outcome<Step> {
    if (!this.fromOurPage(request)) return refuse('not-our-page');
    const parsed = steps.safeParse(request.body);
    return parsed.success ? done(parsed.data) : refuse('bad-input', { what: 'the form' });
  }

  /**
   * The visit that a provider sends back. The state says which cookie to look at, and must be the one derived from the
   * key in it: another browser, a made-up state or an old one ends here, before the code is looked at.
   */
  async returning(request: Request, provider: Provider): Promise<Outcome<Visit & { readonly query: URLSearchParams }>> {
    const query = new URL(request.originalUrl, this.parts.publicUrl).searchParams;
    const parsed = state.safeParse(query.get('state'));
    if (!parsed.success || query.getAll('state').length > 1) return refuse('link-wrong-browser');
    const browser = this.parts.cookies.read(request, parsed.data.slice(0, 16));
    if (browser === undefined || !same(parsed.data, browser.key.signIn(provider).state)) {
      return refuse('link-wrong-browser');
    }
    const visit = await this.recall(browser);
    return visit === undefined ? refuse('link-over') : done({ ...visit, query });
  }

  private async recall(browser: Remembered): Promise<Visit | undefined> {
    const session = await this.parts.tickets.session(browser.key.hash);
    const ticket = await this.parts.desk.open(browser.nonce);
    if (session === undefined || !ticket.ok || session.ticket !== ticket.value.hash) return undefined;
    return { browser, session, ticket: ticket.value };
  }

  /**
   * Browsers say where a request comes from: Sec-Fetch-Site on https and loopback, Origin on every POST. (Under
   * `Referrer-Policy: no-referrer` the Origin of a form is "null", so Sec-Fetch-Site comes first.)
   */
  private fromOurPage(request: Request): boolean {
    const site = request.get('sec-fetch-site');
    if (site !== undefined) return site === 'same-origin';
    return request.get('origin') === this.parts.publicUrl;
  }
}

/** A one-time address has one shape; anything else is answered like one that is over. */
export function nonceOf(request: Request): string {
  const parsed = nonceShape.safeParse(request.params['nonce']);
  return parsed.success ? parsed.data : '-';
}
