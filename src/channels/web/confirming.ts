import type { Request, Response } from 'express';
import type { Clock } from '../../domain/clock';
import { type Outcome, done, refuse } from '../../domain/refusal';
import type { ConfirmedDecisions, DecisionPreview, Pending } from '../../services/confirming';
import type { Directory, Tickets } from '../../services/ports';
import type { TicketDesk, TicketFor } from '../../services/tickets';
import { type Answer, go, no, show } from './answer';
import { BrowserKey, same } from './browser-key';
import { confirms, entraSession, isFresh, strongSignIn } from './claims';
import type { Cookies } from './cookies';
import { confirmBegin, confirmDone, confirmQuestion } from './pages';
import type { SignIn } from './sign-in';
import { nonceOf, type Step, type Visit, type Visits } from './visit';

export interface ConfirmPagesParts {
  readonly desk: TicketDesk;
  readonly tickets: Tickets;
  readonly decisions: ConfirmedDecisions;
  readonly directory: Directory;
  readonly cookies: Cookies;
  readonly visits: Visits;
  readonly entra: SignIn;
  readonly tenantId: string;
  /** STEP_UP_AUTH_CONTEXT; without it nothing can be confirmed. */
  readonly stepUpContext: string | undefined;
  /** Whether a Conditional Access policy really protects that context. */
  readonly stepUpReady: () => Promise<boolean>;
  readonly clock: Clock;
}

/** Confirms one decision: a fresh, strong Entra sign-in of the person who pressed, then a page that asks (section 3). */
export class ConfirmPages {
  constructor(private readonly parts: ConfirmPagesParts) {}

  async look(request: Request): Promise<Answer> {
    const nonce = nonceOf(request);
    const ticket = await this.parts.desk.openConfirm(nonce);
    if (!ticket.ok) return no(ticket);
    const visit = await this.parts.visits.of(request, nonce);
    const entra = visit?.session.entra;
    if (visit === undefined || entra === undefined) return show(confirmBegin(false));
    if (!isFresh(entra, this.now())) return show(confirmBegin(true));
    const preview = await this.preview(ticket.value.purpose);
    if (!preview.ok) return no(preview);
    return show(confirmQuestion(ticket.value.purpose, preview.value, visit.browser.key.formToken));
  }

  async act(request: Request, response: Response): Promise<Answer> {
    const step = this.parts.visits.step(request);
    if (!step.ok) return no(step);
    const nonce = nonceOf(request);
    const ticket = await this.parts.desk.openConfirm(nonce);
    if (!ticket.ok) return no(ticket);
    const context = await this.context();
    if (!context.ok) return no(context);
    if (step.value.step === 'begin') return this.begin(response, nonce, ticket.value, context.value);
    const visit = await this.parts.visits.of(request, nonce);
    if (visit === undefined) return no(refuse('link-wrong-browser'));
    const allowed = this.allowed(visit, ticket.value, context.value, step.value);
    return allowed.ok ? this.decide(response, visit, ticket.value) : no(allowed);
  }

  /** Entra sends the browser back, on the way to the page that asks. */
  async fromEntra(visit: Visit, ticket: TicketFor<'confirm'>, query: URLSearchParams): Promise<Answer> {
    const context = await this.context();
    if (!context.ok) return no(context);
    const { browser, session } = visit;
    const claims = await this.parts.entra.claims(query, browser.key.signIn('entra'));
    if (!claims.ok) return no(claims);
    const entra = entraSession(claims.value, this.parts.tenantId);
    if (!entra.ok) return no(entra);
    const { person } = ticket.purpose;
    const confirmed = confirms(entra.value, { person, context: context.value, now: this.now() });
    if (!confirmed.ok) return no(confirmed);
    await this.parts.tickets.putSession({ ...session, entra: entra.value });
    return go(`/confirm/${browser.nonce}`);
  }

  private async begin(
    response: Response,
    nonce: string,
    ticket: TicketFor<'confirm'>,
    context: string,
  ): Promise<Answer> {
    const key = BrowserKey.make(ticket.hash);
    // Saves typing; without an answer Entra asks.
    const person = await this.parts.directory.person(ticket.purpose.person);
    const address = await this.parts.entra.address(key.signIn('entra'), {
      prompt: 'login',
      ...strongSignIn(context),
      ...(person.ok ? { login_hint: person.value.userPrincipalName } : {}),
    });
    if (!address.ok) return no(address);
    await this.parts.tickets.putSession({ hash: key.hash, ticket: ticket.hash, expiresAt: ticket.expiresAt });
    this.parts.cookies.write(response, { nonce, key, slackName: '' });
    return go(address.value);
  }

  /** The button was pressed on the page we showed, by the right person, and the sign-in is still fresh. */
  private allowed(visit: Visit, ticket: TicketFor<'confirm'>, context: string, form: Step): Outcome<void> {
    const { entra } = visit.session;
    if (entra === undefined) return refuse('link-wrong-browser');
    if (form.step !== 'finish' || !same(form.token, visit.browser.key.formToken)) return refuse('not-our-page');
    if (form.version !== String(ticket.purpose.version)) return refuse('bad-input', { what: 'the version' });
    return confirms(entra, { person: ticket.purpose.person, context, now: this.now() });
  }

  private async decide(response: Response, visit: Visit, ticket: TicketFor<'confirm'>): Promise<Answer> {
    // What can be refused before the link is used up, is.
    const preview = await this.preview(ticket.purpose);
    if (!preview.ok) return no(preview);
    const spent = await this.parts.desk.spend(ticket);
    if (!spent.ok) return no(spent);
    this.parts.cookies.clear(response, visit.browser.key);
    const { entra } = visit.session;
    const signedIn =
      entra === undefined
        ? {}
        : { identity: { how: 'entra-step-up', authTime: entra.authTime, acrs: entra.acrs } as const };
    const decided = await this.parts.decisions.decideConfirmed({ ...pendingOf(ticket.purpose), ...signedIn });
    return decided.ok ? show(confirmDone(decided.value)) : no(decided, USED_UP);
  }

  private async preview(purpose: Pending): Promise<Outcome<DecisionPreview>> {
    const preview = await this.parts.decisions.preview(pendingOf(purpose));
    if (!preview.ok || preview.value.version === purpose.version) return preview;
    return refuse('request-changed', { state: 'there is a newer version' });
  }

  private async context(): Promise<Outcome<string>> {
    const { stepUpContext, stepUpReady } = this.parts;
    return stepUpContext !== undefined && (await stepUpReady()) ? done(stepUpContext) : refuse('step-up-absent');
  }

  private now(): number {
    return this.parts.clock.now().getTime();
  }
}

const USED_UP = 'This link is used up. If you still want to decide, press the button in Slack again.';

function pendingOf(purpose: Pending): Pending {
  const { person, version } = purpose;
  switch (purpose.decision) {
    case 'resume':
      return { person, request: purpose.request, version, decision: purpose.decision };
    case 'contain':
      return { person, request: purpose.request, version, decision: purpose.decision };
    default: {
      const { request, decision, reasonHash } = purpose;
      return { person, request, version, decision, ...(reasonHash === undefined ? {} : { reasonHash }) };
    }
  }
}
