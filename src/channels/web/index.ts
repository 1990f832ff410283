import { Router, urlencoded, type ErrorRequestHandler, type Request, type Response } from 'express';
import type { Clock } from '../../domain/clock';
import { NOTHING_CHANGED, type Refusal, refuse } from '../../domain/refusal';
import type { ConfirmedDecisions } from '../../services/confirming';
import type { Linking } from '../../services/linking';
import { StoreUnavailable, type Directory, type Ids, type Observer, type Tickets } from '../../services/ports';
import { isFor, type TicketDesk } from '../../services/tickets';
import { type Answer, no } from './answer';
import { ConfirmPages } from './confirming';
import { Cookies } from './cookies';
import { LinkPages } from './linking';
import { refusalPage, type Page } from './pages';
import { SignIn, type ProviderSettings } from './sign-in';
import { STYLE_HASH } from './style';
import { Visits } from './visit';

export interface WebParts {
  /** Origin without a slash at the end. */
  readonly publicUrl: string;
  readonly tenantId: string;
  readonly entra: ProviderSettings;
  readonly slack: ProviderSettings;
  /** STEP_UP_AUTH_CONTEXT. */
  readonly stepUpContext: string | undefined;
  /** Whether a Conditional Access policy really protects that context. */
  readonly stepUpReady: () => Promise<boolean>;
  readonly desk: TicketDesk;
  readonly tickets: Tickets;
  readonly linking: Linking;
  readonly decisions: ConfirmedDecisions;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly observer: Observer;
  /** Runs a turn under a correlation id. */
  readonly correlated: <T>(id: string, run: () => T) => T;
}

/** The browser pages: linking a Slack account and confirming a decision. Mount it at the root. */
export function webRouter(parts: WebParts): Router {
  const cookies = new Cookies(parts.publicUrl.startsWith('https://'));
  const visits = new Visits({ ...parts, cookies });
  const entra = new SignIn('Microsoft Entra', parts.entra, `${parts.publicUrl}/auth/callback`);
  const slack = new SignIn('Slack', parts.slack, `${parts.publicUrl}/auth/slack/callback`);
  const link = new LinkPages({ ...parts, cookies, visits, entra, slack });
  const confirm = new ConfirmPages({ ...parts, cookies, visits, entra });

  const fromEntra = async (request: Request): Promise<Answer> => {
    const visit = await visits.returning(request, 'entra');
    if (!visit.ok) return no(visit);
    const { ticket, query } = visit.value;
    if (isFor(ticket, 'confirm')) return confirm.fromEntra(visit.value, ticket, query);
    return link.fromEntra(visit.value, query);
  };

  const answering = new Answering(parts);
  const form = urlencoded({ extended: false, limit: '4kb', parameterLimit: 10 });
  const router = Router();
  router.get(
    '/link/:nonce',
    answering.with('link', (request) => link.look(request)),
  );
  router.post(
    '/link/:nonce',
    form,
    answering.with('link', (request, response) => link.act(request, response)),
  );
  router.get(
    '/confirm/:nonce',
    answering.with('confirm', (request) => confirm.look(request)),
  );
  router.post(
    '/confirm/:nonce',
    form,
    answering.with('confirm', (request, response) => confirm.act(request, response)),
  );
  router.get(
    '/auth/slack/callback',
    answering.with('slack-callback', (request, response) => link.fromSlack(request, response)),
  );
  router.get('/auth/callback', answering.with('entra-callback', fromEntra));
  router.use(['/link', '/confirm', '/auth'], answering.failed());
  return router;
}

/** Writes what a route decided, with the headers that every page has, one log line for each refusal. */
class Answering {
  private readonly toSignIn: string;

  constructor(private readonly parts: WebParts) {
    const issuers = [parts.entra.issuer, parts.slack.issuer].map((issuer) => new URL(issuer).origin);
    this.toSignIn = ["'self'", 'https:', ...issuers.filter((origin) => origin.startsWith('http://'))].join(' ');
  }

  with(page: string, route: (request: Request, response: Response) => Promise<Answer>) {
    return (request: Request, response: Response): Promise<void> => {
      const { correlated, ids } = this.parts;
      return correlated(ids.next(), async () => {
        try {
          this.write(response, page, await route(request, response));
        } catch (error) {
          this.fault(request, response, page, error);
        }
      });
    };
  }

  /** A body that is too long or no form: express refuses it before a route sees it. */
  failed(): ErrorRequestHandler {
    return (error: unknown, request, response, next) => {
      if (response.headersSent) {
        next(error);
        return;
      }
      const status = error instanceof Error && 'status' in error ? error.status : 500;
      if (status === 500) this.fault(request, response, 'form', error);
      else this.refuse(response, 'form', refuse('bad-input', { what: 'the form' }).refusal);
    };
  }

  private write(response: Response, page: string, answer: Answer): void {
    if (answer.kind === 'refuse') this.refuse(response, page, answer.refusal, answer.more);
    else if (answer.kind === 'page') this.send(response, answer.page);
    else {
      this.headers(response);
      response.redirect(303, answer.to);
    }
  }

  private refuse(response: Response, page: string, refusal: Refusal, more?: string): void {
    const why = refusal.facts['why'];
    this.parts.observer.event('web.refused', { page, code: refusal.code, ...(why === undefined ? {} : { why }) });
    this.send(response, refusalPage(refusal, more));
  }

  private fault(request: Request, response: Response, page: string, error: unknown): void {
    const reference = this.parts.ids.next().slice(0, 8);
    this.parts.observer.failure('web.failed', error, { page, reference });
    // A GET has changed nothing; a POST may have got half-way.
    const changed = request.method === 'POST' ? UNSURE : NOTHING_CHANGED;
    const gone = error instanceof StoreUnavailable;
    const { refusal } = gone ? refuse('store-unavailable', {}, changed) : refuse('unexpected', { reference }, changed);
    this.send(response, refusalPage(refusal));
  }

  private send(response: Response, page: Page): void {
    this.headers(response, page.leads);
    response.status(page.status).type('html').send(page.body.toString());
  }

  private headers(response: Response, leads?: 'to-sign-in'): void {
    const form = leads === undefined ? "'self'" : this.toSignIn;
    response.set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy': `default-src 'none'; style-src ${STYLE_HASH}; form-action ${form}; base-uri 'none'; frame-ancestors 'none'`,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    });
  }
}

const UNSURE = 'I cannot say whether anything was changed. Slack and Teams show what is recorded.';
