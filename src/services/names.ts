import { type Clock, MINUTE } from '../domain/clock';
import type { Directory } from './ports';

const KEEP_MS = 5 * MINUTE;
const AT_MOST = 5_000;

/** Display names for sentences, kept for minutes. Never used to decide anything. */
export class Names {
  readonly #kept = new Map<string, { name: string; readAt: number }>();
  readonly #directory: Directory;
  readonly #clock: Clock;

  constructor(directory: Directory, clock: Clock) {
    this.#directory = directory;
    this.#clock = clock;
  }

  async of(id: string): Promise<string> {
    const now = this.#clock.now().getTime();
    const kept = this.#kept.get(id);
    if (kept !== undefined && now - kept.readAt < KEEP_MS && now >= kept.readAt) return kept.name;
    const person = await this.#directory.person(id);
    if (!person.ok) return kept?.name ?? 'a colleague';
    if (this.#kept.size >= AT_MOST) this.#kept.clear();
    this.#kept.set(id, { name: person.value.displayName, readAt: now });
    return person.value.displayName;
  }

  /** Without reading: what is known by now, and of whom nothing is. */
  known(id: string): string | undefined {
    return this.#kept.get(id)?.name;
  }

  unknown(ids: readonly string[]): readonly string[] {
    const now = this.#clock.now().getTime();
    return ids.filter((id) => {
      const kept = this.#kept.get(id);
      return kept === undefined || now - kept.readAt >= KEEP_MS || now < kept.readAt;
    });
  }

  /** Takes over names that came with something else. */
  learn(names: ReadonlyMap<string, string>): void {
    const readAt = this.#clock.now().getTime();
    if (this.#kept.size + names.size > AT_MOST) this.#kept.clear();
    for (const [id, name] of names) this.#kept.set(id, { name, readAt });
  }

  async ofAll(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const unique = [...new Set(ids)];
    const names = await Promise.all(unique.map((id) => this.of(id)));
    return new Map(unique.map((id, index) => [id, names[index] ?? 'a colleague']));
  }
}
