import type { MethodName } from '../domain/readiness';

/** How the check of any method can end; its view is the verdict. */
export type Checked = 'ready' | 'blocked' | 'no-method' | 'unclear' | 'no-answer';

/** A registered method at a place where it signs in. */
export type WayIn =
  | 'passkey-here'
  | 'passkey-at-computer'
  | 'key-on-phone'
  | 'key-at-computer'
  | 'key-at-windows'
  | 'hello-at-computer'
  | 'hello-at-windows'
  | 'phone-sign-in'
  | 'notification';

/**
 * What a flow may ask the services to do, and every way each of these can end. A flow that forgets an ending does not
 * compile; services/flow-tasks implements each name.
 */
export interface TaskEnds {
  /** Reads the tenant live and judges; its view is the verdict. */
  checkAuthenticatorPasskey: Checked | 'ready-in-app-only' | 'blocked-by-phone' | 'ask-screen-lock' | 'ask-app-version';
  /** `depends`: on the model, which nobody could name, or on its firmware. */
  checkSecurityKey: Checked | 'ask-key-model' | 'depends' | 'blocked-by-model';
  /** `depends`: on the app that keeps the passkey, which no name tells for certain. */
  checkSyncedPasskey: Checked | 'depends';
  /** `ask-which-pc`: Windows Hello of the account is on some computer, where no passkey can be beside it. */
  checkWindowsPasskey: Checked | 'ask-which-pc';
  /** `ready-hybrid`: every computer that could hold it belongs to a domain too. `no-computer`: only that is missing. */
  checkWindowsHello: Checked | 'ask-hello-offered' | 'ready-hybrid' | 'no-computer';
  /** `ready-with-app`: the app is there, for notifications. `ready-with-pass`: a pass is the only way in here. */
  checkPhoneSignIn: Checked | 'ready-with-app' | 'ready-with-pass' | 'push-only';
  /** `ready-passkey-too`: so is the passkey in the same app, which is better. */
  checkAuthenticatorPush: Checked | 'ready-passkey-too' | 'passwordless-only';
  /** Looks live whether there is a Temporary Access Pass, and how long it works. */
  checkPass: 'usable' | 'not-yet' | 'used' | 'over' | 'not-allowed' | 'none' | 'no-answer';
  /** Reads the tenant live and judges every method at once; its view is the overview. */
  checkAllMethods: 'shown' | 'no-answer';
  /** What suits the person, and of that what is open to them; its view is a short overview. */
  recommendMethods: 'shown' | 'no-answer';
  /** From the answers alone: which steps fit this computer, password manager or phone. */
  chooseKeyGuide: 'windows' | 'mac';
  chooseSyncedGuide: 'apple' | 'google' | 'other';
  choosePasskeyGuide: 'security-info' | `${'' | 'by-code-'}${'ios-18' | 'ios-17' | 'android-15' | 'android-14'}`;
  /** Notes what is registered now and starts looking for what is new. */
  startWatch: 'watching' | 'no-answer';
  /** Looks live for a method that signs in at the place in question and has not been shown yet. */
  findWayIn: WayIn | 'not-usable' | 'none' | 'no-more' | 'no-answer';
  /** Looks live for a method that does not live on the phone in question and has not been asked about yet. */
  findOtherMethods: 'windows-hello' | 'security-key' | 'other-phone' | 'none' | 'no-answer';
}

export type TaskName = keyof TaskEnds;

/** What a task has to be told besides the answers; a step that forgets it does not compile. */
export interface TaskNeeds {
  readonly startWatch: { readonly expects: MethodName };
  readonly recommendMethods: { readonly as: 'first' | 'second' };
}
