import { type Store, openStore } from '../../../src/store';
import { brakesContract } from '../../contracts/store-brakes';
import { jobsContract } from '../../contracts/store-jobs';
import { ledgerContract } from '../../contracts/store-ledger';
import { onEngine } from '../../store/engines';
import { MemoryStore } from './memory-store';

/* The store of the model keeps the same promises as the real ones; the parts that the model has no use for are real. */
onEngine('sqlite', ({ another }) => {
  const shared = new Map<string, MemoryStore>();

  /** Every opening of one suite is a view of the same memory. */
  const inMemory = (suite: string) => async (): Promise<Store> => {
    const memory = shared.get(suite) ?? new MemoryStore();
    shared.set(suite, memory);
    const real = await openStore(await another());
    const { ledger, jobs, brakes, copies, references, seen, conversations, retention } = memory;
    return { ...real, ledger, jobs, brakes, copies, references, seen, conversations, retention };
  };

  ledgerContract({ open: inMemory('ledger') });
  jobsContract({ open: inMemory('jobs') });
  brakesContract({ open: inMemory('brakes') });
});
