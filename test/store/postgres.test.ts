import { openStore } from '../../src/store';
import { storeContract } from '../contracts/store';
import { onEngine } from './engines';

onEngine('postgres', (url) => {
  storeContract({ open: () => openStore(url()) });
});
