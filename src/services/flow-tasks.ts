import type { Clock } from '../domain/clock';
import { parseVersion } from '../domain/readiness';
import type { TaskEnds, TaskName } from '../flows/tasks';
import { findOtherMethods } from './other-methods';
import { checkAllMethods } from './overview';
import type { TenantReader } from './ports';
import { checkPasskeyReadiness } from './readiness';
import { type RegistrationParts, startWatch } from './registration';
import type { Turn } from './turn';
import type { Button, MessageView } from './views';

type Answers = Readonly<Record<string, string>>;

interface TaskResult<End extends string = string> {
  readonly end: End;
  /** Becomes answers of the flow. */
  readonly found?: Answers;
  /** What it found, for the step that shows it. */
  readonly view?: (buttons: readonly Button[]) => MessageView;
}

/** Every task of flows/tasks by its name. */
export type FlowTasks = {
  readonly [Task in TaskName]: (turn: Turn, answers: Answers, flow: string) => Promise<TaskResult<TaskEnds[Task]>>;
};

export interface TaskParts extends RegistrationParts {
  readonly tenant: TenantReader;
  readonly clock: Clock;
}

export function flowTasks(parts: TaskParts): FlowTasks {
  return {
    checkPasskeyReadiness: (turn, answers) =>
      checkPasskeyReadiness(parts.tenant, turn, answers, parts.clock.now().getTime()),
    checkAllMethods: (turn, answers) => checkAllMethods(parts.tenant, turn, answers, parts.clock.now().getTime()),
    choosePasskeyGuide: (_, answers) => Promise.resolve({ end: guideFor(answers) }),
    startWatch: (turn, answers, flow) => startWatch(parts, turn, flow, answers),
    findOtherMethods: (turn, answers) => findOtherMethods(parts.methods, turn, answers),
  };
}

function guideFor({ platform, osVersion }: Answers): TaskEnds['choosePasskeyGuide'] {
  const major = parseVersion(osVersion ?? '')?.[0] ?? 0;
  if (platform === 'android') return major >= 15 ? 'android-15' : 'android-14';
  return major >= 18 ? 'ios-18' : 'ios-17';
}
