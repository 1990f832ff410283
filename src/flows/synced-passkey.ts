import { askAPerson } from './human';
import { portal } from '../knowledge/portal';
import { checkAgain, notReady, ready } from './checked';
import { defineFlow } from './flow';
import { onThisDeviceTrouble } from './on-this-device-trouble';
import { guided, watched } from './watched';

const another = { before: '', fresh: '' };
const instead = [
  { title: 'A passkey in Authenticator', does: { verb: 'start', flow: 'register-passkey' }, style: 'positive' },
  { title: 'Use a security key', does: { verb: 'start', flow: 'security-key' } },
] as const;

/** A passkey in a password manager that keeps it in step on all devices (knowledge.md E5b); only where a profile allows it. */
export const syncedPasskey = defineFlow({
  name: 'synced-passkey',
  about: 'your synced passkey',
  inventory: ['S3-3', 'S3-54'],
  start: 'keeper',
  steps: {
    keeper: {
      kind: 'ask',
      as: 'keeper',
      title: 'Which password manager should keep the passkey?',
      why: 'The passkey is then on every device that uses it. The steps differ.',
      choices: {
        apple: { title: 'Apple Passwords (iPhone, iPad, Mac)', to: 'check', sets: another },
        google: { title: 'Google Password Manager (Android)', to: 'check', sets: another },
        other: { title: 'Another one', to: 'check', sets: another },
      },
    },
    check: {
      kind: 'run',
      task: 'checkSyncedPasskey',
      then: {
        ready: 'ready',
        depends: 'depends',
        blocked: 'blocked',
        'no-method': 'no-method',
        unclear: 'unclear',
        'no-answer': 'no-answer',
      },
    },
    ready: ready('guide'),
    depends: {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { steps: { title: 'Try it', to: 'guide', style: 'positive' } },
      waysOut: [{ title: 'A passkey in Authenticator', does: { verb: 'start', flow: 'register-passkey' } }],
    },
    // The others have checks of their own: each says exactly what stands in its way.
    blocked: {
      kind: 'tell',
      shows: { resultOf: 'check' },
      choices: { again: checkAgain },
      waysOut: [...instead, askAPerson],
    },
    ...notReady('first-passkey'),
    guide: {
      kind: 'run',
      task: 'chooseSyncedGuide',
      then: { apple: 'guide-apple', google: 'guide-google', other: 'guide-other' },
    },
    'guide-apple': guided('synced-apple'),
    'guide-google': guided('synced-google'),
    'guide-other': guided('synced-other'),
    ...watched({
      expects: 'synced-passkey',
      thing: 'your synced passkey',
      where: 'on that device',
      now: `From now on, choose ${portal.useKey} when you sign in, on every device that has it.`,
      naming: 'A good name says where it is kept: "Apple Passwords". Security info lets you change it.',
      instead:
        'It works too. If you meant the password manager, go through the steps once more and choose it as the place.',
    }),
    'sign-in': { kind: 'tell', shows: { guide: 'sign-in-passkey-here' } },
    ...onThisDeviceTrouble(
      'It offers another place than the password manager.',
      `The password manager has to be switched on for passkeys. iPhone: ${portal.autofill.ios18}. Android: ${portal.autofill.androidSynced}.`,
    ),
  },
});
