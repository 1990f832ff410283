import { z } from 'zod/v4';
import type { AuditReader, StoredRow } from './audit-read';
import { read } from './text';

const about = z.looseObject({ target: z.string().optional() });

type Stand = { readonly at: number; readonly stands: boolean };

/**
 * Holds what makes things stand still (the pause, freezes, stops of links) against the audit, which tells of each that
 * is set and lifted. These rows have no mark: one that somebody adds only refuses, one that somebody deletes is found here.
 */
export function stopCheck() {
  const stands = new Map<string, Stand>();
  const reportedAt = new Map<string, number>();
  const newer = (name: string, at: number, isSet: boolean): void => {
    if (at >= (stands.get(name)?.at ?? 0)) stands.set(name, { at, stands: isSet });
  };
  return {
    see: (chain: readonly StoredRow[]): void => {
      for (const row of chain) {
        switch (row.act) {
          case 'brakes.paused':
          case 'brakes.resumed':
            newer(PAUSE, row.at, row.act === 'brakes.paused');
            break;
          case 'slack.link-disowned':
          case 'slack.link-stop-lifted':
            newer(stopOf(row.chain.slice('link:'.length)), row.at, row.act === 'slack.link-disowned');
            break;
          case 'request.reported':
            reportedAt.set(row.chain, row.at);
            break;
          case 'person.unfrozen': {
            const { data } = about.safeParse(jsonIn(row.facts));
            if (data?.target !== undefined) newer(freezeOf(data.target), row.at, false);
            break;
          }
        }
      }
    },
    /** A report stands in the chain of its request, which knows whom it is about. */
    seeRequest: ({ id, target }: { readonly id: string; readonly target: string }): void => {
      const at = reportedAt.get(id);
      if (at !== undefined && at > (stands.get(freezeOf(target))?.at ?? 0)) newer(freezeOf(target), at, true);
    },
    check: async (audit: AuditReader, note: (where: string, what: string) => void): Promise<void> => {
      const there = new Set<string>();
      for await (const { person } of audit.frozen()) there.add(freezeOf(read(person)));
      for await (const { account } of audit.linkStops()) there.add(stopOf(read(account)));
      for await (const { id } of audit.pauses()) there.add(id === 'pause' ? PAUSE : `the pause ${id}`);
      for (const name of there)
        if (stands.get(name)?.stands !== true) note(name, 'was not set by Keysmith: the audit does not tell of it');
      for (const [name, stand] of stands)
        if (stand.stands && !there.has(name)) note(name, 'was deleted: the audit says that it stands');
    },
  };
}

const PAUSE = 'the pause';

function freezeOf(person: string): string {
  return `the freeze of ${person}`;
}

function stopOf(account: string): string {
  return `the stop of ${account}`;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
