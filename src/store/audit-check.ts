import { type KeyObject, verify } from 'node:crypto';
import { type SealedRow, rowHash, rowName, rowsHash, sealText, sha256 } from '../domain/audit-chain';
import { timeOf } from './audit-export';
import type { AuditReader, StoredRow, StoredSeal } from './audit-read';
import { NO_ROW } from './audit-rows';
import { requestCheck } from './audit-check-requests';
import { stopCheck } from './audit-check-stops';
import { type MarkCheck, markCheck, refusalInWords } from './audit-check-marks';
import { keyId } from './audit-keys';
import { NO_SEAL } from './seals';

/** Something that is not as Keysmith wrote it, in plain words. */
export interface Finding {
  /** `chain r1, row 3`, `seal 7` … */
  readonly where: string;
  readonly what: string;
}

export interface AuditReport {
  readonly rows: number;
  readonly chains: number;
  readonly seals: number;
  readonly unsealed: number;
  /** How many seals have a signature that was checked and is right. */
  readonly signatures: number;
  /** How many rows have a mark that was checked and is right. */
  readonly marks: number;
  readonly findings: readonly Finding[];
}

/** A seal that was posted somewhere else when it was made. */
export interface PostedHead {
  readonly seq: number;
  readonly hash: string;
}

type Note = (where: string, what: string) => void;

export interface Trusted {
  /** Public keys: of seals. */
  readonly keys: readonly KeyObject[];
  /** Private keys: of rows. */
  readonly rowKeys?: readonly KeyObject[];
  readonly heads: readonly PostedHead[];
}

/**
 * Recomputes everything. Without `keys` signatures are not checked, without `rowKeys` the marks of rows; without
 * `heads` a cut-off end may go unseen.
 */
export async function checkAudit(audit: AuditReader, trusted: Trusted): Promise<AuditReport> {
  const findings: Finding[] = [];
  const note: Note = (where, what) => findings.push({ where, what });
  /** Row name -> hash, of every row that no seal and no waiting list has claimed yet. */
  const unclaimed = new Map<string, string>();
  /** Rows without a mark: right only in a seal that was made before rows had marks. */
  const unmarked = new Set<string>();
  const marks = markCheck(trusted.rowKeys ?? []);
  const requests = requestCheck(trusted.rowKeys ?? []);
  const stops = stopCheck();
  let rows = 0;
  let chains = 0;
  for await (const chain of audit.chains()) {
    chains += 1;
    rows += chain.length;
    checkChain(chain, note);
    checkMarks(chain, marks, unmarked, note);
    requests.see(chain);
    stops.see(chain);
    for (const row of chain) unclaimed.set(rowName(row), row.hash);
  }
  const claimed = new Set<string>();
  const claim = (row: SealedRow, by: string): void => {
    claimRow(row, by, { unclaimed, claimed, note });
  };
  const { seals, signatures } = await checkSeals(
    audit,
    trusted,
    (row, where, rowCheck) => {
      claim(row, where);
      if (rowCheck === '') unmarked.delete(rowName(row));
    },
    note,
  );
  let unsealed = 0;
  for await (const row of audit.unsealed()) {
    unsealed += 1;
    claim(row, 'the list of rows that wait to be sealed');
    if (!marks.marksExpected()) unmarked.delete(rowName(row));
  }
  for (const name of unmarked) note(placeOf(name), 'was not written by Keysmith: it has no mark');
  for await (const { chain, seq, why } of audit.refused()) {
    unclaimed.delete(rowName({ chain, seq }));
    note(placeOf(rowName({ chain, seq })), `was refused by the sealer: ${refusalInWords(why)}`);
  }
  for (const name of unclaimed.keys()) {
    note(placeOf(name), 'was not written by Keysmith: it is neither sealed nor waiting to be sealed');
  }
  await requests.check(audit, note, stops.seeRequest);
  await requests.checkLinks(audit, note);
  await stops.check(audit, note);
  if (audit.unreadable() > 0) note('tables', `${String(audit.unreadable())} rows cannot be read at all`);
  return { rows, chains, seals, unsealed, signatures, marks: marks.checked(), findings };
}

function checkMarks(chain: readonly StoredRow[], marks: MarkCheck, unmarked: Set<string>, note: Note): void {
  for (const row of chain) {
    if (row.markKey === '') unmarked.add(rowName(row));
    const wrong = marks.wrongWith(row);
    if (wrong !== undefined) note(placeOf(rowName(row)), wrong);
  }
}

function checkChain(chain: readonly StoredRow[], note: Note): void {
  const broken = chain.filter((row) => hashOf(row, row.seq) !== row.hash);
  let before: StoredRow | undefined;
  for (const row of chain) {
    const where = placeOf(rowName(row));
    const expected = (before?.seq ?? 0) + 1;
    if (row.seq === before?.seq) note(where, 'is there twice: the chain is forked');
    else if (row.seq > expected) note(where, `follows a gap: ${missing(expected, row.seq - 1)} deleted`);
    else if (row.seq < expected) note(where, 'has a number that Keysmith never gives: it was inserted');
    if (broken.includes(row)) note(where, editedOrMoved(row, chain));
    if (row.prev !== (before?.hash ?? NO_ROW) && row.seq === expected) {
      note(where, 'does not follow the row before it: one of the two was edited, exchanged or inserted');
    }
    before = row;
  }
}

function editedOrMoved(row: StoredRow, chain: readonly StoredRow[]): string {
  const from = chain.find((other) => other.seq !== row.seq && hashOf(row, other.seq) === row.hash);
  const what = `(${row.act} by ${row.actor}, ${timeOf(row.at)})`;
  return from === undefined
    ? `was edited: its content does not give its hash ${what}`
    : `was moved: it was written as row ${String(from.seq)} ${what}`;
}

function hashOf(row: StoredRow, seq: number): string {
  try {
    const facts: unknown = JSON.parse(row.facts);
    return rowHash({ ...row, seq, facts });
  } catch {
    return 'facts that are not JSON have no hash';
  }
}

async function checkSeals(
  audit: AuditReader,
  trusted: Trusted,
  claim: (row: SealedRow, by: string, rowCheck: string) => void,
  note: Note,
): Promise<{ seals: number; signatures: number }> {
  const keys = new Map(trusted.keys.map((key) => [keyId(key), key]));
  const hashes = new Map<number, string>();
  let before: StoredSeal | undefined;
  let signatures = 0;
  for await (const seal of audit.seals()) {
    const where = `seal ${String(seal.seq)}`;
    const expected = (before?.seq ?? 0) + 1;
    if (seal.seq !== expected) note(where, `follows a gap: ${missing(expected, seal.seq - 1, 'seal')} deleted`);
    else if (seal.prev !== (before?.hash ?? NO_SEAL)) note(where, 'does not follow the seal before it');
    checkSeal(seal, where, note);
    if (keys.size > 0 && checkSignature(seal, keys, where, note)) signatures += 1;
    for (const row of seal.rows ?? []) claim(row, where, seal.rowCheck);
    hashes.set(seal.seq, seal.hash);
    before = seal;
  }
  for (const head of trusted.heads) checkHead(head, hashes, note);
  return { seals: hashes.size, signatures };
}

function checkSeal(seal: StoredSeal, where: string, note: Note): void {
  if (sha256(sealText(seal)) !== seal.hash) note(where, 'was edited: its content does not give its hash');
  const { rows } = seal;
  const [first, last] = [rows?.[0], rows?.at(-1)];
  const fits =
    rows !== undefined &&
    first !== undefined &&
    last !== undefined &&
    rows.length === seal.count &&
    rowsHash(rows) === seal.rowsHash &&
    rowName(first) === seal.first &&
    rowName(last) === seal.last;
  if (!fits) note(where, 'has a list of rows that is not the one that was sealed');
}

function checkSignature(seal: StoredSeal, keys: ReadonlyMap<string, KeyObject>, where: string, note: Note): boolean {
  const key = keys.get(seal.key);
  if (key === undefined) {
    note(where, `is signed with a key that was not given (${seal.key})`);
    return false;
  }
  const right = verify(null, Buffer.from(sealText(seal)), key, Buffer.from(seal.signature, 'base64'));
  if (!right) note(where, 'has a signature that is wrong: it was not made with the seal key');
  return right;
}

function checkHead(head: PostedHead, hashes: ReadonlyMap<number, string>, note: Note): void {
  const hash = hashes.get(head.seq);
  if (hash === undefined)
    note(`seal ${String(head.seq)}`, 'was posted, and is not here: the end of the audit was cut off');
  else if (hash !== head.hash)
    note(`seal ${String(head.seq)}`, 'is not the one that was posted: the audit was written anew');
}

function claimRow(
  row: SealedRow,
  by: string,
  books: { readonly unclaimed: Map<string, string>; readonly claimed: Set<string>; readonly note: Note },
): void {
  const { unclaimed, claimed, note } = books;
  const name = rowName(row);
  const hash = unclaimed.get(name);
  if (claimed.has(name)) note(placeOf(name), `is listed a second time, by ${by}`);
  else if (hash === undefined) note(placeOf(name), `is missing: it was deleted, but ${by} lists it`);
  else if (hash !== row.hash) note(placeOf(name), `is not the row that ${by} lists: it was edited or replaced`);
  claimed.add(name);
  unclaimed.delete(name);
}

function missing(from: number, to: number, thing = 'row'): string {
  return from === to ? `${thing} ${String(from)} was` : `${thing}s ${String(from)} to ${String(to)} were`;
}

function placeOf(name: string): string {
  const at = name.lastIndexOf('#');
  return `chain ${name.slice(0, at)}, row ${name.slice(at + 1)}`;
}
