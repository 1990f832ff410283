import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store';
import { storeContract } from '../contracts/store';

const directory = mkdtempSync(join(tmpdir(), 'keysmith-sqlite-'));
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

// A directory that is not there yet: the store makes it.
storeContract({ open: () => openStore(`sqlite:${join(directory, 'data', 'keysmith.db')}`) });
