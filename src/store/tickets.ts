import { z } from 'zod/v4';
import type { BrowserSession, SlackAccount, Ticket, Tickets } from '../services/ports';
import type { Room } from './database';
import { type Shape, parsedAs, whole } from './shape';
import { unmarked, withMark } from './marked-text';
import { written } from './text';

type Purpose = Ticket['purpose'];

const account = { team: z.string(), user: z.string() } satisfies Shape<SlackAccount>;
const toLink = { kind: z.literal('link'), account: z.object(account) } satisfies Shape<
  Extract<Purpose, { kind: 'link' }>
>;
const toConfirm = {
  kind: z.literal('confirm'),
  person: z.string(),
  request: z.string(),
  version: whole,
  decision: z.enum(['approve', 'deny']),
  reasonHash: z.string().optional(),
} satisfies Shape<Exclude<Extract<Purpose, { kind: 'confirm' }>, { decision: 'resume' | 'contain' }>>;
const toResume = {
  kind: z.literal('confirm'),
  person: z.string(),
  request: z.literal('brakes'),
  version: whole,
  decision: z.literal('resume'),
} satisfies Shape<Extract<Purpose, { decision: 'resume' }>>;
const toContain = {
  kind: z.literal('confirm'),
  person: z.string(),
  request: z.string(),
  version: whole,
  decision: z.literal('contain'),
} satisfies Shape<Extract<Purpose, { decision: 'contain' }>>;
const purposeOf = parsedAs<Purpose>(
  z.union([z.object(toLink), z.object(toConfirm), z.object(toResume), z.object(toContain)]),
  'ticket',
);

const session = {
  hash: z.string(),
  ticket: z.string(),
  slack: z.object(account).optional(),
  entra: z.object({ person: z.string(), authTime: whole, acrs: z.array(z.string()) }).optional(),
  expiresAt: whole,
} satisfies Shape<BrowserSession>;
const sessionOf = parsedAs<BrowserSession>(z.object(session), 'browser session');

export function tickets(room: Room): Tickets {
  const { db, attempt } = room;
  return {
    put: ({ hash, purpose, expiresAt }) =>
      attempt('keep a ticket', async () => {
        const marked = withMark(ticketPlace(hash, expiresAt), JSON.stringify(purpose), room);
        const row = { hash: written(hash), purpose: marked, expires_at: expiresAt, spent_at: null };
        await db.insertInto('tickets').values(row).execute();
      }),

    get: (hash) =>
      attempt('read a ticket', async () => {
        const row = await db.selectFrom('tickets').selectAll().where('hash', '=', written(hash)).executeTakeFirst();
        if (row === undefined) return undefined;
        const purpose = unmarked(ticketPlace(hash, row.expires_at), row.purpose, room);
        if (purpose === undefined) return undefined;
        const spent = row.spent_at === null ? {} : { spentAt: row.spent_at };
        return { hash, purpose: purposeOf(purpose), expiresAt: row.expires_at, ...spent };
      }),

    spend: (hash, at) =>
      attempt('spend a ticket', async () => {
        const spent = await db
          .updateTable('tickets')
          .set({ spent_at: at })
          .where('hash', '=', written(hash))
          .where('spent_at', 'is', null)
          .where('expires_at', '>', at)
          .returning('hash')
          .executeTakeFirst();
        return spent !== undefined;
      }),

    session: (hash) =>
      attempt('read a browser session', async () => {
        const row = await db.selectFrom('sessions').select('body').where('hash', '=', written(hash)).executeTakeFirst();
        const body = row === undefined ? undefined : unmarked(sessionPlace(hash), row.body, room);
        return body === undefined ? undefined : sessionOf(body);
      }),

    putSession: (browser) =>
      attempt('keep a browser session', async () => {
        const marked = withMark(sessionPlace(browser.hash), JSON.stringify(browser), room);
        const row = { body: marked, expires_at: browser.expiresAt };
        await db
          .insertInto('sessions')
          .values({ hash: written(browser.hash), ...row })
          .onConflict((conflict) => conflict.column('hash').doUpdateSet(row))
          .execute();
      }),
  };
}

function ticketPlace(hash: string, expiresAt: number): string {
  return `ticket ${hash} ${String(expiresAt)}`;
}

function sessionPlace(hash: string): string {
  return `session ${hash}`;
}
