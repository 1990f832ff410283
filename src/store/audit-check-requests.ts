import type { KeyObject } from 'node:crypto';
import { z } from 'zod/v4';
import { LINK_ACTS, linkChain } from '../domain/slack-link';
import { rowKeyOf } from './audit-keys';
import type { AuditReader, StoredRow } from './audit-read';
import { isMarkedLink } from './link-mark';
import { type RequestRow, columnsBeside, isMarkedWith } from './request-mark';
import { requestOf } from './request-row';
import { read } from './text';

const versioned = z.looseObject({ version: z.number().int() });
const aboutPerson = z.looseObject({ person: z.string() });

/**
 * Holds the requests against the audit: what does not have Keysmith's mark, and what stands at an earlier version than
 * the audit tells of, was written by somebody else. So is a link of a Slack account that has no mark, or that the audit
 * says is over. Marks take the private keys.
 */
export function requestCheck(privateKeys: readonly KeyObject[]) {
  const keys = privateKeys.map(rowKeyOf);
  const newest = new Map<string, number>();
  /** Chain and person -> how the newest row says that their link stands. */
  const links = new Map<string, string>();
  return {
    see: (chain: readonly StoredRow[]): void => {
      for (const row of chain) {
        const facts = jsonIn(row.facts);
        const { data } = versioned.safeParse(facts);
        if (data !== undefined) newest.set(row.chain, Math.max(data.version, newest.get(row.chain) ?? 0));
        const stands = LINK_ACTS.get(row.act);
        const { data: about } = aboutPerson.safeParse(facts);
        if (stands !== undefined && about !== undefined) links.set(`${row.chain} ${about.person}`, stands);
      }
    },
    checkLinks: async (audit: AuditReader, note: (where: string, what: string) => void): Promise<void> => {
      if (keys.length === 0) return;
      for await (const link of audit.links()) {
        if (!isMarkedLink(link, keys))
          note(`link of ${link.account}`, 'was not written by Keysmith: its mark is wrong or missing');
        else if (links.get(`${linkChain(read(link.account))} ${read(link.person)}`) === 'over')
          note(`link of ${link.account}`, 'was put back: the audit says that it is over');
      }
    },
    /** `each` hears of every request that is there. */
    check: async (
      audit: AuditReader,
      note: (where: string, what: string) => void,
      each: (request: { readonly id: string; readonly target: string }) => void,
    ): Promise<void> => {
      for await (const row of audit.requests()) {
        const { version, body, mark } = row;
        const id = read(row.id);
        each({ id, target: read(row.target) });
        const where = `request ${id}`;
        const wrong = keys.length > 0 && !keys.some((key) => isMarkedWith(body, mark, key));
        const beside = besideIn(row);
        if (wrong) note(where, 'was not written by Keysmith: its mark is wrong or missing');
        else if (beside === undefined) note(where, 'has a body that cannot be read');
        else if (beside.length > 0) note(where, `says something else in its body than beside it: ${beside.join(', ')}`);
        const told = newest.get(id) ?? 0;
        if (version < told)
          note(where, `was put back: it stands at version ${String(version)}, and the audit tells of ${String(told)}`);
      }
    },
  };
}

function besideIn(row: RequestRow): readonly string[] | undefined {
  try {
    return columnsBeside(row, requestOf(row.body));
  } catch {
    return undefined;
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
