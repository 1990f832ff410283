import type { Router } from 'express';
import type { Cards } from './cards';
import { openSlack, type Slack } from './channels/slack/bot';
import { openTeams, type Teams, type TeamsOptions } from './channels/teams';
import { type WebParts, webRouter } from './channels/web';
import type { Clock } from './domain/clock';
import type { Entra } from './entra';
import type { Operations } from './observe';
import type { Linking } from './services/linking';
import type { Ids } from './services/ports';
import type { TicketDesk } from './services/tickets';
import type { Conversation, Suggestions } from './services/turn';
import type { Secrets, Settings } from './settings';
import type { Store } from './store';

/** What the doors of the product are made of: Teams, Slack, and the pages in a browser. */
export interface ChannelParts {
  readonly config: Settings;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly operations: Operations;
  readonly store: Store;
  readonly entra: Entra;
  readonly cards: Cards;
  readonly publicUrl: string;
  readonly botFramework: Pick<TeamsOptions, 'botFramework' | 'connectorCredentials'> | undefined;
}

export function teamsOf(parts: ChannelParts): Teams {
  const { config, secrets, store, entra, clock, ids, operations, cards } = parts;
  return openTeams({
    appId: config.teams.appId,
    appType: config.teams.appType,
    tenantId: config.teams.tenantId,
    development: config.mode === 'development',
    cards,
    references: store.references,
    seen: store.seen,
    clock,
    ids,
    observer: operations.observer,
    ...(secrets.microsoftAppPassword === undefined ? {} : { appPassword: secrets.microsoftAppPassword }),
    ...(config.teams.approvalConversation === undefined
      ? {}
      : { approvalConversation: config.teams.approvalConversation }),
    ...(entra.installer === undefined ? {} : { installer: entra.installer }),
    ...parts.botFramework,
  });
}

/** Undefined where Slack is not set up. */
export async function slackOf(
  parts: ChannelParts,
  doors: { readonly conversation: Conversation; readonly suggestions: Suggestions; readonly linking: Linking },
  tickets: TicketDesk,
): Promise<Slack | undefined> {
  const { config, secrets, store, clock, ids, operations, cards } = parts;
  if (config.slack === undefined || secrets.slack === undefined) return undefined;
  const { botToken, signingSecret, appToken } = secrets.slack;
  return openSlack({
    botToken,
    signingSecret: signingSecret ?? '',
    ...(appToken === undefined ? {} : { appToken }),
    teamId: config.slack.teamId,
    ...(config.slack.enterpriseId === undefined ? {} : { enterpriseId: config.slack.enterpriseId }),
    approvalChannelId: config.slack.approvalChannel,
    helpdeskChannelId: config.slack.helpdeskChannel,
    apiUrl: config.slack.apiUrl,
    cards,
    ...doors,
    ticketOffice: tickets,
    links: store.links,
    seen: store.seen,
    references: store.references,
    observer: operations.observer,
    clock,
    ids,
  });
}

/** The pages for linking and confirming; undefined where people cannot sign in to both sides. */
export function webOf(
  parts: ChannelParts,
  doors: Pick<WebParts, 'desk' | 'linking' | 'stepUpReady' | 'decisions'>,
): Router | undefined {
  const { config, secrets, store, entra, operations } = parts;
  if (config.signIn === undefined || secrets.signIn === undefined) return undefined;
  if (config.slack === undefined || secrets.slack === undefined) return undefined;
  return webRouter({
    publicUrl: parts.publicUrl,
    tenantId: config.tenantId,
    entra: { issuer: config.signIn.issuer, clientId: config.signIn.clientId, credential: secrets.signIn },
    slack: {
      issuer: config.slack.issuer,
      clientId: config.slack.clientId,
      credential: { secret: secrets.slack.clientSecret },
    },
    stepUpContext: config.signIn.stepUpContext,
    ...doors,
    tickets: store.tickets,
    directory: entra.directory,
    clock: parts.clock,
    ids: parts.ids,
    observer: operations.observer,
    correlated: operations.withCorrelation,
  });
}
