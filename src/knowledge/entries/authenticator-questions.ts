import type { Answer } from '../schema';
import { links, portal } from '../portal';
import { answer, WHO } from './build';

/** What strangers asked about the app itself: after a restore, on unusual phones, with a new face, and in the store. */
export const authenticatorQuestions: readonly Answer[] = [
  answer({
    id: 'action-required',
    title: 'Authenticator says "Action required"',
    texts: ['to finish recovering this account', 'Scan the QR code provided by your organization'],
    said: `
      authenticator says action required next to my work account; red mark at my account in the app; the app wants me to scan a QR code to finish recovering
      action required after I restored my phone; account is back from the backup but has an exclamation mark; sign in to restore your account`,
    what: 'The app knows the name of your work account, and no more. With this entry you can neither approve nor sign in yet.',
    why: 'A backup carries only the name of a work account to another phone. Approvals and the passkey stay bound to the phone they were made on. I cannot see your app from here.',
    fix: `Touch the account in the app and sign in again. If it wants a QR code: on a computer, **Security info** > **${portal.addMethod}** > **${portal.authenticatorMethod}**, and scan that code. Make the passkey anew in the app, try it, then delete the entry of the old phone. You can't sign in without the old phone? Write "I need a pass".`,
    who: WHO.youOrHelpdesk,
    rules: ['R-22', 'R-72'],
    flow: 'phone-broken',
    sources: ['APPBACKUP', 'CPK'],
  }),
  answer({
    id: 'no-google-services',
    title: 'A phone without Google services',
    said: `
      my Huawei has no Google services, does authenticator work; android phone without the play store; can I use the app on a phone without google
      harmonyos and microsoft authenticator; there is no play store on my phone to get authenticator; phone bought in China has no google play`,
    what: 'Without Google services Authenticator gets no requests by itself; its six-digit codes do work. On a phone that is neither Android nor iPhone it does not run.',
    why: 'Requests come through Google Play services. For Android phones in China, where they are missing, Microsoft says: requests and phone sign-in cannot be set up, codes can. A passkey in the app can fail too, when your organisation wants proof that the app is genuine: Google gives that proof.',
    fix: 'Use a security key, or Windows Hello on a PC of your own; neither needs the phone. Another phone will do as well. If codes are allowed here, they work, also offline. Take the app only from a store that came with the phone, never from a web page.',
    who: `You; ${WHO.helpdesk.toLowerCase()} hands out keys`,
    rules: ['R-17'],
    flow: 'which-method',
    sources: ['CHINA', 'APP', 'EAP'],
  }),
  answer({
    id: 'face-changed',
    title: 'After a new face or finger on the phone it refuses',
    said: `
      I set up face id again and the passkey stopped working; new fingerprint on my phone and authenticator refuses; reset face id and now phone sign-in fails
      phone sign-in stopped after I added another finger; I registered my face anew on the iphone and the work login does not accept it; after changing my fingerprints on android the passkey is refused`,
    what: 'The app no longer accepts the face or finger of this phone for your work account. I cannot see from here what it has lost.',
    why: 'An app may bind a secret to the faces and fingers that the phone knew on that day. When they change, iPhone and Android throw such a secret away, so that a finger added by a stranger opens nothing.',
    fix: `Restart the phone, unlock it with its PIN and try again; use the PIN where it asks. Still refused: choose **${portal.otherWays}**, delete the passkey in the app and in **Security info**, and make a new one. Phone sign-in: set it up anew in the app. No other way in? Write "I need a pass".`,
    who: WHO.youOrHelpdesk,
    rules: ['R-22'],
    flow: 'register-passkey',
    sources: ['BIOMETRY', 'REG-A'],
  }),
  answer({
    id: 'right-app',
    title: 'Which Authenticator is the real one?',
    said: `
      which authenticator app in the store is the real one; there are many authenticator apps, which one do I install; is this the genuine microsoft authenticator
      the authenticator app wants a subscription; authenticator from the app store asks me to pay; I installed a wrong authenticator; fake authenticator app`,
    what: 'The real one is called **Microsoft Authenticator**, comes from Microsoft Corporation, and costs nothing.',
    why: 'Other apps look alike, and an advertisement may stand above the real one. An app that asks for a subscription is another one.',
    fix: `Delete the other app and end its subscription in the store. Did you sign in to your work account there, or scan its code? Write "talk to a human". The real one: iPhone ${links.iosApp} · Android ${links.androidApp}`,
    who: WHO.you,
    flow: 'register-passkey',
    sources: ['S2', 'APP'],
  }),
];
