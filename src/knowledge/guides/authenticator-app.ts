import { links, portal, timers } from '../portal';
import type { ReadonlyGuide } from './register';

const install = 'Install Microsoft Authenticator on the phone, or update it, and open it.';
const stores = [
  { title: 'Microsoft Authenticator in the App Store', url: links.iosApp },
  { title: 'Microsoft Authenticator in Google Play', url: links.androidApp },
] as const;

/** E6 and E7 of knowledge.md: notifications in Microsoft Authenticator, and phone sign-in in two ways. */
export const authenticatorAppGuides = {
  'authenticator-push': {
    title: 'Notifications in Microsoft Authenticator',
    intro: 'You start in a browser and finish on the phone. It takes about three minutes.',
    steps: [
      'Open **Security info** in a browser, on a computer if you can, and sign in.',
      `Choose **+ ${portal.addMethod}** > **${portal.authenticatorMethod}** > **Add**.`,
      `${install} Then choose **Next** on the page.`,
      `In the app: **${portal.addAccount}** > **${portal.workAccount}** > **${portal.appScan}**, and scan the code on the page.`,
      'The page sends a test to the phone: type the number that the page shows into the app, and confirm.',
      'Back on the page choose **Next**, then **Done**. The app is listed.',
    ],
    timers: [timers.securityInfoSession, timers.afterPass],
    links: [{ title: 'Open Security info', url: links.securityInfo }, ...stores],
    sources: ['PHONE', 'S4', 'COMB'],
    inventory: ['S0-39', 'S2-38', 'S4-13', 'S4-14', 'S4-16', 'S4-17', 'S4-18', 'S4-19'],
  },
  'phone-sign-in': {
    title: 'Phone sign-in, where the app is there already',
    intro: 'Authenticator confirms your sign-ins already. Now the phone is registered, and the password is not needed.',
    steps: [
      'Open Microsoft Authenticator on the phone and tap your work account.',
      `Choose **${portal.phoneSignIn}**.`,
      'If the app asks for a screen lock, set one in the settings of the phone.',
      `Go on, sign in, and choose **${portal.registerDevice}**. One phone can hold several work accounts: it is registered for each.`,
      'Leave the app open until it says that it is done. Security info then shows the app as passwordless.',
    ],
    timers: [timers.afterPass],
    links: [],
    sources: ['PHONE', 'S4', 'CSDL'],
    inventory: ['S0-40', 'S2-17', 'S2-31', 'S2-36', 'S2-39', 'S4-20', 'S4-21', 'S4-22'],
  },
  'phone-sign-in-with-pass': {
    title: 'Phone sign-in with your Temporary Access Pass',
    intro: 'Everything happens in Microsoft Authenticator. The pass opens it; a password does not.',
    steps: [
      install,
      `Choose **${portal.addAccount}** > **${portal.workAccount}** > **${portal.appSignIn}**.`,
      'Type your sign-in name, then the pass. Do not use a password here.',
      `Follow the steps in the app. Where it asks for it: set a screen lock, choose **${portal.registerDevice}**.`,
      'Leave the app open until it says that it is done.',
    ],
    timers: [timers.afterPass, timers.passLife],
    links: stores,
    sources: ['PHONE', 'TAP', 'S4'],
    inventory: ['S0-39', 'S0-40', 'S4-4', 'S4-11', 'S4-21'],
  },
  'sign-in-with-phone': {
    title: 'Sign in with your phone',
    intro: 'You type a number into the phone instead of a password.',
    steps: [
      'Type your sign-in name and choose **Next**.',
      `Choose **${portal.otherWays}** > **${portal.approveInApp}**, unless the page shows a number already.`,
      'Open Authenticator on the phone and type the number that the page shows.',
      'Confirm with your face, your finger or the PIN of the phone.',
      'If only the password is offered, an older request still waits in the app: answer it, then sign in again.',
    ],
    timers: [],
    links: [],
    sources: ['PHONE', 'DEF', 'SYS'],
    inventory: ['S0-46', 'S2-40', 'S4-23', 'S4-24', 'S4-25'],
  },
  'sign-in-with-notification': {
    title: 'Sign in with your password and Authenticator',
    intro: 'This is what is registered for you. A passkey would do it without the password.',
    steps: [
      'Type your sign-in name and your password.',
      'Open Authenticator on the phone and type the number that the page shows.',
      'A request that you did not start is not yours: decline it and tell your security team.',
    ],
    timers: [],
    links: [],
    sources: ['PHONE', 'DEF'],
    inventory: ['S2-30', 'S4-24'],
  },
} as const satisfies Record<string, ReadonlyGuide>;
