import { join } from 'node:path';
import express, { Router } from 'express';
import { z } from 'zod/v4';
import { MINUTE } from '../../domain/clock';
import type { MovableClock } from '../clock';
import type { Signin } from '../signin';
import type { Slack } from '../slack';
import type { Teams } from '../teams';
import { faultSchema, type Tenant } from '../tenant';
import type { Wire } from '../wire';
import { Changes } from './changes';
import { withBody, withoutBody } from './door';
import { phoneRoutes } from './phone-routes';
import { slackRoutes } from './slack-routes';
import { teamsRoutes } from './teams-routes';

export interface WorkbenchParts {
  teams: Teams;
  slack: Slack;
  signin: Signin;
  tenant: Tenant;
  clock: MovableClock;
  /** The one that Teams and Slack record into; Graph calls are added to it here. */
  wire: Wire;
}

const moved = z.strictObject({
  minutes: z
    .number()
    .positive()
    .max(60 * 24 * 60),
});

/** Graph faults are the tenant's own; `off` ends all of every kind. */
const switched = z.union([
  faultSchema,
  z.strictObject({ kind: z.literal('off') }),
  z.strictObject({ kind: z.literal('teams'), fault: z.enum(['unavailable', 'answer lost']) }),
  z.strictObject({ kind: z.literal('slack'), fault: z.enum(['unavailable', 'throttled', 'answer lost']) }),
  z.strictObject({
    kind: z.literal('sign-in'),
    fault: z.enum(['no authentication context', 'long ago', 'foreign tenant']),
  }),
]);

/**
 * The workbench page and what it needs, for mounting at the root of the bot's own express app. It speaks to the bot
 * only as Teams and Slack do: signed, to `/api/messages` and `/slack/events`.
 */
export function workbenchRouter(parts: WorkbenchParts): Router {
  const router = Router();
  const changes = new Changes();
  const { teams, slack, tenant, clock, wire } = parts;
  teams.onChange(() => changes.add('teams'));
  slack.onChange(() => changes.add('slack'));
  wire.onRecord(() => changes.add('wire'));
  tenant.onRequest((entry) => {
    const { at, method, path, status, request, response } = entry;
    wire.record({ at, platform: 'graph', direction: 'out', method, path, status, request, response });
    if (method !== 'GET') changes.add('tenant');
  });

  router.get(
    '/demo/people',
    withoutBody(() => peopleOf(parts)),
  );
  router.get(
    '/demo/wire',
    withoutBody((request) => wire.since(Number(request.query['after'] ?? 0) || 0)),
  );
  router.get('/demo/events', (request, response) => changes.stream(request, response));
  const time = (): object => ({ now: clock.now(), aheadMinutes: Math.round(clock.ahead / MINUTE) });
  router.get('/demo/clock', withoutBody(time));
  router.post(
    '/demo/clock',
    withBody(moved, ({ minutes }) => {
      clock.advance(minutes * MINUTE);
      changes.add('clock');
      changes.add('tenant');
      return time();
    }),
  );
  router.get(
    '/demo/faults',
    withoutBody(() => ({ active: tenant.faults.active })),
  );
  router.post(
    '/demo/faults',
    withBody(switched, (fault) => {
      switchFault(parts, fault);
      changes.add('faults');
      return { active: tenant.faults.active };
    }),
  );
  router.use('/demo/teams', teamsRoutes(teams));
  router.use('/demo/slack', slackRoutes(slack));
  router.use(
    '/demo/phone',
    phoneRoutes(tenant, () => changes.add('tenant')),
  );
  router.use(pageFiles());
  return router;
}

function pageFiles(): Router {
  const router = Router();
  const page = join(__dirname, '..', 'page');
  router.get('/demo/lib/adaptivecards.js', (_request, response) => {
    response.sendFile(require.resolve('adaptivecards/dist/adaptivecards.min.js'));
  });
  router.get('/', (_request, response) => {
    response.setHeader(
      'content-security-policy',
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
    );
    response.sendFile(join(page, 'index.html'));
  });
  router.use('/demo/page', express.static(page, { index: false, cacheControl: false }));
  return router;
}

/** Everybody with the ids and roles they have in each place; `teams` and `slack` say where they can be played. */
function peopleOf({ tenant, teams, slack }: WorkbenchParts): object[] {
  const inTeams = new Map(teams.people().map((person) => [person.objectId, person.key]));
  const inSlack = new Map(slack.people().map((person) => [person.key, person.userId]));
  return Object.values(tenant.people).map((person) => ({
    key: person.key,
    objectId: person.id,
    name: person.displayName,
    userPrincipalName: person.upn,
    roles: person.roles,
    story: person.story,
    phone: person.phone ?? null,
    teams: inTeams.has(person.id),
    slackUserId: inSlack.get(person.key) ?? null,
  }));
}

function switchFault({ tenant, teams, slack, signin }: WorkbenchParts, fault: z.infer<typeof switched>): void {
  switch (fault.kind) {
    case 'off':
      tenant.faults.clear();
      signin.misbehave({});
      break;
    case 'teams':
      teams.upsetNext(fault.fault === 'unavailable' ? { status: 503 } : 'answer lost');
      break;
    case 'slack':
      slack.upsetNext(slackFaults[fault.fault]);
      break;
    case 'sign-in':
      signin.misbehave(signinFaults[fault.fault]);
      break;
    default:
      tenant.faults.set(fault);
  }
}

const slackFaults = {
  unavailable: 'server error',
  throttled: { ratelimitedForSeconds: 1 },
  'answer lost': 'answer lost',
} as const;

const signinFaults = {
  'no authentication context': { withholdAcrs: true },
  'long ago': { authenticatedMinutesAgo: 30 },
  'foreign tenant': { tenantId: '99999999-9999-4999-8999-999999999999' },
};
