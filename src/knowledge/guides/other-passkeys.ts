import { links, portal, timers } from '../portal';
import type { ReadonlyGuide } from './register';

const open = 'On that device open **Security info** in a browser, and sign in; with a Temporary Access Pass, too.';
const add = `Choose **+ ${portal.addMethod}** > **${portal.passkeyMethod}**, then **Next**. Sign in again if you are asked.`;
const name = 'Give it a name that says where it is kept, then **Done**. The passkey is listed.';

const inSecurityInfo = {
  timers: [timers.freshSignIn, timers.securityInfoSession, timers.afterPass],
  links: [{ title: 'Open Security info', url: links.securityInfo }],
};

const synced = { ...inSecurityInfo, sources: ['REG-S', 'COMB', 'TAP'], inventory: ['S3-3', 'S3-54'] } as const;

/** E5b and E5c of knowledge.md: a passkey in a password manager, and one in Windows Hello. */
export const otherPasskeyGuides = {
  'synced-apple': {
    ...synced,
    title: 'A passkey in Apple Passwords',
    intro: 'On an iPhone, iPad or Mac with your Apple account. It is then on all of them.',
    steps: [
      `On the iPhone: **${portal.autofill.ios18}** > **${portal.setUpCodesIn}**, and choose **Passwords**.`,
      open,
      add,
      'When the device asks where to save it: **Passwords**, not Authenticator. Choose **Continue**, and confirm with face, finger or code.',
      name,
    ],
  },
  'synced-google': {
    ...synced,
    title: 'A passkey in Google Password Manager',
    intro: 'On an Android phone with your Google account. It is then on all devices with that account.',
    steps: [
      `On the phone: **${portal.autofill.androidSynced}**, and choose **Google**. Phones differ: searching Settings for "passkey" finds the place.`,
      open,
      add,
      'When the phone asks where to save it: **Google Password Manager**, not Authenticator. Choose **Continue**, and confirm with the screen lock.',
      name,
    ],
  },
  'synced-other': {
    ...synced,
    title: 'A passkey in your password manager',
    intro: 'On a device where your password manager is installed and keeps passkeys.',
    steps: [
      `Choose it as the app that keeps passkeys. iPhone: **${portal.autofill.ios18}**. Android: **${portal.autofill.androidSynced}**.`,
      open,
      add,
      `When the device asks where to save it, choose your password manager. Not there? **${portal.anotherDevice}** shows more.`,
      name,
    ],
  },
  'windows-passkey': {
    ...inSecurityInfo,
    title: 'A passkey on your Windows PC',
    intro: 'It stays in that PC, and signs you in to web pages and apps there, not to Windows itself.',
    steps: [
      'On that PC set up Windows Hello (face, finger or PIN) first, if Windows does not have it yet.',
      'Open **Security info** in a browser on that PC, and sign in; with a Temporary Access Pass, too.',
      add,
      'When Windows asks where to save it: **this Windows device**. Confirm with Windows Hello.',
      name,
    ],
    sources: ['REG-W', 'EPW', 'COMB', 'TAP'],
    inventory: [],
  },
  'sign-in-windows-passkey': {
    title: 'Sign in with the passkey on your PC',
    intro: 'The first time, try it in a private window, while your old way of signing in still works.',
    steps: [
      `Type your sign-in name; or choose **${portal.signInOptions}** and type nothing.`,
      `Choose **${portal.useKey}**. If another way is offered first: **${portal.otherWays}**.`,
      'Confirm with Windows Hello: face, finger or PIN.',
    ],
    timers: [],
    links: [{ title: 'Try it on Security info', url: links.securityInfo }],
    sources: ['EPW', 'SYS'],
    inventory: [],
  },
} as const satisfies Record<string, ReadonlyGuide>;
