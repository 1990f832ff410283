import type { z } from 'zod/v4';
import type { Clock } from '../domain/clock';
import type { Observer } from '../services/ports';
import { openAttempts } from './attempts';
import { batcher } from './batch';
import type { Deadline } from './deadline';
import { failed, NONSENSE, type Read } from './failure';
import type { OperationName } from './permissions';
import type { Transport } from './transport';
import { listPage } from './wire';

export interface Wanted {
  readonly operation: OperationName;
  /** From after the version on, already encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** In a batch: when it is throttled or down, nobody waits for a second try. */
  readonly once?: boolean;
}

type Enough<S extends z.ZodType> = (items: readonly z.output<S>[]) => boolean;
type Listed<S extends z.ZodType> = Promise<Read<readonly z.output<S>[]>>;

/** Reads from Graph: deadlines, retries, pages, batches, and answers checked by schema. Never throws. */
export interface Reader {
  get<S extends z.ZodType>(wanted: Wanted, schema: S, deadline: Deadline): Promise<Read<z.output<S>>>;
  /** A POST without effect, such as checkMemberGroups. */
  query<S extends z.ZodType>(wanted: Wanted, body: object, schema: S, deadline: Deadline): Promise<Read<z.output<S>>>;
  /** All pages, or as many as are `enough`. */
  list<S extends z.ZodType>(wanted: Wanted, schema: S, deadline: Deadline, enough?: Enough<S>): Listed<S>;
  /** Up to 20 reads in one round trip; each has its own end, in the order asked. */
  batch(wanted: readonly Wanted[], deadline: Deadline): Promise<readonly Read<unknown>[]>;
  /** Checks an answer that `batch` brought. */
  parse<S extends z.ZodType>(operation: OperationName, read: Read<unknown>, schema: S): Read<z.output<S>>;
  /** Checks a first page that `batch` brought and reads the pages after it. */
  pages<S extends z.ZodType>(wanted: Wanted, first: Read<unknown>, schema: S, deadline: Deadline): Listed<S>;
}

export interface ReaderOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly observer: Observer;
  /** Between 0 and 1, for jitter. */
  readonly random: () => number;
}

const MOST_PAGES = 50;

export function openReader(options: ReaderOptions): Reader {
  const { transport } = options;
  const attempts = openAttempts(options);
  const parse = parser(options.observer);
  const read = ({ operation, path, headers = {} }: Wanted, deadline: Deadline) =>
    attempts.read(operation, { method: 'GET', path, headers }, deadline);

  async function pages<S extends z.ZodType>(
    wanted: Wanted,
    first: Read<unknown>,
    schema: S,
    deadline: Deadline,
    enough: Enough<S> = () => false,
  ): Listed<S> {
    const items: z.output<S>[] = [];
    let page = first;
    for (let number = 1; number <= MOST_PAGES; number += 1) {
      const listed = parse(wanted.operation, page, listPage.extend({ value: schema.array() }));
      if (!listed.ok) return listed;
      items.push(...listed.value.value);
      const next = listed.value['@odata.nextLink'];
      if (next === null || next === undefined || enough(items)) return { ok: true, value: items };
      const path = pathOfLink(next, transport.origin);
      if (path === undefined) break;
      page = await read({ ...wanted, path }, deadline);
    }
    options.observer.event('graph.nonsense', { operation: wanted.operation, at: '@odata.nextLink' });
    return failed(NONSENSE);
  }

  return {
    parse,
    pages: (wanted, first, schema, deadline) => pages(wanted, first, schema, deadline),
    batch: batcher(attempts, parse, options.clock),
    get: async (wanted, schema, deadline) => parse(wanted.operation, await read(wanted, deadline), schema),
    query: async ({ operation, path }, body, schema, deadline) =>
      parse(operation, await attempts.read(operation, { method: 'POST', path, body }, deadline), schema),
    list: async (wanted, schema, deadline, enough) =>
      pages(wanted, await read(wanted, deadline), schema, deadline, enough),
  };
}

function parser(observer: Observer): Reader['parse'] {
  return (operation, read, schema) => {
    if (!read.ok) return read;
    const parsed = schema.safeParse(read.value);
    if (parsed.success) return { ok: true, value: parsed.data };
    const [issue] = parsed.error.issues;
    // Where and of what kind, never the value itself.
    const at = (issue?.path ?? []).map(String).join('.');
    observer.event('graph.nonsense', { operation, at, issue: issue?.code ?? '' });
    return failed(NONSENSE);
  };
}

/** The path of a next link, if it leads back to where we came from: our token goes nowhere else. */
function pathOfLink(link: string, origin: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  const found = /^\/v1\.0(\/.+)$/.exec(url.pathname);
  return url.origin === origin && found?.[1] !== undefined ? found[1] + url.search : undefined;
}
