import { AsyncLocalStorage } from 'node:async_hooks';
import { pino } from 'pino';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Observer } from './services/ports';
import type { LogLevel } from './variables';

export interface ObserverOptions {
  readonly level: LogLevel;
  /** Values that are masked wherever they turn up in a line: what `readEnv` gave as secrets. */
  readonly secrets?: readonly string[];
  /** Standard output when absent. */
  readonly write?: (line: string) => void;
  /** Metrics of the process (memory, event loop, garbage collection); true when absent. */
  readonly ofProcess?: boolean;
}

export interface Operations {
  /** One JSON line and one count for each call. A fact `ms` is also measured as a duration. */
  readonly observer: Observer;
  /** What runs inside, however deep, logs this id as `correlation`. */
  readonly withCorrelation: <T>(id: string, run: () => T) => T;
  /** Measures how long it takes until it ends, well or badly: `turn`, `graph` … */
  readonly timed: <T>(what: string, run: () => Promise<T>) => Promise<T>;
  /** A number that is read when /metrics is. One that cannot be read is left out. */
  readonly gauge: (name: string, help: string, read: () => number | Promise<number>) => void;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
}

type Facts = Readonly<Record<string, string | number | boolean>>;

/** Logs (pino) and metrics (prom-client) of one process. */
export function openObserver(options: ObserverOptions): Operations {
  const correlation = new AsyncLocalStorage<string>();
  const log = logger(options, correlation);
  const registry = new Registry();
  if (options.ofProcess !== false) collectDefaultMetrics({ register: registry });
  const count = counting(registry);
  const durations = new Histogram({
    name: 'keysmith_duration_seconds',
    help: 'How long something took',
    labelNames: ['what'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30],
    registers: [registry],
  });
  const whats = new Bounded(100);

  const observer: Observer = {
    event: (name, facts = {}) => {
      count(name, facts);
      if (typeof facts['ms'] === 'number') durations.observe({ what: whats.word(name) }, facts['ms'] / 1_000);
      log[WARNING.test(name) ? 'warn' : 'info']({ event: name, ...clean(facts) });
    },
    failure: (name, error, facts = {}) => {
      count(name, facts);
      log.error({ event: name, ...clean(facts), error: outline(error) });
    },
  };
  return {
    observer,
    withCorrelation: (id, run) => correlation.run(id, run),
    timed: async (what, run) => {
      const end = durations.startTimer({ what: whats.word(what) });
      try {
        return await run();
      } finally {
        end();
      }
    },
    gauge: (name, help, read) => addGauge(registry, observer, { name, help, read }),
    metrics: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

/** Something was refused, lost or alarming: worth a look, and not a fault of ours. */
const WARNING = /(refused|failed|lost|alarm|paused|appeared|unreachable|unanswered|nonsense|disowned)$/;

function logger(options: ObserverOptions, correlation: AsyncLocalStorage<string>) {
  const hide = masking(options.secrets ?? []);
  const settings: pino.LoggerOptions = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // An id that a caller gives with its facts comes later in the line and counts.
    mixin: () => {
      const id = correlation.getStore();
      return id === undefined ? {} : { correlation: id };
    },
    hooks: { streamWrite: hide },
  };
  return options.write === undefined ? pino(settings) : pino(settings, { write: options.write });
}

const SECRET_NAME =
  /^(authorization|cookie|set-cookie|password|secret|code_verifier|.*[_-]?token|.*secret|.*password|temporaryaccesspass|signature|private_?key|assertion)$/i;
const MASK = '[masked]';

function clean(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, SECRET_NAME.test(name) ? MASK : value]),
  );
}

/** The last door: whatever a line holds, these never leave. */
function masking(secrets: readonly string[]): (line: string) => string {
  // A secret with a quote in it is written otherwise in JSON, and again otherwise in JSON inside of it.
  const written = (text: string): string => JSON.stringify(text).slice(1, -1);
  const known = secrets
    .filter((secret) => secret.length >= 6)
    .flatMap((secret) => [written(secret), written(written(secret))]);
  return (line) => {
    const shaped = line
      .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${MASK}`)
      .replace(/\b(xox[a-z]|xapp)-[\w-]{6,}/g, MASK)
      .replace(/\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g, MASK)
      .replace(/-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|(?="))/g, MASK)
      .replace(/(postgres(?:ql)?:\/\/[^:/@\s"]*:)[^@\s"]+@/g, `$1${MASK}@`)
      .replace(/(\w*(?:token|secret|password|assertion|code_verifier|AccessPass)\\*"\s*:\s*\\*")[^"\\]*/gi, `$1${MASK}`)
      .replace(/\b((?:client_secret|client_assertion|code|code_verifier|\w*token)=)[^&\s"\\]+/g, `$1${MASK}`);
    return known.reduce((text, secret) => text.replaceAll(secret, MASK), shaped);
  };
}

/** Name, message, stack and code, of the error and its causes. Other fields may hold a request or what was answered. */
function outline(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.cause === undefined || depth > 3 ? {} : { cause: outline(error.cause, depth + 1) }),
  };
}

/** Label values come from facts; however many there are, a label takes no more than `most`, and only short words. */
class Bounded {
  private readonly seen = new Set<string>();

  constructor(private readonly most: number) {}

  word(value: string | number | boolean | undefined): string {
    if (value === undefined || value === '') return '';
    const text = String(value);
    if (!/^[\w./-]{1,60}$/.test(text) || /[0-9a-f]{8}|\d{4}/i.test(text)) return 'other';
    if (!this.seen.has(text) && this.seen.size >= this.most) return 'other';
    this.seen.add(text);
    return text;
  }
}

const REASONS = ['code', 'reason', 'why', 'end', 'act', 'kind', 'type'] as const;

function counting(registry: Registry): (name: string, facts: Facts) => void {
  const events = new Counter({
    name: 'keysmith_events_total',
    help: 'What happened, refusals and faults among it',
    labelNames: ['event', 'reason', 'operation'],
    registers: [registry],
  });
  const [names, reasons, operations] = [new Bounded(200), new Bounded(200), new Bounded(100)];
  return (name, facts) => {
    const reason = REASONS.find((key) => facts[key] !== undefined);
    events.inc({
      event: names.word(name),
      reason: reasons.word(reason === undefined ? undefined : facts[reason]),
      operation: operations.word(facts['operation']),
    });
  };
}

interface GaugeOptions {
  readonly name: string;
  readonly help: string;
  readonly read: () => number | Promise<number>;
}

function addGauge(registry: Registry, observer: Observer, { name, help, read }: GaugeOptions): void {
  const gauge = new Gauge({
    name,
    help,
    registers: [registry],
    collect: async () => {
      try {
        gauge.set(await read());
      } catch (error) {
        gauge.reset();
        observer.failure('metrics.unread', error, { kind: name });
      }
    },
  });
}
