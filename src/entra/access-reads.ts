import type { AccessRule } from '../domain/access';
import { HOUR, MINUTE, SECOND, type Clock, type Instant } from '../domain/clock';
import { known, type Fact } from '../domain/fact';
import type { Outcome } from '../domain/refusal';
import { accessRule } from './access-rules';
import { deadlineIn, within, type Deadline } from './deadline';
import { failed, gapOf, outcomeOf, type Failure, type Read } from './failure';
import { withQuery } from './paths';
import type { Answers } from './person-reads';
import type { Reader, Wanted } from './reader';
import { shelf } from './shelf';
import { accessPolicy, type AccessPolicy } from './wire-access';

/**
 * Conditional Access policies for everybody who asks. They may be read once a second per tenant, so one read at a time
 * is under way, it goes along in a batch that is sent anyway, and old ones are better than none for an hour.
 */
export interface AccessReads {
  /** Kept for five minutes, failures for ten seconds. */
  all(): Promise<Outcome<readonly AccessPolicy[]>>;
  /** For one diagnosis: what to put into its batch (nothing while they are warm or somebody else asks), and the fact. */
  claim(now: Instant, fresh: boolean): AccessClaim;
}

export interface AccessClaim {
  readonly wanted: readonly Wanted[];
  fact(answers: Answers, deadline: Deadline): Promise<Fact<readonly AccessRule[]>>;
}

interface Policies {
  readonly list: readonly AccessPolicy[];
  readonly rules: readonly AccessRule[];
  readonly readAt: Instant;
}

type Loaded = Read<Policies>;

const KEPT_FOR = 5 * MINUTE;
/** Somebody says that a policy was changed just now; but two at once must not ask twice. */
const KEPT_FRESH = 30 * SECOND;
const BETTER_THAN_NONE = HOUR;
const KEY = 'policies';

const wanted: Wanted = {
  operation: 'conditionalAccess',
  path: withQuery('/identity/conditionalAccess/policies', {
    $select: 'id,displayName,state,conditions,grantControls',
  }),
  once: true,
};

export function openAccessReads(reader: Reader, clock: Clock, readMs: number): AccessReads {
  return new CachedAccess(reader, clock, readMs);
}

class CachedAccess implements AccessReads {
  readonly #kept = shelf<Policies>(BETTER_THAN_NONE);
  readonly #lost = shelf<Failure>(10 * SECOND);
  readonly #reader: Reader;
  readonly #clock: Clock;
  readonly #readMs: number;
  #underWay: Promise<Loaded> | undefined;

  constructor(reader: Reader, clock: Clock, readMs: number) {
    this.#reader = reader;
    this.#clock = clock;
    this.#readMs = readMs;
  }

  async all(): Promise<Outcome<readonly AccessPolicy[]>> {
    const now = this.#now();
    const found = this.#warm(now, KEPT_FOR);
    if (found !== undefined) return { ok: true, value: found.list };
    const failure = this.#lost.get(KEY, now);
    if (failure !== undefined) return outcomeOf<never>(failed(failure));
    const read = (): Promise<Loaded> => this.#begin(this.#reader.list(wanted, accessPolicy, deadlineIn(this.#readMs)));
    const loaded = await (this.#underWay ?? read());
    return loaded.ok ? { ok: true, value: loaded.value.list } : outcomeOf<never>(loaded);
  }

  claim(now: Instant, fresh: boolean): AccessClaim {
    const found = this.#warm(now, fresh ? KEPT_FRESH : KEPT_FOR);
    if (found !== undefined) return settled(known(found.rules, found.readAt));
    const failure = this.#lost.get(KEY, now);
    if (failure !== undefined) return settled(this.#fact(failed(failure)));
    const running = this.#underWay;
    if (running === undefined) return this.#ask();
    return { wanted: [], fact: async (_, deadline) => this.#fact(await patient(running, deadline)) };
  }

  #ask(): AccessClaim {
    let answer: (read: Read<readonly AccessPolicy[]>) => void = () => undefined;
    const loaded = this.#begin(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    return {
      wanted: [wanted],
      fact: async (answers, deadline) => {
        answer(await this.#reader.pages(wanted, answers('conditionalAccess'), accessPolicy, deadline));
        return this.#fact(await loaded);
      },
    };
  }

  #begin(read: Promise<Read<readonly AccessPolicy[]>>): Promise<Loaded> {
    this.#underWay = read
      .then((done) => this.#remember(done))
      .finally(() => {
        this.#underWay = undefined;
      });
    return this.#underWay;
  }

  #remember(read: Read<readonly AccessPolicy[]>): Loaded {
    const now = this.#now();
    if (!read.ok) {
      this.#lost.put(KEY, read.failure, now);
      return read;
    }
    const value = { list: read.value, rules: read.value.map(accessRule), readAt: now };
    this.#kept.put(KEY, value, now);
    return { ok: true, value };
  }

  /** A read that failed is no reason to forget what was known before. */
  #fact(loaded: Loaded): Fact<readonly AccessRule[]> {
    const now = this.#now();
    if (loaded.ok) return known(loaded.value.rules, loaded.value.readAt);
    const before = this.#kept.get(KEY, now);
    return before === undefined ? noPolicies(loaded.failure, now) : known(before.rules, before.readAt);
  }

  #warm(now: Instant, maxAge: number): Policies | undefined {
    const found = this.#kept.get(KEY, now);
    return found !== undefined && now - found.readAt < maxAge ? found : undefined;
  }

  #now(): Instant {
    return this.#clock.now().getTime();
  }
}

/** Without a licence for Conditional Access there are no policies: an empty list, not a gap. */
function noPolicies(failure: Failure, now: Instant): Fact<readonly AccessRule[]> {
  return failure.kind === 'licence' ? known([], now) : gapOf('conditionalAccess', failure);
}

function settled(fact: Fact<readonly AccessRule[]>): AccessClaim {
  return { wanted: [], fact: () => Promise.resolve(fact) };
}

async function patient(running: Promise<Loaded>, { signal }: Deadline): Promise<Loaded> {
  try {
    return await within(running, signal);
  } catch {
    return failed({ kind: 'unavailable', again: true });
  }
}
