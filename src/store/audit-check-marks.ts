import type { KeyObject } from 'node:crypto';
import { isMarkOf } from '../domain/audit-chain';
import { keyId, rowKeyOf } from './audit-keys';
import type { StoredRow } from './audit-read';

/** Checks the marks that rows were given when they were written; that takes the private keys. */
export interface MarkCheck {
  /** What is wrong with the row, in plain words; how it was sealed is known later. */
  wrongWith(row: StoredRow): string | undefined;
  readonly checked: () => number;
  /** Whether rows have marks here at all: then one without must have been sealed before. */
  readonly marksExpected: () => boolean;
}

export function markCheck(privateKeys: readonly KeyObject[]): MarkCheck {
  const keys = new Map(privateKeys.map((key) => [keyId(key), rowKeyOf(key)]));
  let checked = 0;
  let marked = false;
  return {
    wrongWith: ({ hash, mark, markKey }) => {
      if (markKey === '') return undefined;
      marked = true;
      if (keys.size === 0) return undefined;
      const key = keys.get(markKey);
      if (key === undefined) return `has a mark of a key that was not given (${markKey})`;
      if (!isMarkOf(hash, mark, key)) return 'has a wrong mark: it was not written with the key of Keysmith';
      checked += 1;
      return undefined;
    },
    checked: () => checked,
    marksExpected: () => marked || keys.size > 0,
  };
}

/** Why the sealer refused a row, as the check and the alarm say it. */
export function refusalInWords(why: string): string {
  switch (why) {
    case 'missing':
      return 'it was deleted before it was sealed';
    case 'unmarked':
      return 'it has no mark, so Keysmith did not write it';
    case 'unknown-key':
      return 'its mark is of a key that the sealer did not know';
    case 'edited':
      return 'it was edited before it was sealed';
    default:
      return 'its mark is wrong, so Keysmith did not write it';
  }
}
