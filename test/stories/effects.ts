import Libsql from 'libsql';
import { z } from 'zod/v4';
import type { SeenSlackMessage } from '../../src/demo/slack';
import type { PersonKey } from '../../src/demo/tenant';
import { botUserId } from '../../src/demo/slack/workspace';
import type { Scene } from './scene';

/** What an effect would change. Seen ids, leases and one-time addresses are the guard's own and no effects. */
const TABLES = [
  ...['requests', 'audit', 'jobs', 'copies', 'words', 'frozen'],
  ...['links', 'link_stops', 'brake_counts', 'pauses'],
];
const VOLATILE = new Set(['id', 'ready_at', 'due_at', 'attempt', 'body']);

const rows = z.array(z.record(z.string(), z.unknown()));
type Row = Record<string, unknown>;
const named = z.array(z.object({ name: z.string() }));

/** Every row of a table as it stands in the file, read beside the bot. */
export function rowsOf(scene: Scene, table: string): Row[] {
  const file = new Libsql(scene.databasePath, { readonly: true });
  try {
    return rows.parse(file.prepare(`select * from ${table}`).all());
  } finally {
    file.close();
  }
}

export function tablesOf(scene: Scene): string[] {
  const file = new Libsql(scene.databasePath, { readonly: true });
  try {
    return named
      .parse(file.prepare(`select name from sqlite_master where type = 'table'`).all())
      .map(({ name }) => name);
  } finally {
    file.close();
  }
}

/** What a try may leave all the same. */
export interface Leaves {
  /** Acts in the audit: that somebody tried or looked is on record, and exactly that. */
  readonly audit?: readonly string[];
  /** The conversation in Teams, or channel in Slack, where others may hear of it: it was said there, or they are called. */
  readonly heardIn?: string;
}

interface State {
  readonly store: Readonly<Record<string, readonly Row[]>>;
  readonly others: Readonly<Record<string, unknown>>;
}

/** Everything an attacker or a mistake could have changed, without the answers that `heard` got in their own chats. */
function stateOf(scene: Scene, heard: readonly PersonKey[], { heardIn }: Leaves): State {
  const store: Record<string, readonly Row[]> = Object.fromEntries(
    TABLES.map((table) => [
      table,
      rowsOf(scene, table).map((row) =>
        table === 'jobs' ? Object.fromEntries(Object.entries(row).filter(([name]) => !VOLATILE.has(name))) : row,
      ),
    ]),
  );
  const { world } = scene.tenant;
  const own = new Set(heard.map((key) => scene.tenant.people[key].displayName));
  const slackUsers = heard.map((key) => `U0${key.toUpperCase()}`);
  const ownSlack = new Set(
    scene.slack
      .channels()
      .filter(({ kind, name, members }) =>
        kind === 'im' ? slackUsers.some((user) => members.has(user)) : name === heardIn,
      )
      .map(({ id }) => id),
  );
  const tenant = {
    methods: [...world.people.keys()].map((id) => world.methodsOf(id)),
    passes: world.livePasses(),
    written: world.audits.length,
  };
  const others = {
    tenant,
    teams: scene.teams
      .conversations()
      .filter(({ type, name }) => (type === 'personal' ? !own.has(name) : name !== heardIn))
      .map(({ name, messages }) => [
        name,
        [...messages.values()]
          .filter(({ from }) => from === 'bot')
          .map(({ id, edits }) => `${id} edited ${String(edits)}`),
      ]),
    slack: slackMessages(scene)
      .filter(({ channel, ephemeralFor = '' }) => !ownSlack.has(channel) && !slackUsers.includes(ephemeralFor))
      .map(({ ts, channel, edits }) => `${channel} ${ts} edited ${String(edits)}`),
  };
  return { store, others };
}

/** Takes the rows of the audit that are new out of the state, and says what they record. */
function withoutNewAudit(state: State, before: State): { readonly state: State; readonly recorded: string[] } {
  const known = new Set((before.store['audit'] ?? []).map((row) => JSON.stringify(row)));
  const audit = state.store['audit'] ?? [];
  const added = audit.filter((row) => !known.has(JSON.stringify(row)));
  return {
    state: { ...state, store: { ...state.store, audit: audit.filter((row) => !added.includes(row)) } },
    recorded: added.map(({ act }) => String(act)).sort(),
  };
}

/** Every message of the bot in Slack, also what only one person sees. */
export function slackMessages(scene: Scene): SeenSlackMessage[] {
  const all = scene.slack.channels().flatMap(({ id, members }) =>
    [...members].flatMap((user) =>
      scene.slack
        .person(user)
        .messages(id)
        .filter((message) => message.user === botUserId),
    ),
  );
  return [...new Map(all.map((message) => [`${message.channel} ${message.ts}`, message])).values()];
}

const word = z.union([z.string(), z.number()]).optional();
const line = z.looseObject({ level: z.string(), event: z.string(), code: word, reason: word, why: word });
type Line = z.infer<typeof line>;

export function linesOf(scene: Scene, from = 0): Line[] {
  return scene.log.slice(from).map((text) => line.parse(JSON.parse(text)));
}

/** `keysmith_events_total` by event. */
export async function counts(scene: Scene): Promise<Map<string, number>> {
  const { body } = await scene.app.operations.metrics();
  const found = new Map<string, number>();
  for (const [, event = '', value = '0'] of body.matchAll(/^keysmith_events_total\{event="([^"]+)"[^}]*\} (\d+)/gm))
    found.set(event, (found.get(event) ?? 0) + Number(value));
  return found;
}

export interface Refused<T> {
  readonly result: T;
  /** `event:why` of each warning and error, oldest first. */
  readonly noted: readonly string[];
}

/**
 * Lets somebody try something, and holds that nothing was changed for it but what a try leaves, and that each line in
 * the log was counted once.
 */
export async function withoutEffect<T>(
  scene: Scene,
  heard: readonly PersonKey[],
  doing: () => Promise<T>,
  leaves: Leaves = {},
): Promise<Refused<T>> {
  await scene.settle();
  const before = { state: stateOf(scene, heard, leaves), lines: scene.log.length, counts: await counts(scene) };
  const result = await doing();
  await scene.quiet();
  await scene.settle();
  const lines = linesOf(scene, before.lines);
  const { state, recorded } = withoutNewAudit(stateOf(scene, heard, leaves), before.state);
  expect(state).toEqual(before.state);
  expect(recorded).toEqual([...(leaves.audit ?? [])].sort());
  const counted = await counts(scene);
  const named = new Set(lines.map(({ event }) => event));
  for (const event of named) {
    const times = lines.filter((line) => line.event === event).length;
    expect([event, (counted.get(event) ?? 0) - (before.counts.get(event) ?? 0)]).toEqual([event, times]);
  }
  const noted = lines
    .filter(({ level }) => level === 'warn' || level === 'error')
    .map(({ event, code, reason, why }) => `${event}:${String(code ?? reason ?? why ?? '')}`);
  return { result, noted };
}
