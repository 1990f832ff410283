import { portal, timers } from '../portal';
import type { ReadonlyGuide } from './register';

const choose = `Open **${portal.windowsSignIn}** and choose PIN, face or fingerprint.`;
const confirm = 'Windows asks once for a second factor: confirm it. A Temporary Access Pass can answer that, too.';
const set = 'Set a PIN. It holds for this PC only. Add your face or finger if the PC has a camera or a reader for it.';

/** E8b of knowledge.md: Windows Hello for Business on a PC that is joined, hybrid joined or new; and a new PIN. */
export const windowsHelloGuides = {
  'hello-joined': {
    title: 'Windows Hello on your work PC',
    intro: 'At that PC. It takes about five minutes.',
    steps: [
      'Sign in to the PC as you do today: password, smart card or security key. A pass works here only where Web sign-in is switched on.',
      choose,
      confirm,
      set,
      `Lock the PC and sign in with it. At the lock screen **${portal.signInOptions}** shows every way you have.`,
    ],
    timers: [timers.afterPass],
    links: [],
    sources: ['WHWORK', 'TAP', 'S0'],
    inventory: ['S0-43', 'S2-5'],
  },
  'hello-hybrid': {
    title: 'Windows Hello on a PC of your domain',
    intro: 'The PC belongs to Entra and to a domain, so a Temporary Access Pass alone does not open it.',
    steps: [
      'Sign in to the PC with your password, smart card or security key first.',
      'If the PC was joined today, wait for its policies: "dsregcmd /status" has to say YES for AzureAdJoined and DomainJoined.',
      choose,
      confirm,
      set,
    ],
    timers: [timers.afterPass],
    links: [],
    sources: ['TAP', 'WHWORK', 'KTS'],
    inventory: ['S0-43', 'S2-20', 'S2-51'],
  },
  'hello-new-pc': {
    title: 'Windows Hello on a new PC',
    intro: 'Windows sets up Windows Hello while the PC is joined. You need no password for it.',
    steps: [
      'If you can, have a passkey on your phone first: it signs you in at the PC.',
      'Switch the PC on, connect it to the internet, and when Windows asks for your work account, type your sign-in name.',
      `With the passkey: **${portal.useKey}** > **${portal.phoneDevice}**, and scan the QR code with the phone. Bluetooth must be on at both.`,
      'Or with a Temporary Access Pass. For a PC and a phone ask for one that works several times.',
      'Windows joins the PC and asks you to set up Windows Hello. Set a PIN, and add your face or finger.',
    ],
    timers: [timers.afterPass, timers.passLife],
    links: [],
    sources: ['TAP', 'PRR', 'WHWORK'],
    inventory: ['S0-43', 'S2-5', 'S2-27'],
  },
  'hello-new-pin': {
    title: 'A new PIN for Windows Hello',
    intro: 'The PIN belongs to this one PC. A new one changes nothing anywhere else.',
    steps: [
      `At the sign-in screen of the PC: **${portal.signInOptions}** > PIN > **${portal.forgotPin}**. If you are signed in: **${portal.windowsSignIn}**.`,
      'Sign in to your account, and confirm your second factor or type a Temporary Access Pass.',
      'Set the new PIN.',
      'If it fails: try again, then sign out and in, then restart. After that the PC has to be joined again, which your helpdesk does.',
    ],
    timers: [timers.afterPass],
    links: [],
    sources: ['WHERR', 'WHWORK', 'TAP'],
    inventory: ['S0-58'],
  },
  'sign-in-hello-at-windows': {
    title: 'Sign in to Windows with Windows Hello',
    intro: 'Your face, your finger or your PIN opens the PC.',
    steps: [
      'Look into the camera, touch the reader, or type your PIN.',
      `If Windows shows another way: **${portal.signInOptions}**, then face, fingerprint or PIN.`,
      `PIN forgotten? Choose **${portal.forgotPin}** below it.`,
    ],
    timers: [],
    links: [],
    sources: ['WHWORK', 'STR'],
    inventory: ['S0-46', 'S2-30'],
  },
} as const satisfies Record<string, ReadonlyGuide>;
