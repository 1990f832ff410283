import { links, portal } from '../portal';
import type { ReadonlyGuide } from './register';

/** E11 and E12 of knowledge.md, and how to sign in with what is still at hand when the phone is not. */
export const signInGuides = {
  'sign-in-on-phone': {
    title: 'Sign in with your passkey',
    intro: 'The first time, try it in a private window, while your old way of signing in still works.',
    steps: [
      'Open the app or page, and type your sign-in name; or choose **Sign-in options** and type nothing.',
      `Choose **${portal.useKey}**. If another way is offered first: **${portal.otherWays}**.`,
      'On the phone itself: choose your passkey and confirm with face, fingerprint or PIN.',
      'On a computer: choose **iPhone, iPad, or Android device**, scan the QR code with the phone, then **Sign in with passkey**. Bluetooth must be on at both.',
    ],
    timers: [],
    links: [{ title: 'Try it on Security info', url: links.securityInfo }],
    sources: ['SGN-A', 'SYS'],
    inventory: ['S1-30', 'S1-31', 'S1-32', 'S3-40'],
  },
  'sign-in-windows-hello': {
    title: 'Sign in with Windows Hello',
    intro: 'Your PC can sign you in without the phone.',
    steps: [
      'On that PC, sign in to Windows with your face, fingerprint or PIN. Many apps are then open already.',
      `If a page asks for the phone: **${portal.otherWays}** > **${portal.useKey}**, and confirm with Windows Hello.`,
      'From that PC you can also open Security info and add a new method.',
    ],
    timers: [],
    links: [{ title: 'Open Security info', url: links.securityInfo }],
    sources: ['STR', 'PRR'],
    inventory: ['S0-46', 'S2-30'],
  },
  'sign-in-security-key': {
    title: 'Sign in with your security key',
    intro: 'Your security key works without the phone.',
    steps: [
      `At sign-in choose **${portal.otherWays}** > **${portal.useKey}**.`,
      'If the computer offers itself first: **Use another device** or **More options** > **Security key**.',
      'Plug the key in or hold it to the reader, type its PIN or use its fingerprint reader, and touch it.',
      'Then open Security info and add a new method for your phone.',
    ],
    timers: [],
    links: [{ title: 'Open Security info', url: links.securityInfo }],
    sources: ['REG-K', 'SGN-A'],
    inventory: ['S0-46', 'S2-30'],
  },
  'sign-in-other-phone': {
    title: 'Sign in with Authenticator on your other phone',
    intro: 'The phone that is still at hand can confirm your sign-in.',
    steps: [
      `At sign-in choose **${portal.otherWays}**.`,
      `With a passkey on it: **${portal.useKey}**. Otherwise: **Approve a request on my Authenticator app**, and type the number that the screen shows.`,
      'Then open Security info, add a method for your new phone, and delete the ones on the old phone.',
    ],
    timers: [],
    links: [{ title: 'Open Security info', url: links.securityInfo }],
    sources: ['SGN-A', 'PHONE'],
    inventory: ['S2-30', 'S4-23', 'S4-24'],
  },
  'replace-phone': {
    title: 'Move to a new phone while the old one works',
    intro:
      'A passkey in Authenticator stays on its phone: it does not move, and a backup does not carry it. The new phone gets its own.',
    steps: [
      'Keep the old phone as it is. You need it once more.',
      'On the new phone, add a passkey in Authenticator. When you have to sign in, confirm with the old phone.',
      'Sign in once with the new phone, to be sure.',
      'Then delete the old passkey twice: in Authenticator on the old phone, and in Security info.',
    ],
    timers: [],
    links: [{ title: 'Open Security info', url: links.securityInfo }],
    sources: ['REG-A', 'CPK'],
    inventory: ['S2-29', 'S2-42', 'S3-11'],
  },
} as const satisfies Record<string, ReadonlyGuide>;
