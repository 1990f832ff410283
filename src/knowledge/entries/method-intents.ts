import type { Intent } from '../schema';
import { intent } from './build';

/** Methods that people set up by name, and the first day: each leads into its flow. */
export const methodIntents: readonly Intent[] = [
  intent({
    id: 'set-up-windows-hello',
    title: 'Set up Windows Hello',
    leads: { flow: 'windows-hello' },
    about:
      'Windows Hello signs you in to your own PC with face, finger or PIN. The key stays in the PC. On a new PC it is set up while you join it; a Temporary Access Pass is enough for that.',
    said: `
      set up windows hello; sign in to windows with my face; fingerprint login on my laptop; set a PIN for my computer
      how do I use windows hello; windows hello for business; log in to the laptop without a password
      face login for my pc; configure windows hello on a new notebook; enable the fingerprint reader of my laptop
      unlock my laptop with face; passwordless on windows; hello for business enrolment; new pc how do i get hello
      pin instead of password on the computer; windows hello signs in to my own pc with face, finger or pin
      new pc set up while it is joined; hybrid joined pc and hello`,
    sources: ['WHWORK', 'TAP'],
    inventory: ['S0-2', 'S0-34', 'S0-43', 'S2-20'],
  }),
  intent({
    id: 'set-up-phone-sign-in',
    title: 'Set up phone sign-in',
    leads: { flow: 'phone-sign-in' },
    about:
      'With phone sign-in you type a number into Authenticator instead of a password. The phone is registered with your organisation, and your face, finger or PIN confirms. In Authenticator open your account, register the device, sign in.',
    said: `
      set up phone sign-in; how do I enable phone sign-in; sign in with my phone instead of a password
      turn on passwordless phone sign-in; how does phone sign-in work; passwordless with microsoft authenticator app
      enable phone sign in in authenticator; use the authenticator app instead of the password; activate phone login
      register my phone for phone sign-in; what is phone sign-in
      type a number into authenticator instead of a password; register the device in the authenticator app
      add the account in the app with a pass`,
    sources: ['PHONE', 'S4'],
    inventory: ['S0-2', 'S0-40', 'S2-31', 'S2-38', 'S2-39', 'S2-40', 'S4-11', 'S4-20', 'S4-26'],
  }),
  intent({
    id: 'set-up-push',
    title: 'Add the Authenticator app for approvals',
    leads: { flow: 'authenticator-push' },
    about:
      'The Authenticator app can confirm your sign-ins. Security info, add a sign-in method, Authenticator app. Install the app, add a work or school account, scan the code, and type the number of the test.',
    said: `
      add authenticator app in security info; set up authenticator notifications; set up push approval
      how do I add microsoft authenticator for mfa; register authenticator for two factor; set up mfa on my phone
      scan the qr code to add my account to authenticator; install microsoft authenticator
      authenticator as second factor; set up two step verification; where do i download the authenticator app
      connect the app to my work account; the authenticator app confirms my sign-ins; two factor by notification
      approvals on the phone; scan a code in the app to add an account`,
    sources: ['PHONE', 'S4'],
    inventory: ['S0-39', 'S4-13', 'S4-19'],
  }),
  intent({
    id: 'first-day',
    title: 'The first working day',
    leads: { flow: 'first-day' },
    about:
      'On the first day a Temporary Access Pass opens the account; then comes a passkey. Somebody new has no other method. Install Authenticator, add a passkey with the pass, then set up Windows Hello on the PC.',
    said: `
      first day at work; new employee starts on Monday; onboarding without a password; new starter has no login yet
      how does a new hire sign in the first time; prepare access for a new colleague; new joiner
      I am new in the company; day one access; pass for somebody who starts next week
      my new team member cannot log in; first sign in for a new user; trainee begins tomorrow
      a pass opens the account on the first day, then a passkey; I have a pass in my hand, what now
      what do I do with my first pass; I got a pass from my manager; start with a temporary access pass`,
    sources: ['TAP', 'PRR'],
    inventory: ['S2-27', 'S2-48', 'S3-32', 'S3-37'],
  }),
  intent({
    id: 'synced-passkey',
    title: 'A passkey in iCloud Keychain or Google',
    leads: { flow: 'synced-passkey' },
    about:
      'A synced passkey lives in iCloud Keychain, Google or another password manager, and is on all your devices. Your organisation has to allow this kind in a passkey profile; where attestation is enforced it never works.',
    said: `
      passkey in icloud keychain; save the passkey in google password manager; synced passkey
      are synced passkeys allowed; passkey in 1password or bitwarden; use my apple passwords app for the work passkey
      passkey that is on all my devices; can i use chrome to store the passkey; add a synced passkey
      passkey shared between iphone and mac`,
    sources: ['REG-S', 'PKF', 'FAQ-S'],
    inventory: ['S3-3', 'S3-54'],
  }),
  intent({
    id: 'windows-passkey',
    title: 'A passkey on the Windows PC',
    leads: { flow: 'windows-passkey' },
    about:
      'A Windows PC can hold a passkey, if your organisation allows it and Windows Hello for Business is not already in use for the account there. It signs you in to web pages, not to the PC itself.',
    said: `
      save a passkey on my windows pc; entra passkey on windows; passkey in windows hello
      can the laptop hold the passkey; passkey stored on the computer; windows hello as a passkey
      passkey on this device windows; no passkey on windows possible; passkey on a personal windows computer`,
    sources: ['EPW', 'REG-W'],
  }),
];
