import { json, Router, type Request, type Response } from 'express';
import type { Clock } from '../../domain/clock';
import { listAt, objectAt, textAt } from '../json';
import type { Wire } from '../wire';
import type { Conversation, Conversations, TeamsPerson } from './conversations';
import type { TeamsIds } from './ids';

/** What happens to the next call of the bot: an error before any effect, or an effect whose answer never arrives. */
export type ConnectorFault = { status: 429 | 500 | 502 | 503; retryAfterSeconds?: number } | 'answer lost';

export interface ConnectorParts {
  clock: Clock;
  wire: Wire;
  ids: TeamsIds;
  tenantId: string;
  conversations: Conversations;
  isLive: (authorization: string | undefined) => boolean;
  /** The 1:1 chat with somebody by Teams id or object id; undefined where the app is not installed for them. */
  personalChat(memberId: string): Conversation | undefined;
  nextFault(): ConnectorFault | undefined;
}

/** Teams refuses larger messages; the limit is about 28 KB (platform-facts.md). */
const messageBytes = 28 * 1024;

/** The Bot Connector REST service, as far as a bot in Teams uses it. Every call needs the bot's bearer token. */
export function connectorRouter(parts: ConnectorParts): Router {
  const router = Router();
  router.use(json({ limit: '1mb' }));
  router.use((request, response, next) => {
    recordAnswer(parts, request, response);
    if (!parts.isLive(request.headers.authorization)) {
      refuse(response, 401, 'Unauthorized', 'Authorization has been denied for this request.');
    } else if (!meetFault(parts.nextFault(), response)) {
      next();
    }
  });
  router.post('/conversations', (request, response) => createConversation(parts, request, response));
  activityRoutes(router, parts);
  memberRoutes(router, parts);
  return router;
}

/** @returns whether the call ends here */
function meetFault(fault: ConnectorFault | undefined, response: Response): boolean {
  if (fault === undefined) return false;
  if (fault === 'answer lost') {
    response.json = () => response.destroy();
    return false;
  }
  if (fault.retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(fault.retryAfterSeconds));
  refuse(response, fault.status, 'ServiceError', 'The service is busy.');
  return true;
}

function createConversation(parts: ConnectorParts, request: Request, response: Response): void {
  const body: unknown = request.body;
  const channelId = textAt(objectAt(objectAt(body, 'channelData'), 'channel'), 'id');
  const channel = channelId === undefined ? undefined : parts.conversations.byId(channelId);
  if (channel !== undefined) {
    const root = parts.conversations.post(channel, 'bot', objectAt(body, 'activity'));
    response.status(201).json({ id: `${channel.id};messageid=${root?.id ?? ''}`, activityId: root?.id });
    return;
  }
  const tenant = textAt(body, 'tenantId') ?? textAt(objectAt(objectAt(body, 'channelData'), 'tenant'), 'id');
  const chat = parts.personalChat(textAt(listAt(body, 'members')[0], 'id') ?? '');
  if (tenant !== parts.tenantId) {
    refuse(response, 400, 'BadSyntax', 'Incorrect conversation creation parameters');
  } else if (chat === undefined) {
    refuseMissingApp(response);
  } else {
    const activity = objectAt(body, 'activity');
    const first = 'type' in activity ? parts.conversations.post(chat, 'bot', activity) : undefined;
    response.status(201).json(first === undefined ? { id: chat.id } : { id: chat.id, activityId: first.id });
  }
}

function activityRoutes(router: Router, parts: ConnectorParts): void {
  const inConversation =
    (handle: (conversation: Conversation, request: Request, response: Response) => void) =>
    (request: Request, response: Response): void => {
      const conversation = parts.conversations.byId(pathPart(request, 'id'));
      if (conversation === undefined) {
        refuse(response, 404, 'ConversationNotFound', 'Conversation not found.');
      } else if (!conversation.hasBot) {
        refuseMissingApp(response);
      } else if (JSON.stringify(request.body ?? '').length > messageBytes) {
        refuse(response, 413, 'MessageSizeTooBig', 'Message size too large.');
      } else {
        handle(conversation, request, response);
      }
    };
  const post = inConversation((conversation, request, response) => {
    const thread = /;messageid=(.+)$/.exec(pathPart(request, 'id'))?.[1];
    const message = parts.conversations.post(conversation, 'bot', request.body, pathPart(request, 'replyTo') || thread);
    response.status(201).json({ id: message?.id ?? `typing-${String(parts.clock.now().getTime())}` });
  });
  router.post('/conversations/:id/activities', post);
  router.post('/conversations/:id/activities/:replyTo', post);
  router.put(
    '/conversations/:id/activities/:activity',
    inConversation((conversation, request, response) => {
      const id = pathPart(request, 'activity');
      if (parts.conversations.replace(conversation, id, request.body)) response.json({ id });
      else refuse(response, 404, 'ActivityNotFoundInConversation', 'Activity not found.');
    }),
  );
  router.delete(
    '/conversations/:id/activities/:activity',
    inConversation((conversation, request, response) => {
      if (parts.conversations.remove(conversation, pathPart(request, 'activity'))) response.json({});
      else refuse(response, 404, 'ActivityNotFoundInConversation', 'Activity not found.');
    }),
  );
}

function memberRoutes(router: Router, parts: ConnectorParts): void {
  const members = (request: Request): TeamsPerson[] => parts.conversations.byId(pathPart(request, 'id'))?.members ?? [];
  const account = (person: TeamsPerson): object => ({
    id: parts.ids.user(person),
    name: person.name,
    aadObjectId: person.objectId,
    userPrincipalName: person.userPrincipalName,
    tenantId: person.tenantId ?? parts.tenantId,
    userRole: person.tenantId === undefined ? 'user' : 'anonymous',
  });
  router.get('/conversations/:id/members', (request, response) => {
    response.json(members(request).map(account));
  });
  router.get('/conversations/:id/pagedmembers', (request, response) => {
    response.json({ members: members(request).map(account) });
  });
  router.get('/conversations/:id/members/:member', (request, response) => {
    const wanted = pathPart(request, 'member');
    const found = members(request).find((person) => [parts.ids.user(person), person.objectId].includes(wanted));
    if (found === undefined) refuse(response, 404, 'MemberNotFoundInConversation', 'Member not found.');
    else response.json(account(found));
  });
}

function pathPart(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}

function refuseMissingApp(response: Response): void {
  refuse(response, 403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
}

function refuse(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ error: { code, message } });
}

function recordAnswer(parts: ConnectorParts, request: Request, response: Response): void {
  let answer: unknown;
  const send = response.json.bind(response);
  response.json = (body: unknown) => {
    answer = body;
    return send(body);
  };
  response.on('close', () => {
    parts.wire.record({
      at: parts.clock.now().toISOString(),
      platform: 'teams',
      direction: 'out',
      method: request.method,
      path: decodeURIComponent(request.originalUrl),
      status: response.writableFinished ? response.statusCode : 0,
      request: request.body,
      response: answer,
    });
  });
}
