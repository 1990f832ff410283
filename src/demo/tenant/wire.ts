import type { Answer, GraphRequest } from './answers';

/** What the "on the wire" pane shows of one call to Graph. */
export interface WireEntry {
  readonly at: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** 0: no answer reached the caller. */
  readonly status: number;
  readonly ms: number;
  readonly request: unknown;
  readonly response: unknown;
  /** The fault that was switched on for it, if any. */
  readonly fault?: string;
}

/** One call with nothing masked, items of a batch one by one as well; for the contract check only. */
export interface RawExchange {
  readonly request: GraphRequest;
  readonly answer: Answer | undefined;
  readonly fault: string | undefined;
}

const secret = /^(temporaryAccessPass|authorization|password|newPassword|currentPassword|secretKey|client_secret)$/i;
const hidden = '•••';

/** A copy without any secret value. */
function maskSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]): [string, unknown] =>
      secret.test(name) && inner !== null ? [name, hidden] : [name, maskSecrets(inner)],
    ),
  );
}

const kept = 500;

export class Recorder {
  private readonly entries: WireEntry[] = [];
  private readonly listeners = new Set<(entry: WireEntry) => void>();

  all(): readonly WireEntry[] {
    return this.entries;
  }

  add(entry: WireEntry): void {
    const masked = { ...entry, request: maskSecrets(entry.request), response: maskSecrets(entry.response) };
    this.entries.push(masked);
    if (this.entries.length > kept) this.entries.shift();
    for (const listener of this.listeners) listener(masked);
  }

  onEntry(listener: (entry: WireEntry) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
