import { z } from 'zod/v4';
import { openStore } from '../../src/store';
import { openRaw, type RawDatabase } from '../contracts/store-raw';
import { decisionOn } from '../contracts/store-samples';

/** A child of concurrency.test.ts: on each order it clicks `clicks` times at once, and reports how the clicks ended. */
export const orderSchema = z.object({ request: z.string(), clicks: z.number(), way: z.enum(['keysmith', 'naive']) });

async function main(url: string): Promise<void> {
  const store = await openStore(url);
  const raw = await openRaw(url);
  process.on('message', (message: unknown) => {
    const { request, clicks, way } = orderSchema.parse(message);
    const click = (n: number): Promise<string> => {
      const approver = `approver-${String(process.pid)}-${String(n)}`;
      return way === 'naive' ? naively(raw, request, approver) : properly(request, approver);
    };
    void Promise.all(Array.from({ length: clicks }, (_, n) => click(n))).then((ends) => process.send?.(ends));
  });

  async function properly(id: string, approver: string): Promise<string> {
    const request = await store.ledger.request(id);
    if (request?.state !== 'awaiting-approval') return 'over';
    return (await store.ledger.commit(decisionOn(request, approver))).end;
  }

  process.send?.('ready');
}

/** Reads, decides, writes: what Keysmith must not do. */
async function naively(raw: RawDatabase, request: string, approver: string): Promise<string> {
  const [row] = await raw.run('select state from naive_requests where id = ?', [request]);
  await new Promise(setImmediate);
  if (row?.['state'] !== 'waiting') return 'over';
  await raw.run(`update naive_requests set state = 'approved' where id = ?`, [request]);
  await raw.run('insert into naive_audit (request, actor) values (?, ?)', [request, approver]);
  return 'written';
}

if (require.main === module) void main(process.argv[2] ?? '');
