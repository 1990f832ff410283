import type { Confirmed, PendingContainment } from '../confirming';
import type { TapParts } from '../tap/parts';
import type { Choice, Reply, Turn } from '../turn';
import { rememberZone } from '../zone';
import { now } from '../tap/parts';
import { askRemoval } from './ask';
import { confirmedContainments, contain } from './contain';
import { removalForm } from './form';
import { endOwnSessions } from './sessions';

export { carryOut } from './carry-out';

type RecoveryChoice = Extract<Choice, { verb: `removal.${string}` | 'sessions.end' | 'method.contain' }>;

/** Taking methods away and ending sessions, as channels, flows and the worker see it. Each step is a file of this folder. */
export class Recovery {
  readonly #parts: TapParts;
  readonly confirmed: Confirmed<PendingContainment>;

  constructor(parts: TapParts) {
    this.#parts = parts;
    this.confirmed = confirmedContainments(parts);
  }

  async choose(turn: Turn, choice: RecoveryChoice): Promise<readonly Reply[]> {
    const parts = this.#parts;
    await rememberZone(parts.references, turn, now(parts));
    switch (choice.verb) {
      case 'removal.form':
        return [await removalForm(parts, turn, choice)];
      case 'removal.ask':
        return askRemoval(parts, turn, {
          ...choice,
          methods: choice.methods.split(',').filter((one) => one !== ''),
          sessions: choice.sessions === 'yes',
        });
      case 'sessions.end':
        return endOwnSessions(parts, turn);
      case 'method.contain':
        return contain(parts, turn, choice.request);
    }
  }
}
