import type { Clock } from '../domain/clock';
import { type MethodName, parseVersion } from '../domain/readiness';
import type { TaskEnds, TaskName } from '../flows/tasks';
import { helloEnd, PASSKEY_IS_BETTER, phoneSignInEnd, pushEnd, withAdvice } from './checked-ends';
import { findOtherMethods } from './other-methods';
import { checkAllMethods } from './overview';
import { checkPass } from './pass-in-hand';
import { keyResult, onPcResult, syncedResult } from './passkey-checks';
import type { TenantReader } from './ports';
import { authenticatorEnd, judge } from './readiness';
import { recommendMethods } from './recommendation';
import { type RegistrationParts, startWatch } from './registration';
import type { Turn } from './turn';
import type { Button, MessageView } from './views';
import { findWayIn } from './ways-in';

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
  const judged = (method: MethodName, turn: Turn, answers: Answers) =>
    judge(method, parts.tenant, turn, answers, parts.clock.now().getTime());
  return {
    checkAuthenticatorPasskey: async (turn, answers) => {
      const { verdict, view } = await judged('authenticator-passkey', turn, answers);
      return { end: authenticatorEnd(verdict), view };
    },
    checkSecurityKey: async (turn, answers) => keyResult(await judged('security-key', turn, answers), answers),
    checkSyncedPasskey: async (turn, answers) => syncedResult(await judged('synced-passkey', turn, answers)),
    checkWindowsPasskey: async (turn, answers) => onPcResult(await judged('windows-passkey', turn, answers), answers),
    checkWindowsHello: async (turn, answers) => {
      const { facts, verdict, view } = await judged('windows-hello', turn, answers);
      return { end: helloEnd(verdict, facts), view };
    },
    checkPhoneSignIn: async (turn, answers) => {
      const { verdict, view } = await judged('phone-sign-in', turn, answers);
      return { end: phoneSignInEnd(verdict), view };
    },
    checkAuthenticatorPush: async (turn, answers) => {
      const { facts, verdict, view } = await judged('authenticator-push', turn, answers);
      const end = pushEnd(verdict, facts);
      return {
        end,
        view: (buttons) => (end === 'ready-passkey-too' ? withAdvice(view(buttons), PASSKEY_IS_BETTER) : view(buttons)),
      };
    },
    checkAllMethods: (turn, answers) => checkAllMethods(parts.tenant, turn, answers, parts.clock.now().getTime()),
    recommendMethods: (turn, answers) => recommendMethods(parts.tenant, turn, answers, parts.clock.now().getTime()),
    checkPass: (turn) => checkPass(parts.methods, turn, parts.clock.now().getTime()),
    findWayIn: (turn, answers) => findWayIn(parts.tenant, turn, answers),
    chooseKeyGuide: (_, { system }) => Promise.resolve({ end: system === 'mac' ? 'mac' : 'windows' }),
    chooseSyncedGuide: (_, { keeper }) =>
      Promise.resolve({ end: keeper === 'apple' || keeper === 'google' ? keeper : 'other' }),
    choosePasskeyGuide: (_, answers) => Promise.resolve({ end: guideFor(answers) }),
    startWatch: (turn, answers, flow) => startWatch(parts, turn, flow, answers),
    findOtherMethods: (turn, answers) => findOtherMethods(parts.methods, turn, answers),
  };
}

function guideFor({ platform, osVersion, flow }: Answers): TaskEnds['choosePasskeyGuide'] {
  if (flow === 'security-info') return flow;
  const major = parseVersion(osVersion ?? '')?.[0] ?? 0;
  const ios = major >= 18 ? 'ios-18' : 'ios-17';
  const android = major >= 15 ? 'android-15' : 'android-14';
  const phone = platform === 'android' ? android : ios;
  return flow === 'cross-device' ? `by-code-${phone}` : phone;
}
