import { type Transaction, sql } from 'kysely';
import { z } from 'zod/v4';
import { canonicalJson, isMarkOf, rowHash, rowMark } from '../domain/audit-chain';
import type { AuditEntry, AuditFacts } from '../services/ports';
import type { AuditKeys } from './audit-keys';
import type { Room, Tables } from './database';
import { parsedAs } from './shape';
import { read, written } from './text';

/** The first chain row names no row before it. */
export const NO_ROW = '';

const factSchema: z.ZodType<AuditFacts[string]> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()), z.record(z.string(), factSchema)]),
);
const factsOf = parsedAs<AuditFacts>(z.record(z.string(), factSchema), 'list of audit facts');
const channelOf = z.enum(['teams', 'slack', 'web', 'system']);

/**
 * Appends entries to their chains inside `tx`. On PostgreSQL chains are locked in name order until the transaction
 * ends, except `guarded`, which the caller's own compare-and-set already serialises; the unique (chain, seq) is what
 * refuses a fork in any case.
 */
export async function appendAudit(
  tx: Transaction<Tables>,
  { engine, keys }: Pick<Room, 'engine' | 'keys'>,
  entries: readonly AuditEntry[],
  guarded?: string,
): Promise<void> {
  const chains = [...new Set(entries.map((entry) => entry.chain))].sort();
  for (const chain of chains) {
    if (engine === 'postgres' && chain !== guarded) {
      await sql`select pg_advisory_xact_lock(hashtextextended(${written(chain)}, 0))`.execute(tx);
    }
    await appendChain(
      tx,
      chain,
      entries.filter((entry) => entry.chain === chain),
      keys,
    );
  }
}

async function appendChain(
  tx: Transaction<Tables>,
  chain: string,
  entries: readonly AuditEntry[],
  keys: AuditKeys | undefined,
): Promise<void> {
  const marking = keys?.rows.get(keys.name);
  const head = await tx
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .where('chain', '=', written(chain))
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  let { seq, hash } = head ?? { seq: 0, hash: NO_ROW };
  const rows: Tables['audit'][] = [];
  for (const entry of entries) {
    const prev = hash;
    seq += 1;
    // Hashed as it will be read back: canonical JSON and back is the same text.
    const facts = canonicalJson({ ...entry.facts, identity: entry.identity });
    const asRead: unknown = JSON.parse(facts);
    hash = rowHash({ ...entry, seq, prev, facts: asRead });
    rows.push({
      chain: written(chain),
      seq,
      at: entry.at,
      actor: written(entry.actor),
      channel: entry.channel,
      act: written(entry.act),
      facts,
      prev,
      hash,
      mark: marking === undefined ? '' : rowMark(hash, marking),
      mark_key: marking === undefined ? '' : (keys?.name ?? ''),
    });
  }
  await tx.insertInto('audit').values(rows).execute();
  const unsealed = rows.map((row) => ({ chain: row.chain, seq: row.seq, hash: row.hash }));
  await tx.insertInto('audit_unsealed').values(unsealed).execute();
}

/** Why a row is not one of ours, if it is not; `unknown-key` may become right when the key is given. */
export function notOurs(row: Tables['audit'], keys: AuditKeys): string | undefined {
  if (row.mark_key === '') return 'unmarked';
  const key = keys.rows.get(row.mark_key);
  if (key === undefined) return 'unknown-key';
  if (hashOf(row) !== row.hash) return 'edited';
  return isMarkOf(row.hash, row.mark, key) ? undefined : 'wrong-mark';
}

/** As it was hashed when it was written; undefined for what nobody of us could have written. */
function hashOf(row: Tables['audit']): string | undefined {
  try {
    const facts: unknown = JSON.parse(row.facts);
    const [chain, actor, act] = [read(row.chain), read(row.actor), read(row.act)];
    return rowHash({ chain, seq: row.seq, at: row.at, actor, channel: row.channel, act, facts, prev: row.prev });
  } catch {
    return undefined;
  }
}

export function entryOf(row: Tables['audit']): AuditEntry {
  return {
    chain: read(row.chain),
    at: row.at,
    actor: read(row.actor),
    channel: channelOf.parse(row.channel),
    act: read(row.act),
    facts: factsOf(row.facts),
  };
}
