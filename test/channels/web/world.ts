import { randomBytes } from 'node:crypto';
import express from 'express';
import { webRouter, type WebParts } from '../../../src/channels/web';
import { movableClock } from '../../../src/demo/clock';
import { listenOnLoopback } from '../../../src/demo/loopback';
import { startSignin } from '../../../src/demo/signin';
import type { Person } from '../../../src/domain/person';
import { done, refuse } from '../../../src/domain/refusal';
import type { ConfirmedDecisions, PendingDecision } from '../../../src/services/confirming';
import { Linking } from '../../../src/services/linking';
import { TicketDesk } from '../../../src/services/tickets';
import { linkingMemory, person } from '../../services/linking-memory';

export const TENANT = '11111111-1111-4111-8111-111111111111';
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
  const memory = linkingMemory([priya, tom]);
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
    stepUpReady: async () => true,
    desk,
    linking: new Linking({ ...memory, clock, ids }),
    decisions: passes.port,
    clock,
    ids,
    correlated: (_, run) => run(),
    ...change,
  };
  app.use(webRouter(parts));
  /** Everything that a visit could have changed, as text to compare. */
  const effects = () => JSON.stringify([memory.linked, memory.audit, memory.added, passes.decided]);
  return { ...memory, app: server, signin, desk, clock, passes, effects, close: server.close, parts };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Stands for services/tap: remembers what was decided, and can be told that the request has changed. */
function decisions() {
  const state = { version: 3, down: false };
  const decided: PendingDecision[] = [];
  const port: ConfirmedDecisions = {
    preview: async () =>
      state.down
        ? refuse('graph-unavailable')
        : done({
            version: state.version,
            headline: 'Priya asks for a Temporary Access Pass for Tom <script>alert(1)</script>',
            facts: [
              { title: 'For', value: tom.displayName },
              { title: 'Reason', value: 'Lost phone' },
            ],
            risk: ['Standard.'],
            proofs: ['Ana spoke with them by video at 09:31.'],
          }),
    decideConfirmed: async (pending) => {
      decided.push(pending);
      return done('You approved the pass for Tom.');
    },
  };
  return { state, decided, port };
}
