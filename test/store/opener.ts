import { z } from 'zod/v4';
import { openingCounts } from '../../src/domain/brakes';
import { openStore } from '../../src/store';
import { entry } from '../contracts/store-samples';

/** A child of brakes.test.ts: tries to open a pass for each of `tries` people at once, and reports how that ended. */
const orderSchema = z.object({ prefix: z.string(), tries: z.number(), at: z.number() });

async function main(url: string): Promise<void> {
  const store = await openStore(url);
  process.on('message', (message: unknown) => {
    const { prefix, tries, at } = orderSchema.parse(message);
    const open = async (n: number): Promise<string> => {
      const target = `${prefix}-${String(n)}`;
      const counts = openingCounts(target, `opening-${target}`, at + n);
      return (await store.ledger.commit({ audit: [entry(target, 'pass.opening')], jobs: [], counts })).end;
    };
    void Promise.all(Array.from({ length: tries }, (_, n) => open(n))).then((ends) => process.send?.(ends));
  });
  process.send?.('ready');
}

if (require.main === module) void main(process.argv[2] ?? '');
