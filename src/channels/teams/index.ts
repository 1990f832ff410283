import { Router, json, type ErrorRequestHandler, type Request, type Response } from 'express';
import type { Cards } from '../../cards';
import type { Clock } from '../../domain/clock';
import type { Ids, Messenger, Observer, References, SeenIds, TeamsInstaller } from '../../services/ports';
import type { Conversation } from '../../services/turn';
import { readActivity } from './activity';
import { NotAuthentic, TeamsAdapter, type BotRegistration } from './adapter';
import { Guard } from './guard';
import { TeamsMessenger } from './messenger';
import type { Patience } from './parts';
import { ChatBook } from './references';

export interface TeamsOptions extends BotRegistration {
  /** KEYSMITH_MODE=development: loopback connectors may be called, and an empty app id is accepted from loopback. */
  readonly development: boolean;
  /** TEAMS_APPROVAL_CONVERSATION_ID */
  readonly approvalConversation?: string;
  readonly cards: Cards;
  readonly references: References;
  readonly seen: SeenIds;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly observer: Observer;
  /** Where TEAMS_APP_CATALOG_ID is set. */
  readonly installer?: TeamsInstaller;
  readonly patience?: Patience;
}

export interface Teams {
  readonly messenger: Messenger;
  /** `POST /api/messages`. The services need the messenger first, so what answers comes last. */
  router(conversation: Conversation): Router;
  /** Takes no new turns (503) and waits for the running ones, answers that come late included. */
  drain(): Promise<void>;
}

const PATIENCE: Patience = { typing: 1_500, press: 3_500 };

/** Teams sends up to about 100 KB for a message with its HTML twin. */
const BODY_LIMIT = '256kb';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** @throws when the app id is empty outside development: Bot Framework would accept any forged activity. */
export function openTeams(options: TeamsOptions): Teams {
  if (options.appId === '' && !options.development) throw new Error('MicrosoftAppId may be empty in development only');
  const rules = { tenantId: options.tenantId, development: options.development };
  const adapter = new TeamsAdapter(options);
  const chats = new ChatBook({ references: options.references, clock: options.clock, rules });
  const messenger = new TeamsMessenger({ ...options, adapter, chats });
  const running = new Set<Promise<void>>();
  let draining = false;
  const track = (work: Promise<void>): Promise<void> => {
    const tracked = work.finally(() => running.delete(tracked));
    running.add(tracked);
    return tracked;
  };
  return {
    messenger,
    router(conversation) {
      const later = (work: Promise<void>): void => void track(work);
      const patience = options.patience ?? PATIENCE;
      const guard = new Guard({ ...options, conversation, adapter, chats, messenger, rules, patience, later });
      const door = new Door(options, adapter, guard);
      const router = Router();
      router.post('/api/messages', json({ limit: BODY_LIMIT }), async (request, response) => {
        if (draining) response.status(503).json({ error: { code: 'Stopping' } });
        else await track(door.receive(request, response));
      });
      router.use('/api/messages', unreadable(options.observer));
      return router;
    },
    async drain() {
      draining = true;
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}

class Door {
  readonly #options: TeamsOptions;
  readonly #adapter: TeamsAdapter;
  readonly #guard: Guard;

  constructor(options: TeamsOptions, adapter: TeamsAdapter, guard: Guard) {
    this.#options = options;
    this.#adapter = adapter;
    this.#guard = guard;
  }

  async receive(request: Request, response: Response): Promise<void> {
    const { appId, observer } = this.#options;
    if (appId === '' && !LOOPBACK.has(request.socket.remoteAddress ?? '')) {
      observer.event('teams.refused', { why: 'not-loopback' });
      refuseRequest(response, 403, 'LoopbackOnly');
      return;
    }
    const read = readActivity(request.body);
    if (read === undefined) {
      observer.event('teams.refused', { why: 'no-activity' });
      refuseRequest(response, 400, 'BadActivity');
      return;
    }
    try {
      const answer = await this.#adapter.receive(request.headers.authorization ?? '', read.activity, (context) =>
        this.#guard.run(context, read.incoming),
      );
      response.status(answer?.status ?? 200).json(answer?.body ?? {});
    } catch (error) {
      if (error instanceof NotAuthentic) {
        observer.event('teams.refused', { why: 'not-authentic' });
        refuseRequest(response, 401, 'Unauthorized');
        return;
      }
      observer.failure('teams.receive', error);
      refuseRequest(response, 500, 'Unexpected');
    }
  }
}

function refuseRequest(response: Response, status: number, code: string): void {
  response.status(status).json({ error: { code } });
}

/** Not JSON, or too large. Express would answer with a page. */
function unreadable(observer: Observer): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const tooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large';
    observer.event('teams.refused', { why: tooLarge ? 'too-large' : 'not-json' });
    refuseRequest(response, tooLarge ? 413 : 400, tooLarge ? 'TooLarge' : 'NotJson');
  };
}

export type { Patience } from './parts';
