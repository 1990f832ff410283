/**
 * What a flow may ask the services to do, and every way each of these can end. A flow that forgets an ending does not
 * compile; services/flow-tasks implements each name.
 */
export interface TaskEnds {
  /** Reads the tenant live and judges; its view is the verdict. */
  checkPasskeyReadiness:
    | 'ready'
    | 'ready-in-app-only'
    | 'blocked'
    | 'blocked-by-phone'
    | 'no-method'
    | 'unclear'
    | 'ask-screen-lock'
    | 'ask-app-version'
    | 'no-answer';
  /** Reads the tenant live and judges every method at once; its view is the overview. */
  checkAllMethods: 'shown' | 'no-answer';
  /** From the answers alone: which steps fit this phone. */
  choosePasskeyGuide: 'ios-18' | 'ios-17' | 'android-15' | 'android-14';
  /** Notes what is registered now and starts looking for what is new. */
  startWatch: 'watching' | 'no-answer';
  /** Looks live for a method that does not live on the phone in question and has not been asked about yet. */
  findOtherMethods: 'windows-hello' | 'security-key' | 'other-phone' | 'none' | 'no-answer';
}

export type TaskName = keyof TaskEnds;
