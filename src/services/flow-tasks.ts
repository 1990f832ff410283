import type { Clock } from '../domain/clock';
import { type MethodName, parseVersion } from '../domain/readiness';
import type { TaskEnds, TaskName } from '../flows/tasks';
import { helloEnd, PASSKEY_IS_BETTER, phoneSignInEnd, pushEnd, withAdvice } from './checked-ends';
import { findOtherMethods } from './other-methods';
import { checkAllMethods } from './overview';
import { checkPass } from './pass-in-hand';
import type { TenantReader } from './ports';
import { authenticatorEnd, checkedEnd, judge } from './readiness';
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
    checkSecurityKey: async (turn, answers) => {
      const { verdict, view } = await judged('security-key', turn, answers);
      const asks = answers['keyUnnamed'] === 'yes' || (answers['keyModel'] ?? '') !== '' ? MODEL_SAID : ASK_MODEL;
      return { end: checkedEnd<'depends' | 'ask-key-model'>(verdict, asks), view };
    },
    checkSyncedPasskey: async (turn, answers) => {
      const { verdict, view } = await judged('synced-passkey', turn, answers);
      return { end: checkedEnd(verdict, { passkeyApp: 'depends' }), view };
    },
    checkWindowsPasskey: async (turn, answers) => {
      const { verdict, view } = await judged('windows-passkey', turn, answers);
      return { end: checkedEnd(verdict), view };
    },
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
    choosePasskeyGuide: (_, answers) => Promise.resolve({ end: guideFor(answers) }),
    startWatch: (turn, answers, flow) => startWatch(parts, turn, flow, answers),
    findOtherMethods: (turn, answers) => findOtherMethods(parts.methods, turn, answers),
  };
}

const MODEL_SAID = { keyModel: 'depends' } as const;
const ASK_MODEL = { keyModel: 'ask-key-model' } as const;

function guideFor({ platform, osVersion }: Answers): TaskEnds['choosePasskeyGuide'] {
  const major = parseVersion(osVersion ?? '')?.[0] ?? 0;
  if (platform === 'android') return major >= 15 ? 'android-15' : 'android-14';
  return major >= 18 ? 'ios-18' : 'ios-17';
}
