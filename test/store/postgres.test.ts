import { auditContract } from '../contracts/store-audit';
import { marksContract } from '../contracts/store-marks';
import { storeContract } from '../contracts/store';
import { openStore } from '../../src/store';
import { onEngine } from './engines';

onEngine('postgres', ({ url, another }) => {
  storeContract({ open: () => openStore(url()) });
  auditContract({ another });
  marksContract({ another });
});
