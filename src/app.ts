import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { TokenCredential } from '@azure/identity';
import type express from 'express';
import { type ChannelParts, slackOf, teamsOf, webOf } from './app-channels';
import { loadCards } from './cards';
import type { Slack } from './channels/slack/bot';
import type { Teams } from './channels/teams';
import { healthRouter } from './channels/web/health';
import { type Clock, systemClock } from './domain/clock';
import { type Entra, openEntra } from './entra';
import { graphCredential } from './graph-credential';
import { type Housekeeping, openHousekeeping } from './housekeeping';
import { openObserver, type Operations } from './observe';
import { type Services, openServices } from './app-services';
import { stepUpOf, stepUpReachesOf } from './app-step-up';
import { Linking, type SlackStanding } from './services/linking';
import type { Ids } from './services/ports';
import { Pairing } from './services/tap/pairing';
import { TicketDesk } from './services/tickets';
import type { Conversation, Suggestions, Reply } from './services/turn';
import type { Worker } from './services/worker';
import { close, listen } from './server';
import type { Secrets, Settings } from './settings';
import { sharedSecrets } from './shared-secret';
import { UnsafeStart, groupProblems } from './start-checks';
import { openStore, type Store } from './store';

/** What tests and the demo put in place of the real world; production passes nothing. */
export interface Overrides {
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly graphCredential?: TokenCredential;
  readonly botFramework?: NonNullable<ChannelParts['botFramework']>;
  /** How often the worker looks for due jobs; 0: only when told to (`App.worker.once()`). */
  readonly workEveryMs?: number;
  /** More routes on the same port, after the product's own (the demo's workbench). */
  readonly routes?: express.Router;
  readonly operations?: Operations;
}

export interface App {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly store: Store;
  readonly entra: Entra;
  readonly worker: Worker;
  readonly housekeeping: Housekeeping;
  readonly operations: Operations;
  /** Takes no new turns, finishes the running ones, then closes everything. */
  stop(): Promise<void>;
}

/** The worker looks this often; a message is a row first, so this is what a person waits for it. */
const WORK_EVERY_MS = 250;

const CARDS = join(__dirname, '..', 'cards');

/** Builds every part once and connects them. @throws where a setting cannot work (token, key, database, groups). */
export async function startApp(config: Settings, secrets: Secrets, overrides: Overrides = {}): Promise<App> {
  const clock = overrides.clock ?? systemClock;
  const ids = overrides.ids ?? { next: () => randomBytes(18).toString('base64url') };
  const operations = overrides.operations ?? openObserver({ level: config.logLevel, secrets: secretValues(secrets) });
  const entra = openTenant(config, secrets, clock, operations, overrides);
  if (config.mode === 'production') await refuseUnsafe(config, entra, operations);
  const store = await openStore(secrets.databaseUrl, {
    ids,
    ...(secrets.auditSealKey === undefined ? {} : { sealKey: secrets.auditSealKey }),
    onFailure: (what, error) => operations.observer.failure(what, error),
  });
  const { app, server, url } = await listen(config);
  let stopping = false;
  const publicUrl = config.publicUrl ?? url;
  const cards = loadCards(CARDS);
  const { botFramework } = overrides;
  const common = { config, secrets, clock, ids, operations, store, entra, cards, publicUrl, botFramework };
  const built: Built = { ...common, overrides, stopping: () => stopping };
  const parts = await connect(built).catch(async (error: unknown) => {
    await Promise.all([close(server), store.close()]);
    throw error;
  });
  mount(app, built, parts);
  const housekeeping = openHousekeeping(built);
  await run(built, parts, housekeeping);
  return {
    url,
    store,
    entra,
    worker: parts.services.worker,
    housekeeping,
    operations,
    async stop() {
      stopping = true;
      const closed = close(server);
      housekeeping.stop();
      await Promise.all([parts.teams.drain(), parts.slack?.stop(), parts.services.worker.stop()]);
      await closed;
      await store.close();
      operations.observer.event('app.stopped');
    },
  };
}

async function run(built: Built, { services, slack }: Connected, housekeeping: Housekeeping): Promise<void> {
  const everyMs = built.overrides.workEveryMs ?? WORK_EVERY_MS;
  if (everyMs > 0) {
    services.worker.start(everyMs);
    housekeeping.start();
  }
  await slack?.start();
  const { operations, publicUrl, config } = built;
  operations.observer.event('app.started', { url: publicUrl, mode: config.mode, slack: slack !== undefined });
}

async function refuseUnsafe(config: Settings, entra: Entra, { observer }: Operations): Promise<void> {
  const problems = await groupProblems(entra, config);
  if (!problems.ok) observer.event('start.unchecked', { code: problems.refusal.code });
  else if (problems.value.length > 0) throw new UnsafeStart(problems.value);
}

/** Not ready while the groups could not be checked: until then nobody knows who could decide. */
async function groupsAreSafe(config: Settings, entra: Entra): Promise<void> {
  const problems = await groupProblems(entra, config);
  if (!problems.ok || problems.value.length > 0) throw new Error('The trusted groups are not safe');
}

interface Built extends ChannelParts {
  readonly overrides: Overrides;
  readonly stopping: () => boolean;
}

interface Connected {
  readonly services: Services;
  readonly conversation: Conversation;
  readonly teams: Teams;
  readonly slack: Slack | undefined;
  readonly tickets: TicketDesk;
  readonly linking: Linking;
  readonly stepUpReady: () => Promise<boolean>;
}

/** Channels need the conversation, and the conversation writes through the channels: the knot is tied here. */
async function connect(built: Built): Promise<Connected> {
  const { config, clock, ids, store, entra, operations } = built;
  const tickets = new TicketDesk({ tickets: store.tickets, clock, ids, publicUrl: built.publicUrl });
  const slackStanding = async (user: string): Promise<SlackStanding> => (await knot.slack?.standing(user)) ?? 'unread';
  const linking = new Linking({
    links: store.links,
    directory: entra.directory,
    ledger: store.ledger,
    clock,
    observer: operations.observer,
    slackStanding,
  });
  const knot: { inSlack?: Conversation; slack?: Slack; conversation?: Conversation; suggestions?: Suggestions } = {};
  const conversation = watched(operations, () => tied(knot.conversation));
  const teams = teamsOf(built);
  const suggestions: Suggestions = {
    suggest: async (turn, words) => (await knot.suggestions?.suggest(turn, words)) ?? [],
  };
  const inSlack = watched(operations, () => tied(knot.inSlack));
  const slack = await slackOf(built, { conversation: inSlack, suggestions, linking }, tickets);
  if (slack !== undefined) knot.slack = slack;
  const stepUpReady = stepUpOf(config, entra);
  const services = openServices({
    ...built,
    tickets,
    pairing: new Pairing(...sharedSecrets(built.secrets)),
    linking,
    slackStanding,
    teams: teams.messenger,
    slack: slack?.messenger,
    stepUpReady,
    stepUpReaches: stepUpReachesOf(config, entra),
  });
  knot.conversation = services.conversation;
  knot.inSlack = services.inSlack;
  knot.suggestions = services.suggestions;
  return { services, conversation, teams, slack, tickets, linking, stepUpReady };
}

/** Each turn under its correlation id, and measured. */
function watched({ withCorrelation, timed }: Operations, inner: () => Conversation): Conversation {
  const turn = (id: string, run: () => Promise<readonly Reply[]>) => withCorrelation(id, () => timed('turn', run));
  return {
    hear: (who, text) => turn(who.correlationId, () => inner().hear(who, text)),
    choose: (who, choice) => turn(who.correlationId, () => inner().choose(who, choice)),
    greet: (who) => turn(who.correlationId, () => inner().greet(who)),
  };
}

function tied(conversation: Conversation | undefined): Conversation {
  if (conversation === undefined) throw new Error('A turn arrived before the services were built');
  return conversation;
}

function openTenant(
  config: Settings,
  secrets: Secrets,
  clock: Clock,
  operations: Operations,
  overrides: Overrides,
): Entra {
  const credential = overrides.graphCredential ?? graphCredential(config, secrets);
  return openEntra({
    baseUrl: config.graph.baseUrl,
    tenantId: config.tenantId,
    clock,
    observer: operations.observer,
    ...(credential === undefined ? {} : { credential }),
    ...(config.teams.catalogId === undefined ? {} : { teamsAppCatalogId: config.teams.catalogId }),
  });
}

/** Slack first: its signature is over the raw bytes, so no body parser may come before it. */
function mount(
  app: express.Express,
  built: Built,
  { services, conversation, teams, slack, tickets, linking, stepUpReady }: Connected,
): void {
  const { config, store, entra, operations } = built;
  const checks = {
    store: () => store.ping(),
    graph: () => entra.ping(),
    ...(config.mode === 'production' ? { groups: () => groupsAreSafe(config, entra) } : {}),
  };
  app.use(healthRouter({ checks, metrics: operations.metrics, clock: built.clock, stopping: built.stopping }));
  operations.gauge('keysmith_jobs_overdue', 'Jobs that should have been done by now', () =>
    store.jobs.overdue(built.clock.now().getTime()),
  );
  operations.gauge('keysmith_paused', '1 while Keysmith is paused and makes no passes', async () =>
    (await store.brakes.pause()) === undefined ? 0 : 1,
  );
  if (slack?.router !== undefined) app.use(slack.router);
  app.use(teams.router(conversation));
  const web = webOf(built, { desk: tickets, linking, stepUpReady, decisions: services.confirmed });
  if (web !== undefined) app.use(web);
  if (built.overrides.routes !== undefined) app.use(built.overrides.routes);
}

/** What must never stand in a log line, wherever it turns up. */
function secretValues(secrets: Secrets): readonly string[] {
  const { slack, signIn } = secrets;
  const all = [
    secrets.azureClientSecret,
    secrets.microsoftAppPassword,
    slack?.botToken,
    slack?.signingSecret,
    slack?.appToken,
    slack?.clientSecret,
    signIn !== undefined && 'secret' in signIn ? signIn.secret : undefined,
  ];
  return all.filter((value) => value !== undefined);
}
