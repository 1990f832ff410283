import { links, portal, timers, versions } from '../portal';
import type { ReadonlyGuide } from './register';

const open = 'Open **Security info** in the browser, and sign in; with a Temporary Access Pass, too.';
const add = `Choose **+ ${portal.addMethod}** > **${portal.passkeyMethod}** (older pages: **${portal.securityKey}**), then **Next**. Sign in again if you are asked.`;
const save = `Where to save it: **${portal.securityKey}**. If the computer offers itself: **${portal.anotherDevice}** first.`;
const name = 'Give it a name that says which key it is, then **Done**. The key is listed.';

const inBrowser = {
  timers: [timers.freshSignIn, timers.securityInfoSession, timers.afterPass],
  links: [{ title: 'Open Security info', url: links.securityInfo }],
  sources: ['REG-K', 'COMPAT', 'HWV', 'COMB', 'TAP'],
  inventory: ['S0-38', 'S0-41', 'S0-42', 'S2-25', 'S2-48', 'S2-50'],
} as const;

/** E5 of knowledge.md: adding a security key in a browser, and the PIN of the key. */
export const securityKeyGuides = {
  'security-key-windows': {
    ...inBrowser,
    title: 'Add your security key on Windows',
    intro: 'Have the key at hand. It takes about three minutes.',
    steps: [
      open,
      add,
      save,
      'Plug the key in, or hold it to the reader (NFC).',
      'Type the PIN of the key (make one if it has none) or use its fingerprint reader, then touch the key.',
      name,
    ],
    inventory: [...inBrowser.inventory, 'S2-68', 'S2-69'],
  },
  'security-key-mac': {
    ...inBrowser,
    title: 'Add your security key on a Mac',
    intro: 'Have the key at hand: on a Mac it works by USB only. It takes about three minutes.',
    steps: [
      open,
      add,
      `${save} iCloud Keychain is not the key.`,
      'If Chrome asks whether login.microsoft.com may see the key: **Allow**.',
      'Plug the key in, type its PIN (make one if it has none) or use its fingerprint reader, then touch it.',
      name,
    ],
    sources: [...inBrowser.sources, 'REG-A'],
  },
  'key-pin': {
    title: 'Set up the PIN or the finger of your key, in Windows',
    intro: `For ${versions.keyManagementInWindows} or newer. On Windows 10 1809 use the tool of the key's maker.`,
    steps: [
      'Plug the key into a Windows PC. It need not be your own.',
      `Open **${portal.keyPin}**, and touch the key when Windows asks.`,
      'Set the PIN, or add your finger if the key can read it. This is the PIN of the key, not the one of Windows.',
      'Keep it in mind: it cannot be read out, and wrong tries block the key.',
    ],
    timers: [],
    links: [],
    sources: ['S2', 'HWV', 'COMPAT'],
    inventory: ['S2-62', 'S2-63', 'S2-65', 'S2-78'],
  },
  'key-reset': {
    title: 'Reset your key: it erases everything on it',
    intro: 'Every account on the key is lost with it, private ones too. It cannot be undone.',
    steps: [
      'For each account that uses the key, be sure that you can sign in in another way.',
      `On a Windows PC from ${versions.keyManagementInWindows}: **${portal.keyPin}**, then reset the key there. On Windows 10 1809 use the tool of the key's maker.`,
      'Follow what the window asks for, and set a new PIN.',
      'In **Security info** delete the old entry of the key: it can never be used again.',
      'Then add the key anew.',
    ],
    timers: [],
    links: [{ title: 'Open Security info', url: links.securityInfo }],
    sources: ['S2', 'REG-K'],
    inventory: ['S2-63', 'S2-66', 'S2-78'],
  },
} as const satisfies Record<string, ReadonlyGuide>;
