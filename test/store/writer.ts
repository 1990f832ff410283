import { writeSync } from 'node:fs';
import { openStore } from '../../src/store';
import { asked, decisionOn, sampleRequest } from '../contracts/store-samples';

/** A child of durability.test.ts: writes as fast as it can, and says on stdout what was acknowledged, until it is killed. */
async function main(url: string): Promise<void> {
  const store = await openStore(url);
  process.send?.('ready');
  const lane = async (name: string): Promise<never> => {
    for (let n = 0; ; n++) {
      const request = sampleRequest(`${String(process.pid)}-${name}-${String(n)}`);
      await store.ledger.commit(asked(request));
      writeSync(1, `${request.id} 1\n`);
      await store.ledger.commit(decisionOn(request, 'approver'));
      writeSync(1, `${request.id} 2\n`);
    }
  };
  await Promise.all(['a', 'b', 'c'].map(lane));
}

void main(process.argv[2] ?? '');
