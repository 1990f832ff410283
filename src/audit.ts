import { type KeyObject, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isNativeError } from 'node:util/types';
import { z } from 'zod/v4';
import { type AuditReport, type PostedHead, checkAudit } from './store/audit-check';
import { EXPORT_FORMATS, exportHeading, exportLine } from './store/audit-export';
import { readAudit, type StoredRow } from './store/audit-read';
import { keyId, privateKeysIn } from './store/audit-keys';

/*
 * `npm run audit -- …`: works on DATABASE_URL alone, without the bot and without the network (design.md section 7).
 */

const USAGE = `Usage:
  npm run audit -- verify [--key FILE]... [--heads FILE]
      Checks every chain and every seal. --key: the seal key (PEM), more than once after a change of keys; without it
      the file at AUDIT_SEAL_KEY_PATH. The public key checks the seals; the private one also the mark of each row,
      those that are not sealed yet among them. --heads: the seals that were posted to the logs, one JSON a line with
      "seq" and "hash". Ends with 1 when something is not as Keysmith wrote it.
  npm run --silent audit -- export [--format jsonl|csv] [--by chain|time] [--chain NAME] [--out FILE]
      Chain by chain as they are checked, or with --by time in the order in which things happened (all rows in memory).
  npm run audit -- keygen FILE
      Makes a new seal key: FILE (private, for AUDIT_SEAL_KEY_PATH) and FILE.pub (for --key).

DATABASE_URL says which database; sqlite:./data/keysmith.db where it is not set.
`;

/** 0: all is well. 1: something was changed. 2: it could not be done, and `say` was told why. */
export type ExitCode = 0 | 1 | 2;

/** What is wrong with how it was called, or with a file it was given. */
class Unusable extends Error {}

export async function audit(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  say: (text: string) => void,
): Promise<ExitCode> {
  const databaseUrl = environment['DATABASE_URL'] ?? 'sqlite:./data/keysmith.db';
  const [command, ...rest] = words;
  try {
    switch (command) {
      case 'verify':
        return await verifyCommand(rest, databaseUrl, environment['AUDIT_SEAL_KEY_PATH'], say);
      case 'export':
        return await exportCommand(rest, databaseUrl, say);
      case 'keygen':
        return keygenCommand(rest, say);
      default:
        say(USAGE);
        return 2;
    }
  } catch (error) {
    say(`${whyNot(error)}\n`);
    return 2;
  }
}

async function verifyCommand(
  words: readonly string[],
  databaseUrl: string,
  sealKeyPath: string | undefined,
  say: (text: string) => void,
): Promise<ExitCode> {
  const options = { key: { type: 'string', multiple: true }, heads: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...words], options });
  const keyFiles = values.key ?? (sealKeyPath === undefined || sealKeyPath === '' ? [] : [sealKeyPath]);
  const given = keyFiles.flatMap(keysIn);
  const keys = given.map((key) => (key.type === 'private' ? createPublicKey(key) : key));
  const rowKeys = given.filter((key) => key.type === 'private');
  const heads = values.heads === undefined ? [] : headsIn(values.heads);
  const report = await readAudit(databaseUrl, (reader) => checkAudit(reader, { keys, rowKeys, heads }));
  for (const { where, what } of report.findings) say(`${where}: ${what}.\n`);
  say(summary(report, { keys: keys.length > 0, rowKeys: rowKeys.length > 0, heads: heads.length }));
  return report.findings.length === 0 ? 0 : 1;
}

interface Given {
  readonly keys: boolean;
  readonly rowKeys: boolean;
  readonly heads: number;
}

function summary(report: AuditReport, given: Given): string {
  const { rows, chains, seals, unsealed, signatures, marks, findings } = report;
  const { heads } = given;
  const lines = [
    `Read ${String(rows)} rows in ${String(chains)} chains, ${String(seals)} seals; ${String(unsealed)} rows wait to be sealed.`,
    given.keys
      ? `Checked the signatures: ${String(signatures)} of ${String(seals)} are right.`
      : 'The signatures were not checked: give the public key with --key.',
    given.rowKeys
      ? `Checked the marks: ${String(marks)} of ${String(rows)} rows are right.`
      : 'The marks of rows were not checked: that takes the private key. Where a seal vouches for them, it has checked them.',
    heads > 0
      ? `Compared with ${String(heads)} posted seals.`
      : 'A cut-off end is found only with the posted seals: give them with --heads.',
    findings.length === 0
      ? 'Everything is as Keysmith wrote it.'
      : `${String(findings.length)} things are not as Keysmith wrote them. Nothing was changed by this check.`,
  ];
  return `${lines.join('\n')}\n`;
}

async function exportCommand(
  words: readonly string[],
  databaseUrl: string,
  say: (text: string) => void,
): Promise<ExitCode> {
  const text = { type: 'string' } as const;
  const options = { format: text, by: text, chain: text, out: text };
  const { values } = parseArgs({ args: [...words], options });
  const format = EXPORT_FORMATS.find((known) => known === (values.format ?? 'jsonl'));
  if (format === undefined) throw new Unusable('--format is jsonl or csv');
  const by = values.by ?? 'chain';
  if (by !== 'chain' && by !== 'time') throw new Unusable('--by is chain or time');
  const file = values.out === undefined ? undefined : openSync(values.out, 'wx', 0o600);
  const write = file === undefined ? say : (text: string) => void writeSync(file, text);
  try {
    await readAudit(databaseUrl, async (reader) => {
      write(exportHeading(format));
      const kept: StoredRow[] = [];
      for await (const chain of reader.chains(values.chain)) {
        if (by === 'time') kept.push(...chain);
        else write(chain.map((row) => exportLine(row, format)).join(''));
      }
      for (const row of kept.sort(asItHappened)) write(exportLine(row, format));
    });
  } finally {
    if (file !== undefined) closeSync(file);
  }
  return 0;
}

/** Rows of the same moment stay in the order of their chain. */
function asItHappened(a: StoredRow, b: StoredRow): number {
  return a.at - b.at || (a.chain === b.chain ? a.seq - b.seq : a.chain < b.chain ? -1 : 1);
}

function keygenCommand(words: readonly string[], say: (text: string) => void): ExitCode {
  const [file] = words;
  if (file === undefined) throw new Unusable('keygen needs a file name');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  writeFileSync(`${file}.pub`, publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'wx' });
  say(
    `Wrote ${file} (keep it secret, and away from the database) and ${file}.pub.\n` +
      `The key's name is ${keyId(publicKey)}. Set AUDIT_SEAL_KEY_PATH=${file} and check with: npm run audit -- verify --key ${file}.pub\n`,
  );
  return 0;
}

/** A public key, or the private ones of a file as AUDIT_SEAL_KEY_PATH names it. */
function keysIn(file: string): readonly KeyObject[] {
  const pem = readFileSync(file, 'utf8');
  try {
    const keys = pem.includes('PRIVATE KEY') ? privateKeysIn(pem) : [createPublicKey(pem)];
    if (keys.length > 0 && keys.every((key) => key.asymmetricKeyType === 'ed25519')) return keys;
  } catch {
    // Said below: OpenSSL's own words help nobody.
  }
  throw new Unusable(`${file} does not hold an Ed25519 key in PEM`);
}

const posted = z.object({ seq: z.number().int(), hash: z.string() });

function headsIn(file: string): PostedHead[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, n) => {
    if (line.trim() === '') return [];
    const head = posted.safeParse(jsonIn(line)).data;
    if (head === undefined) throw new Unusable(`${file}, line ${String(n + 1)}: not JSON with "seq" and "hash"`);
    return [head];
  });
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function whyNot(error: unknown): string {
  if (!isNativeError(error)) return 'It failed, and did not say why.';
  const cause = isNativeError(error.cause) ? ` (${error.cause.message})` : '';
  return `${error.message}${cause}. Nothing was changed.`;
}

if (require.main === module) {
  // A reader such as `head` that has had enough is no failure.
  process.stdout.on('error', () => process.exit());
  void audit(process.argv.slice(2), process.env, (text) => void process.stdout.write(text)).then((code) => {
    process.exitCode = code;
  });
}
