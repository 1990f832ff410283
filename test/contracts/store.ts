import type { Store } from '../../src/store';
import { brakesContract } from './store-brakes';
import { channelContract } from './store-channels';
import { jobsContract } from './store-jobs';
import { ledgerContract } from './store-ledger';

/** Opens one more store on the same, empty database; the suite closes what it opened. */
export interface StoreUnderTest {
  open(): Promise<Store>;
}

/** What the services rely on, whichever engine is behind it. */
export function storeContract(underTest: StoreUnderTest): void {
  ledgerContract(underTest);
  brakesContract(underTest);
  jobsContract(underTest);
  channelContract(underTest);
}
