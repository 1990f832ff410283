import type { MethodName } from '../../domain/readiness';
import type { Check } from '../schema';

const passkeys: MethodName[] = ['authenticator-passkey', 'security-key', 'synced-passkey', 'windows-passkey'];
const app: MethodName[] = ['authenticator-passkey'];
const key: MethodName[] = ['security-key'];
const hello: MethodName[] = ['windows-hello'];
const phone: MethodName[] = ['phone-sign-in'];

const using = (about: MethodName[], more: Partial<Check> = {}): Check => ({ about, phase: 'using', ...more });
const registering = (about: MethodName[], more: Partial<Check> = {}): Check => ({
  about,
  phase: 'registering',
  ...more,
});
const either = (about: MethodName[], more: Partial<Check> = {}): Check => ({ about, phase: 'any', ...more });
const pass = (about: MethodName[], more: Partial<Check> = {}): Check => ({ about, phase: 'pass', ...more });

/**
 * What an answer looks at before it is given (knowledge.md D, column "Rule"). `hints` are rules that are worth saying
 * when they find something, and prove nothing about this error. An entry without a row is knowledge: nothing is read.
 */
export const checks: Readonly<Record<string, Check>> = {
  'pass-blocked-by-policy': pass([]),
  'pass-incorrect': pass([], { hints: ['R-60'] }),
  'pass-expired': pass([], { hints: ['R-60'] }),
  'pass-redeemed': pass(app, { asked: { symptom: 'pass-window-over' }, hints: ['R-60', 'R-67'] }),
  'pass-window-over': pass(app, { asked: { symptom: 'pass-window-over' } }),
  'pass-not-found': pass(app, { asked: { symptom: 'pass-not-asked-for' } }),
  'pass-web-sign-in': pass(hello),
  'pass-registration-loop': pass(key),
  'pass-asked-first': pass([]),
  'pass-guest': pass(app),

  'passkey-off-by-policy': using(passkeys),
  'passkey-unknown-to-entra': using(app, { asked: { symptom: 'passkey-exists' } }),
  'passkey-signature': using(passkeys),
  'passkey-device-disabled': using(hello),
  'passkey-counter': using([]),
  'passkey-too-slow': using(app, { asked: { symptom: 'sign-in-again' } }),
  'method-out-of-scope': using([...passkeys, ...phone, 'authenticator-push']),
  'unknown-registration-error': registering(app, { asks: ['way', 'passkeyProvider'] }),
  'passkey-orphan': registering(app, { asked: { symptom: 'passkey-exists' } }),
  'key-restricted': registering(key, { asks: ['keyModel'], hints: ['R-13'] }),
  'windows-already-registered': registering(['windows-passkey'], { asked: { symptom: 'already-registered' } }),
  'registration-loop': registering(app, { asks: ['phone'] }),
  'qr-code-hangs': either(app, {
    asked: { symptom: 'qr-code-hangs', flow: 'cross-device' },
    asks: ['bluetooth'],
    hints: ['R-15'],
  }),
  'no-matching-passkey': using(app, {
    asked: { symptom: 'no-matching-passkey' },
    asks: ['phone', 'workProfile'],
    hints: ['R-22'],
  }),
  'sign-in-again': registering(app, { asked: { symptom: 'sign-in-again' } }),

  'method-not-listed': registering([...app, ...key], { hints: ['R-54'] }),
  'attestation-fails': registering(app, { asks: ['phone', 'way', 'failedBefore', 'app', 'screenLock'] }),
  'phone-too-old': registering(app, { asks: ['phone'] }),
  'app-too-old': registering(app, { asks: ['phone', 'app'] }),
  'screen-lock': registering(app, { asks: ['screenLock'] }),
  'passkey-provider': registering(app, { asks: ['phone', 'passkeyProvider'] }),
  'work-profile': either(app, { asks: ['phone', 'workProfile'] }),
  'bluetooth-blocked': either(app, { asked: { symptom: 'qr-code-hangs' }, asks: ['bluetooth'] }),
  'too-many-passkeys-safari': using(app, { asked: { symptom: 'name-first-fails-on-apple' } }),
  'passkey-limit': registering(app),
  'name-changed': either(app, { asked: { renamed: true } }),
  'backup-restore': using(app, { asked: { symptom: 'no-matching-passkey' }, hints: ['R-22', 'R-72'] }),
  'change-not-effective': either([]),

  'key-at-windows': either(key, { asks: ['keyAtWindows'] }),
  'key-on-premises': either(key, { asks: ['keyAtWindows'] }),
  'key-unsupported-place': either(key, { asks: ['scenario'] }),

  'phone-sign-in-blocked': using([...phone, 'authenticator-push']),
  'mfa-request-failed': using(['authenticator-push']),
  'phone-sign-in-not-set-up': using(phone),
  'mfa-request-denied': using([]),
  'suspicious-prompt': using([]),
  'only-password-offered': using([...passkeys, ...phone], {
    asked: { symptom: 'only-password-offered' },
    hints: ['R-34'],
  }),
  'authenticator-limit': registering(['authenticator-push']),
  'phone-sign-in-greyed': registering(phone),
  'system-preferred': either(['authenticator-push'], { asked: { symptom: 'password-asked-first' } }),

  'hello-pin-fails': using(hello, { hints: ['R-41'] }),
  'hello-not-offered': registering(hello, { asks: ['sharedComputer'], hints: ['R-41'] }),
  'shared-computer': either(hello, { asks: ['sharedComputer'] }),
  'hello-not-prompted': either(hello, { asked: { symptom: 'no-hello-prompt' } }),
  'hello-key-missing': using(hello, { hints: ['R-41'] }),
  'hello-transport-key': using(hello),
  'hello-device-disabled': using(hello),
  'hello-device-gone': using(hello),
  'hello-provisioning': using(hello, { hints: ['R-41'] }),
  'hello-tpm-not-set-up': using(hello, { hints: ['R-41'] }),
  'code-80090030': using(hello, { hints: ['R-41'] }),
  'hello-tpm-required': using(hello, { hints: ['R-41'] }),
  'hello-rejoin': using(hello),
  'hello-federation': either([]),
  'hello-needs-mfa': using([...hello, ...app], { hints: ['R-41'] }),
  'hello-no-key': using(hello, { hints: ['R-41'] }),

  'must-register-mfa': registering(app, { hints: ['R-54'] }),
  'registration-interrupt': pass(key),
  'cannot-sign-in': using([...passkeys, ...phone, 'authenticator-push', ...hello], { signIns: 'failure' }),
  'account-locked': using([]),
  'account-disabled': using(app),
  'password-change-risk': using([]),
  'external-challenge': either([]),
  'device-authentication': using(hello, { hints: ['R-42'] }),
  'no-refresh-token': using(hello, { hints: ['R-42'] }),
  'device-not-registered': using(phone),
  'device-state': using(app, { hints: ['R-54'] }),
  'device-not-compliant': using(app, { hints: ['R-54'] }),
  'not-domain-joined': using(app, { hints: ['R-54'] }),
  'app-not-approved': using(app, { hints: ['R-53'] }),
  'app-protection': using(app, { hints: ['R-53'] }),
  'ca-blocked': using(app, { hints: ['R-50', 'R-51', 'R-52', 'R-53', 'R-54'] }),
  'registration-risky': using([]),
  'registration-place': registering(app),
  'risk-blocked': using([]),
  'policy-not-applied': using([], { signIns: 'newest' }),
  'report-only-failure': using([], { signIns: 'newest' }),
  federation: using([], { mention: true }),
  guest: registering(app, { mention: true }),
  'sms-retirement': using([], { mention: true }),

  'hello-keys-gone': using(hello),
  'push-missing': using(['authenticator-push']),
  'passkey-in-apps': either(app, { asks: ['phone'] }),
  'reset-password': using([], { mention: true }),
};
