import type { Request, Response } from 'express';
import { refuse } from '../../domain/refusal';
import type { SlackAccount, Tickets } from '../../services/ports';
import type { Linking } from '../../services/linking';
import { isFor, type TicketDesk, type TicketFor } from '../../services/tickets';
import { type Answer, go, no, show } from './answer';
import { BrowserKey, same } from './browser-key';
import { entraSession, slackName, strongSignIn } from './claims';
import type { Cookies } from './cookies';
import { linkBegin, linkDone, linkQuestion, type LinkedAccounts } from './pages';
import type { SignIn } from './sign-in';
import { nonceOf, type Visit, type Visits } from './visit';

export interface LinkPagesParts {
  readonly desk: TicketDesk;
  readonly tickets: Tickets;
  readonly linking: Linking;
  readonly cookies: Cookies;
  readonly visits: Visits;
  readonly slack: SignIn;
  readonly entra: SignIn;
  readonly tenantId: string;
  /** STEP_UP_AUTH_CONTEXT; where it is set, linking needs it too. */
  readonly stepUpContext: string | undefined;
}

/** Both sign-ins are done in this browser. */
interface Both {
  readonly account: SlackAccount;
  readonly person: string;
}

/** Links a Slack account: Slack, then Entra, then a page that names both, in one browser (design.md section 3). */
export class LinkPages {
  constructor(private readonly parts: LinkPagesParts) {}

  async look(request: Request): Promise<Answer> {
    const nonce = nonceOf(request);
    const ticket = await this.parts.desk.openLink(nonce);
    if (!ticket.ok) return no(ticket);
    const may = await this.parts.linking.mayLink(ticket.value.purpose.account);
    if (!may.ok) return no(may);
    const visit = await this.parts.visits.of(request, nonce);
    const both = bothOf(visit);
    if (visit === undefined || both === undefined) return show(linkBegin());
    const accounts = await this.named(visit, both);
    return accounts.ok ? show(linkQuestion(accounts.value, visit.browser.key.formToken)) : no(accounts);
  }

  async act(request: Request, response: Response): Promise<Answer> {
    const step = this.parts.visits.step(request);
    if (!step.ok) return no(step);
    const nonce = nonceOf(request);
    const ticket = await this.parts.desk.openLink(nonce);
    if (!ticket.ok) return no(ticket);
    if (step.value.step === 'begin') return this.begin(response, nonce, ticket.value);
    const visit = await this.parts.visits.of(request, nonce);
    const both = bothOf(visit);
    if (visit === undefined || both === undefined) return no(refuse('link-wrong-browser'));
    if (!same(step.value.token, visit.browser.key.formToken)) return no(refuse('not-our-page'));
    return this.link(response, visit, both);
  }

  /** Slack sends the browser back. */
  async fromSlack(request: Request, response: Response): Promise<Answer> {
    const visit = await this.parts.visits.returning(request, 'slack');
    if (!visit.ok) return no(visit);
    const { browser, session, ticket, query } = visit.value;
    if (!isFor(ticket, 'link')) return no(refuse('link-wrong-browser'));
    const claims = await this.parts.slack.claims(query, browser.key.signIn('slack'));
    if (!claims.ok) return no(claims);
    const name = slackName(claims.value, ticket.purpose.account);
    if (!name.ok) return no(name);
    const entra = await this.parts.entra.address(browser.key.signIn('entra'), {
      prompt: 'login',
      ...(this.parts.stepUpContext === undefined ? {} : strongSignIn(this.parts.stepUpContext)),
    });
    if (!entra.ok) return no(entra);
    await this.parts.tickets.putSession({ ...session, slack: ticket.purpose.account });
    this.parts.cookies.write(response, { ...browser, slackName: name.value });
    return go(entra.value);
  }

  /** Entra sends the browser back, on the way to the page that names both. */
  async fromEntra(visit: Visit, query: URLSearchParams): Promise<Answer> {
    const { browser, session } = visit;
    if (session.slack === undefined) return no(refuse('link-wrong-browser'));
    const claims = await this.parts.entra.claims(query, browser.key.signIn('entra'));
    if (!claims.ok) return no(claims);
    const entra = entraSession(claims.value, this.parts.tenantId);
    if (!entra.ok) return no(entra);
    // Whoever links can act as this person in Slack from then on, so a password alone must not do.
    if (this.parts.stepUpContext !== undefined && !entra.value.acrs.includes(this.parts.stepUpContext))
      return no(refuse('sign-in-too-weak'));
    await this.parts.tickets.putSession({ ...session, entra: entra.value });
    return go(`/link/${browser.nonce}`);
  }

  private async begin(response: Response, nonce: string, ticket: TicketFor<'link'>): Promise<Answer> {
    const key = BrowserKey.make(ticket.hash);
    const address = await this.parts.slack.address(key.signIn('slack'), { team: ticket.purpose.account.team });
    if (!address.ok) return no(address);
    await this.parts.tickets.putSession({ hash: key.hash, ticket: ticket.hash, expiresAt: ticket.expiresAt });
    this.parts.cookies.write(response, { nonce, key, slackName: '' });
    return go(address.value);
  }

  private async link(response: Response, visit: Visit, both: Both): Promise<Answer> {
    const accounts = await this.named(visit, both);
    if (!accounts.ok) return no(accounts);
    const spent = await this.parts.desk.spend(visit.ticket);
    if (!spent.ok) return no(spent);
    this.parts.cookies.clear(response, visit.browser.key);
    const linked = await this.parts.linking.link(both.account, both.person);
    return linked.ok ? show(linkDone(accounts.value)) : no(linked);
  }

  private async named(visit: Visit, both: Both) {
    const person = await this.parts.linking.whoLinks(both.person);
    if (!person.ok) return person;
    const { displayName: entraName, userPrincipalName } = person.value;
    const { slackName } = visit.browser;
    const value: LinkedAccounts = { slackName, slackUser: both.account.user, entraName, userPrincipalName };
    return { ok: true, value } as const;
  }
}

function bothOf(visit: Visit | undefined): Both | undefined {
  const { slack, entra } = visit?.session ?? {};
  return slack === undefined || entra === undefined ? undefined : { account: slack, person: entra.person };
}
