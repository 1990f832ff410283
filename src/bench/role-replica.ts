import { z } from 'zod/v4';
import { openStore, type Store } from '../store';
import type { Commands } from './processes';
import { decisionOn } from './samples';

/* The role "replica": one process of several on one PostgreSQL, which decides requests as the services do. */

const opening = z.object({ url: z.string() });
const deciding = z.object({ ids: z.array(z.string()), lanes: z.number() });

export function replica(): Commands {
  let store: Store | undefined;
  return {
    open: async (input) => {
      store = await openStore(opening.parse(input).url);
    },
    decide: async (input) => {
      const { ids, lanes } = deciding.parse(input);
      const { ledger } = opened(store);
      const left = [...ids];
      const started = performance.now();
      const lane = async (): Promise<void> => {
        for (let id = left.pop(); id !== undefined; id = left.pop()) {
          const request = await ledger.request(id);
          if (request === undefined) throw new Error('There is no such request');
          const { end } = await ledger.commit(decisionOn(request, 'approver-1', request.createdAt + 1));
          if (end !== 'written') throw new Error(`A decision ended as ${end}`);
        }
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      return { ms: performance.now() - started };
    },
  };
}

function opened(store: Store | undefined): Store {
  if (store === undefined) throw new Error('It was not opened');
  return store;
}
