import { randomBytes } from 'node:crypto';
import express from 'express';
import { webRouter, type WebParts } from '../../../src/channels/web';
import { movableClock } from '../../../src/demo/clock';
import { listenOnLoopback } from '../../../src/demo/loopback';
import { startSignin } from '../../../src/demo/signin';
import type { Person } from '../../../src/domain/person';
import { done, refuse } from '../../../src/domain/refusal';
import type { ConfirmedDecisions, DecisionPreview, Pending } from '../../../src/services/confirming';
import { Linking } from '../../../src/services/linking';
import { TicketDesk } from '../../../src/services/tickets';
import { linkingStore, person } from '../../services/linking-store';

const TENANT = '11111111-1111-4111-8111-111111111111';
export const TEAM = 'T0CONTOSO';
export const priya = person('aaaaaaaa-0000-4000-8000-000000000004', 'Priya Shah');
export const tom = person('aaaaaaaa-0000-4000-8000-000000000001', 'Tom <b>Baker</b>\u202Egnol');
export const priyaInSlack = { team: TEAM, user: 'U0PRIYA' };

/** Both OpenID providers, once for a file of tests: making their keys takes longer than a test. */
export async function openProviders() {
  const clock = movableClock();
  const app = { origin: '' };
  const signin = await startSignin({
    clock,
    tenantId: TENANT,
    slackTeamId: TEAM,
    people: [
      { ...asSignedIn('priya', priya), slackUserId: 'U0PRIYA' },
      { ...asSignedIn('tom', tom), slackUserId: 'U0TOM' },
    ],
    entra: { clientId: 'entra-app', clientSecret: 'one', redirectUris: () => [`${app.origin}/auth/callback`] },
    slack: { clientId: 'slack-app', clientSecret: 'two', redirectUris: () => [`${app.origin}/auth/slack/callback`] },
  });
  return { clock, app, signin };
}

export type Providers = Awaited<ReturnType<typeof openProviders>>;

function asSignedIn(key: string, { id, displayName, userPrincipalName }: Person) {
  return { key, objectId: id, name: displayName, userPrincipalName };
}

/** The browser pages on a loopback port, in front of real OpenID providers. The pass service is the one stand-in. */
export async function openWorld({ clock, app: client, signin }: Providers, change: Partial<WebParts> = {}) {
  const memory = await linkingStore([priya, tom]);
  const ids = { next: () => randomBytes(24).toString('base64url') };
  const app = express();
  const server = await listenOnLoopback(app);
  client.origin = server.origin;
  signin.misbehave({});
  const passes = decisions();
  const desk = new TicketDesk({ ...memory, clock, ids, publicUrl: server.origin });
  const provider = ({ issuer, clientId, clientSecret }: typeof signin.entra) => ({
    issuer,
    clientId,
    credential: { secret: clientSecret },
  });
  const parts: WebParts = {
    ...memory,
    publicUrl: server.origin,
    tenantId: TENANT,
    entra: provider(signin.entra),
    slack: provider(signin.slack),
    stepUpContext: 'c1',
    stepUpReady: () => Promise.resolve(true),
    desk,
    linking: new Linking({ ...memory, clock, slackStanding: () => Promise.resolve('member') }),
    decisions: passes.port,
    clock,
    ids,
    correlated: (_, run) => run(),
    ...change,
  };
  app.use(webRouter(parts));
  const close = async () => {
    await server.close();
    await memory.closeStore();
  };
  /** Everything that a visit could have changed, as text to compare. */
  const effects = () =>
    JSON.stringify([memory.rows('links'), memory.rows('audit'), memory.rows('jobs'), passes.decided]);
  return { ...memory, app: server, signin, desk, clock, passes, effects, close, parts };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Stands for services/tap: remembers what was decided, and can be told that the request has changed. */
function decisions() {
  const state = { version: 3, down: false };
  const decided: Pending[] = [];
  const port: ConfirmedDecisions = {
    preview: () => Promise.resolve(state.down ? refuse('graph-unavailable') : done(preview(state.version))),
    decideConfirmed: (pending) => {
      decided.push(pending);
      return Promise.resolve(done('You approved the pass for Tom.'));
    },
  };
  return { state, decided, port };
}

function preview(version: number): DecisionPreview {
  return {
    version,
    headline: 'Priya asks for a Temporary Access Pass for Tom <script>alert(1)</script>',
    facts: [
      { title: 'For', value: tom.displayName },
      { title: 'Reason', value: 'Lost phone' },
    ],
    risk: ['Standard.'],
    proofs: ['Ana spoke with them by video at 09:31.'],
  };
}

/** The page answers with this status and says these words. */
export function expectPage(page: { status: number; body: string }, status: number, words: string): void {
  expect([page.status, page.body]).toEqual([status, expect.stringContaining(words)]);
}
