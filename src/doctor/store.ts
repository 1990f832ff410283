import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod/v4';
import { StoreUnavailable } from '../services/ports';
import type { Secrets, Settings } from '../settings';
import { keyId } from '../store/audit-keys';
import { storeState, type StoreState } from '../store/state';
import { missing, ok, skipped, warning, type Check, type Finding } from './finding';

const STORE: Check = {
  check: 'Store',
  why: 'Requests, the audit and everything still to be told live there; without it nothing is done.',
};
const PAUSE: Check = {
  check: 'Pause',
  why: 'While Keysmith is paused no pass is asked for, approved or opened.',
};
const SEAL: Check = {
  check: 'Audit seal key',
  why: 'With seals, an audit row that was changed, removed or cut off is found offline.',
};

/** Store and seal key together: the newest seal says which key was in use. */
export async function checkStore(config: Settings, secrets: Secrets): Promise<readonly Finding[]> {
  const seal = (state?: StoreState) => checkSeal(secrets.auditSealKey, config.auditSealKeyPath, state);
  const file = config.database === 'sqlite' ? resolve(secrets.databaseUrl.slice('sqlite:'.length)) : undefined;
  if (file !== undefined && !existsSync(file)) return [newFile(file), seal()];
  try {
    const state = await storeState(secrets.databaseUrl);
    return [migrated(state), seal(state), paused(state)];
  } catch (error) {
    const fix =
      file === undefined
        ? 'Check that the PostgreSQL server of DATABASE_URL runs, and that user, password and database are right.'
        : 'Check that the account Keysmith runs under may read and write the file of DATABASE_URL, and that it is a database of Keysmith.';
    return [missing(STORE, `It cannot be used${causeOf(error)}.`, fix), seal()];
  }
}

/** The engine's code for it: its words could name a host or a user. */
function causeOf(error: unknown): string {
  const cause: unknown = error instanceof StoreUnavailable ? error.cause : undefined;
  const { data } = z.object({ code: z.string().regex(/^\w{3,40}$/) }).safeParse(cause);
  return data === undefined ? '' : ` (${data.code})`;
}

function newFile(file: string): Finding {
  let folder = dirname(file);
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return ok(STORE, 'There is no database yet; the first start makes it.');
  } catch {
    return missing(
      STORE,
      `There is no database yet, and the folder ${folder} cannot be written to.`,
      'Give the account Keysmith runs under the right to write there, or set DATABASE_URL to another place.',
    );
  }
}

function migrated({ pending }: StoreState): Finding {
  if (pending.length === 0) return ok(STORE, 'It answers, and its tables are those of this version.');
  return warning(
    STORE,
    `It answers; the next start brings its tables up to date (${pending.join(', ')}).`,
    'Make a backup before that start.',
  );
}

function paused({ pause }: StoreState): Finding {
  if (pause === undefined) return ok(PAUSE, 'It is not paused.');
  const since = new Date(pause.at).toISOString();
  const why = pause.why === 'admin' ? 'by an administrator' : 'by itself, because very many passes were opened';
  return warning(
    PAUSE,
    `It has been paused since ${since}, ${why}.`,
    'Look at what happened first. Then a member of ADMIN_GROUP_ID writes "resume" to Keysmith.',
  );
}

/** The settings have seen that it is an Ed25519 key. */
function checkSeal(pem: string | undefined, path: string | undefined, state: StoreState | undefined): Finding {
  if (pem === undefined || path === undefined)
    return skipped(SEAL, 'Not set: nothing is sealed. Production does not start without it.');
  const key = createPrivateKey(pem);
  const text = Buffer.from('keysmith doctor');
  if (!verify(null, text, createPublicKey(key), sign(null, text, key))) {
    return missing(SEAL, 'What it signs cannot be verified.', 'Make a new one: npm run audit -- keygen FILE');
  }
  const open = statSync(path).mode & 0o077;
  if (open !== 0) {
    const fix = `chmod 600 ${path}, and keep it away from whoever may write to the database.`;
    return warning(SEAL, 'Other accounts of this machine may read the file.', fix);
  }
  const name = keyId(key);
  if (state?.head !== undefined && state.head.key !== name) {
    return warning(
      SEAL,
      `It is ${name}; the newest seal was made with ${state.head.key}.`,
      'Right after a change of keys this is expected: keep both public keys for npm run audit -- verify. Otherwise find out who changed it.',
    );
  }
  return ok(SEAL, `It signs and verifies; its name is ${name}.`);
}
