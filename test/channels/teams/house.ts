import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { loadCards } from '../../../src/cards';
import { openTeams, type Patience, type Teams as TeamsChannel, type TeamsOptions } from '../../../src/channels/teams';
import { movableClock } from '../../../src/demo/clock';
import { listenOnLoopback } from '../../../src/demo/loopback';
import type { JsonObject } from '../../../src/demo/json';
import { startTeams, type Answer, type Teams, type TeamsPerson } from '../../../src/demo/teams';
import { notice } from '../../../src/services/notice';
import type { Observer } from '../../../src/services/ports';
import type { Choice, Conversation, Reply, Turn } from '../../../src/services/turn';
import type { MessageView } from '../../../src/services/views';
import { openStore, type Store } from '../../../src/store';

const tenantId = '11111111-1111-4111-8111-111111111111';
const appId = '22222222-2222-4222-8222-222222222222';

const person = (key: string, last: number, name: string): TeamsPerson => ({
  key,
  objectId: `aaaaaaaa-0000-4000-8000-00000000000${String(last)}`,
  name,
  userPrincipalName: `${key}@contoso.example`,
});

export const tom = person('tom', 1, 'Tom Baker');
export const ana = person('ana', 2, 'Ana Silva');
export const eve = person('eve', 3, 'Eve');

/** One thing that reached the services. */
interface Heard {
  readonly turn: Turn;
  readonly text?: string;
  readonly choice?: Choice;
  readonly greeted?: true;
}

export interface House {
  readonly teams: Teams;
  readonly channel: TeamsChannel;
  readonly options: TeamsOptions;
  readonly store: Store;
  readonly heard: Heard[];
  /** What was logged: events with their facts, failures with their names. */
  readonly events: { readonly name: string; readonly facts: Readonly<Record<string, unknown>> }[];
  readonly failures: string[];
  /** What the services answer next to a choice; a notice that names its verb unless told. */
  answer: (turn: Turn, choice: Choice) => Promise<readonly Reply[]>;
  readonly origin: string;
  /** Posts an activity of any kind from this person's own chat, well signed. */
  write(from: TeamsPerson, content: JsonObject): Promise<Answer[]>;
  close(): Promise<void>;
}

/** jest's matchers are `any`. */
export const containing = (text: string): unknown => expect.stringContaining(text);
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

export const said = (title: string, lines: readonly string[] = []): MessageView => notice(title, lines);

export interface HouseOptions {
  readonly patience?: Patience;
  readonly withoutApp?: readonly string[];
  readonly options?: (teams: Teams) => Partial<TeamsOptions>;
}

/** The shipped channel with real tokens, the real store and a local Teams; only the services are played by the test. */
export async function openHouse(given: HouseOptions = {}): Promise<House> {
  const dir = mkdtempSync(join(tmpdir(), 'keysmith-teams-'));
  const store = await openStore(`sqlite:${join(dir, 'store.db')}`);
  const clock = movableClock();
  let origin = '';
  const teams = await startTeams({
    clock,
    tenantId,
    appId,
    botUrl: () => `${origin}/api/messages`,
    people: [tom, ana, eve],
    withoutApp: given.withoutApp ?? [],
  });
  const heard: Heard[] = [];
  const events: House['events'] = [];
  const failures: string[] = [];
  const observer: Observer = {
    event: (name, facts = {}) => void events.push({ name, facts }),
    failure: (name) => void failures.push(name),
  };
  let ids = 0;
  const options: TeamsOptions = {
    appId,
    appType: 'SingleTenant',
    tenantId,
    appPassword: teams.environment.MicrosoftAppPassword,
    botFramework: teams.botFramework.settings,
    connectorCredentials: teams.botFramework.credentials,
    development: true,
    cards: loadCards(join(__dirname, '../../../cards')),
    references: store.references,
    seen: store.seen,
    clock,
    ids: { next: () => `turn-${String((ids += 1))}` },
    observer,
    ...(given.patience === undefined ? {} : { patience: given.patience }),
    ...given.options?.(teams),
  };
  const channel = openTeams(options);
  const app = express();
  app.use(channel.router(services(heard, (turn, choice) => house.answer(turn, choice))));
  const server = await listenOnLoopback(app);
  origin = server.origin;
  const house: House = {
    teams,
    channel,
    options,
    store,
    heard,
    events,
    failures,
    origin,
    answer: (_turn, choice) => Promise.resolve([{ kind: 'replace', view: said(`You pressed ${choice.verb}.`) }]),
    write(from, content) {
      const chat = teams.conversations().find(({ type, members }) => type === 'personal' && members.includes(from));
      if (chat === undefined) throw new Error(`${from.name} has no chat yet`);
      return teams.deliver({
        id: `f:${randomUUID()}`,
        channelId: 'msteams',
        serviceUrl: teams.serviceUrl,
        from: { id: `29:${from.key}`, aadObjectId: from.objectId },
        recipient: { id: `28:${appId}` },
        conversation: { id: chat.id, conversationType: 'personal', tenantId },
        ...content,
      });
    },
    async close() {
      await channel.drain();
      await server.close();
      await teams.close();
      await store.close();
      rmSync(dir, { recursive: true });
    },
  };
  return house;
}

function services(heard: Heard[], answer: House['answer']): Conversation {
  return {
    hear(turn, text) {
      heard.push({ turn, text });
      return Promise.resolve([{ kind: 'say', view: menu(`You said: ${text.slice(0, 40)}`) }]);
    },
    choose(turn, choice) {
      heard.push({ turn, choice });
      return answer(turn, choice);
    },
    greet(turn) {
      heard.push({ turn, greeted: true });
      return Promise.resolve([{ kind: 'say', view: menu('Hello') }]);
    },
  };
}

/** A card with one button of each kind. */
function menu(title: string): MessageView {
  return notice(title, [], {
    buttons: [
      { title: 'Queue', does: { verb: 'queue' } },
      { title: 'Approve', does: { verb: 'pass.approve', request: 'r-1' }, style: 'positive' },
      { title: 'Show my pass', does: { verb: 'pass.open', request: 'r-1' }, opens: 'dialog' },
      { title: 'Ask for a pass', does: { verb: 'pass.form' }, opens: 'dialog' },
    ],
  });
}
