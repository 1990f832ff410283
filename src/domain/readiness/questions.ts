import { needsHelloAnswer } from './hello-rules';
import { passkeyAccepted } from './passkey-kind-rules';
import { appIsNewEnough, needsNewApp, registeredAppVersion } from './phone-rules';
import type { Seen } from './rule';
import type { Question } from './verdict';
import { parseVersion } from './versions';

/** What has to be asked before a method can be called ready; nothing is asked that could not change the answer. */
export function openQuestions(seen: Seen): readonly Question[] {
  switch (seen.method) {
    case 'authenticator-passkey':
      return phoneQuestions(seen);
    case 'security-key':
      return passkeyAccepted(seen) === 'depends' ? ['keyModel'] : [];
    case 'synced-passkey':
      return passkeyAccepted(seen) === 'depends' ? ['passkeyApp'] : [];
    case 'windows-hello':
      return needsHelloAnswer(seen) ? ['helloOffered'] : [];
    case 'windows-passkey':
    case 'phone-sign-in':
    case 'authenticator-push':
      return [];
  }
}

function phoneQuestions(seen: Seen): readonly Question[] {
  const { platform, osVersion, screenLock, authenticatorVersion } = seen.asked;
  if (platform === undefined) return ['platform', 'osVersion'];
  const questions: Question[] = [];
  if (parseVersion(osVersion ?? '') === undefined) questions.push('osVersion');
  // An iPhone with Face ID or Touch ID has a passcode, and the app asks for it otherwise; Android often has a swipe only.
  if (platform === 'android' && screenLock === undefined) questions.push('screenLock');
  if (needsNewApp(seen, platform) && authenticatorVersion === undefined) {
    const registered = registeredAppVersion(seen, platform);
    const newEnough =
      registered !== undefined && appIsNewEnough(registered, seen.known.minimumAppForBothTypes[platform]);
    if (!newEnough) questions.push('authenticatorVersion');
  }
  return questions;
}
