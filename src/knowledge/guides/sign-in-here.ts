import { links, portal, timers, versions } from '../portal';
import type { ReadonlyGuide } from './register';

const firstTime = 'The first time, try it in a private window, while your old way of signing in still works.';
const tryIt = [{ title: 'Try it on Security info', url: links.securityInfo }] as const;
const name = `Type your sign-in name; or choose **${portal.signInOptions}** and type nothing.`;
const other = `If another way is offered first: **${portal.otherWays}**.`;

/** E11 and E12 of knowledge.md: signing in with what one has, by the place where it is done; and the order of a first day. */
export const signInHereGuides = {
  'sign-in-passkey-here': {
    title: 'Sign in on your phone with your passkey',
    intro: firstTime,
    steps: [
      `Open the app or page. ${name}`,
      `Choose **${portal.useKey}**. ${other}`,
      'Choose your passkey, and confirm with face, fingerprint or PIN.',
    ],
    timers: [],
    links: tryIt,
    sources: ['SGN-A', 'SYS'],
    inventory: ['S0-45', 'S1-30', 'S1-31', 'S3-40'],
  },
  'sign-in-passkey-at-computer': {
    title: 'Sign in on a computer with the passkey on your phone',
    intro: firstTime,
    steps: [
      'Switch Bluetooth and the internet on at both, and have the phone beside the computer.',
      `${name} Choose **${portal.useKey}**. ${other}`,
      `On ${versions.qrInWindows} or newer choose **${portal.phoneDevice}**; elsewhere it may be called **${portal.anotherDevice}**.`,
      `Scan the QR code with the camera of the phone, and tap **${portal.usePasskey}**.`,
      'Confirm with face, fingerprint or PIN on the phone. The computer goes on by itself.',
    ],
    timers: [],
    links: tryIt,
    sources: ['SGN-A', 'EAP', 'SYS'],
    inventory: ['S0-45', 'S1-6', 'S1-30', 'S1-32', 'S3-40'],
  },
  'sign-in-key-on-phone': {
    title: 'Sign in on a phone with your security key',
    intro: 'It depends on the phone and on the plug of the key. The key has to be registered already.',
    steps: [
      'iPhone or iPad: any browser; plug the key in, or hold it to the top of the phone (NFC).',
      'Android: Chrome or Edge, with the key plugged in by USB.',
      `${name} Choose **${portal.useKey}**, then **${portal.securityKey}**.`,
      'Type the PIN of the key, and touch it.',
    ],
    timers: [],
    links: tryIt,
    sources: ['COMPAT', 'SGN-A'],
    inventory: ['S0-42', 'S0-46'],
  },
  'sign-in-key-at-computer': {
    title: 'Sign in on a computer with your security key',
    intro: firstTime,
    steps: [
      'Open the page or app, OneDrive for example. On Windows use Edge, Chrome or Firefox.',
      `${name} Choose **${portal.useKey}**. ${other}`,
      `If the computer offers itself first: **${portal.anotherDevice}** > **${portal.securityKey}**.`,
      'Plug the key in or hold it to the reader, type its PIN or use its fingerprint reader, and touch it.',
    ],
    timers: [],
    links: tryIt,
    sources: ['REG-K', 'SGN-A', 'COMPAT'],
    inventory: ['S0-45', 'S0-46', 'S2-51', 'S2-70', 'S2-71'],
  },
  'sign-in-key-at-windows': {
    title: 'Sign in to Windows with your security key',
    intro: `Your organisation has to have switched it on, and the PC needs ${versions.keysAtWindows}.`,
    steps: [
      `At the lock screen choose **${portal.signInOptions}**, then the symbol of the key.`,
      'Plug the key in or hold it to the reader.',
      'Type its PIN or use its fingerprint reader, and touch it.',
      'A PC that joined your domain today needs one sign-in with the password first.',
    ],
    timers: [],
    links: [],
    sources: ['KEYWIN', 'KTS'],
    inventory: ['S2-51', 'S2-64', 'S2-67'],
  },
  'first-day': {
    title: 'Your first day, in this order',
    intro: 'First what you carry with you, then what stays in one place.',
    steps: [
      'Keep the pass for your phone: type it into Microsoft Authenticator only, not at a PC. Nobody has to know it, I do not either.',
      'On the phone: install Authenticator and make a passkey in it, with the pass.',
      'On your PC: sign in with that passkey, and set up Windows Hello. You need no password.',
      'Add a second method, so that a lost phone does not lock you out.',
      'The pass is deleted when your passkey stands. While it lives, every sign-in asks for it first.',
    ],
    timers: [timers.afterPass, timers.passLife],
    links: [
      { title: 'Microsoft Authenticator in the App Store', url: links.iosApp },
      { title: 'Microsoft Authenticator in Google Play', url: links.androidApp },
    ],
    sources: ['TAP', 'PRR', 'SYS'],
    inventory: ['S0-39', 'S2-27', 'S2-48', 'S3-37'],
  },
} as const satisfies Record<string, ReadonlyGuide>;
