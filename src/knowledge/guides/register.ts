import { links, portal, timers } from '../portal';
import type { Guide } from '../schema';

const signIn =
  'Sign in as you do today, or with your Temporary Access Pass. If the app asks for a screen lock, choose **Settings** and set it.';
const addAccount =
  'If your account is not in the app yet: **+** > **Work or school account** > **Sign in**. If it is there already: tap it, then **Create a passkey**.';
const finish = 'Back in Authenticator choose **Done**. "Passkey" is listed under your account: **Done** once more.';

const inApp = {
  intro: 'Everything happens on the phone, inside Microsoft Authenticator. It takes about three minutes.',
  timers: [timers.freshSignIn, timers.afterPass],
  sources: ['REG-A', 'EAP'],
  inventory: ['S0-39', 'S1-21', 'S3-27', 'S3-36', 'S3-37', 'S3-60'],
};

const ios = { ...inApp, links: [{ title: 'Microsoft Authenticator in the App Store', url: links.iosApp }] };
const android = { ...inApp, links: [{ title: 'Microsoft Authenticator in Google Play', url: links.androidApp }] };

/** E1 and E2 of knowledge.md: a passkey in Microsoft Authenticator, by phone and system version. */
export const registerGuides = {
  'authenticator-ios-18': {
    ...ios,
    title: 'Passkey in Authenticator on your iPhone',
    steps: [
      'Install Microsoft Authenticator from the App Store, or update it, and open it.',
      addAccount,
      signIn,
      `When the app sends you to Settings: **${portal.autofill.ios18}**. Switch on **AutoFill Passwords and Passkeys**, and **Authenticator** under **AutoFill From**.`,
      finish,
    ],
    inventory: [...inApp.inventory, 'S1-24'],
  },
  'authenticator-ios-17': {
    ...ios,
    title: 'Passkey in Authenticator on your iPhone (iOS 17)',
    steps: [
      'Install Microsoft Authenticator from the App Store, or update it, and open it.',
      addAccount,
      signIn,
      `When the app sends you to Settings: **${portal.autofill.ios17}**. Switch on **AutoFill Passwords and Passkeys**, and choose **Authenticator**.`,
      finish,
    ],
    inventory: [...inApp.inventory, 'S1-24'],
  },
  'authenticator-android-15': {
    ...android,
    title: 'Passkey in Authenticator on your Android phone',
    steps: [
      'Install Microsoft Authenticator from Google Play, or update it, and open it.',
      addAccount,
      signIn,
      `When the app sends you to Settings: **${portal.autofill.android}**. Switch **Authenticator** on. Phones differ: searching Settings for "passkey" finds the place.`,
      finish,
    ],
  },
  'authenticator-android-14': {
    ...android,
    title: 'Passkey in Authenticator on your Android 14 phone',
    steps: [
      'Install Microsoft Authenticator from Google Play, or update it, and open it.',
      addAccount,
      signIn,
      `When the app sends you to Settings: **${portal.autofill.android}**. Switch **Authenticator** on. Phones differ: searching Settings for "passkey" finds the place.`,
      'No such switch? Then this phone needs Android 15.',
      finish,
    ],
  },
  'security-info': {
    title: 'Passkey in Authenticator, started from Security info',
    intro: 'You start in a browser and finish in Microsoft Authenticator on your phone.',
    steps: [
      `Open **Security info** in a browser and sign in.`,
      `Choose **+ ${portal.addMethod}** > **${portal.authenticatorPasskey}**.`,
      'Choose **Next**, and sign in again if you are asked.',
      'Install Microsoft Authenticator on the phone (the page shows a QR code for it), then choose **Next**.',
      'On the phone, open Authenticator, tap your account (or add it: **+** > **Work or school account** > **Sign in**), then **Create a passkey**.',
      'If the app sends you to Settings, choose Authenticator as a provider of passkeys there, then go back and choose **Done**.',
      'Back in the browser choose **Next**, then **Done**. The passkey is listed.',
    ],
    timers: [timers.freshSignIn, timers.securityInfoSession],
    links: [{ title: 'Open Security info', url: links.securityInfo }],
    sources: ['REG-A', 'EAP', 'COMB'],
    inventory: ['S0-38', 'S0-41', 'S1-22', 'S2-25', 'S3-38'],
  },
} as const satisfies Record<string, ReadonlyGuide>;

/** A guide as data in the code: the schema's type, not to be changed. */
export type ReadonlyGuide = {
  readonly [K in keyof Guide]: Guide[K] extends readonly (infer Item)[] ? readonly Item[] : Guide[K];
};
