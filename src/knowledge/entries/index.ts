import type { Entry } from '../schema';
import { accessCodes } from './access-codes';
import { accountCodes } from './account-codes';
import { accountQuestions } from './account-questions';
import { authenticatorQuestions } from './authenticator-questions';
import { basics } from './basics';
import { checks } from './checks';
import { commandIntents } from './command-intents';
import { deviceQuestions } from './device-questions';
import { helloCodes } from './hello-codes';
import { helloQuestions } from './hello-questions';
import { intents } from './intents';
import { keyQuestions } from './key-questions';
import { methodIntents } from './method-intents';
import { passErrors } from './pass-errors';
import { passQuestions } from './pass-questions';
import { passkeyCodes } from './passkey-codes';
import { passkeyQuestions } from './passkey-questions';
import { peopleQuestions } from './people-questions';
import { phoneQuestions } from './phone-questions';
import { phoneSignIn } from './phone-sign-in';
import { policyQuestions } from './policy-questions';
import { rollOut } from './roll-out';
import { screenTexts } from './screen-texts';
import { windowsAccountQuestions } from './windows-account-questions';
import { windowsQuestions } from './windows-questions';

const written: readonly Entry[] = [
  ...intents,
  ...commandIntents,
  ...methodIntents,
  ...passErrors,
  ...passQuestions,
  ...passkeyCodes,
  ...screenTexts,
  ...passkeyQuestions,
  ...keyQuestions,
  ...phoneSignIn,
  ...helloQuestions,
  ...helloCodes,
  ...accountCodes,
  ...accessCodes,
  ...basics,
  ...policyQuestions,
  ...rollOut,
  ...windowsQuestions,
  ...windowsAccountQuestions,
  ...phoneQuestions,
  ...authenticatorQuestions,
  ...deviceQuestions,
  ...accountQuestions,
  ...peopleQuestions,
];

/** Everything that free text can lead to. */
export const entries: readonly Entry[] = written.map((entry) => {
  const check = checks[entry.id];
  return entry.kind === 'intent' || check === undefined ? entry : { ...entry, check };
});
