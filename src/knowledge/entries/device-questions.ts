import type { Answer } from '../schema';
import { addresses, dates, portal } from '../portal';
import { answer, WHO } from './build';

/** Keys, watches and Macs as things in the hand, and the service behind them all: what the makers document. */
export const deviceQuestions: readonly Answer[] = [
  answer({
    id: 'key-plug',
    title: 'The plug of the key does not fit',
    said: `
      my key does not fit into the laptop; the yubikey has the wrong plug; usb-c key but my computer only has usb-a; the new laptop has only small usb ports for my old key
      can I use an adapter with my security key; which connector do I need for the key, usb-a or usb-c`,
    what: 'The key and the computer have different sockets. USB-A is wide and flat, USB-C small and rounded. Nothing is broken.',
    why: 'Each key has the plug it was made with. A key cannot be copied to another one, so a key with the right plug has to be added to your account by itself.',
    fix: 'For today: a plain USB adapter, or hold a key with NFC to the NFC reader of the computer, if it has one. For good: ask for a key with the right plug and add it while the old one still signs you in; then delete the old one in **Security info**.',
    who: `You; ${WHO.helpdesk.toLowerCase()} hands out keys`,
    flow: 'security-key',
    sources: ['YUBIKEY', 'REG-K'],
  }),
  answer({
    id: 'key-fingerprint',
    title: 'A key with a fingerprint reader',
    said: `
      my yubikey bio does not recognise my finger; teach my finger to the key; enrol a fingerprint on the yubikey bio; the key blinks orange when I put my finger on it
      security key with fingerprint sensor asks for the PIN instead; second finger for the key with the reader`,
    what: 'Such a key takes your finger instead of its PIN. It first gets a PIN, then it learns the finger.',
    why: 'After three tries without a match (a YubiKey Bio then blinks amber, slowly) it wants its PIN, until the PIN was right once. Heat, cold or a small injury is enough. The finger never leaves the key.',
    fix: `Wait until it blinks, then touch sensor and metal ring together. Refused three times: type the PIN of the key. To teach it a finger, on Windows: ${portal.keyPin}, and **Set up** at the fingerprint. Add a second finger too; a YubiKey Bio holds five.`,
    who: WHO.you,
    flow: 'security-key',
    sources: ['YUBIBIO', 'REG-K'],
  }),
  answer({
    id: 'key-touch',
    title: 'The key does not feel the touch',
    said: `
      I touch the key and nothing happens; the key keeps blinking although I touch it; where do I have to touch the yubikey; my fingers are too dry for the key
      the key does not react with gloves on; touch your security key does not go on`,
    what: 'The key waits for a touch and does not feel yours.',
    why: 'Its metal part feels bare skin, as a touch screen does. A glove, a plaster or a very dry or cold finger may not count, nor a touch before it asks.',
    fix: 'Wait until it blinks. Then rest a bare fingertip on the gold for a second or two: the disc, the gold at both sides, or the rim of a very small key. Dry skin: breathe on the finger. By NFC no touch is needed: hold the key still at the reader. It never blinks: try another port, then another computer.',
    who: WHO.you,
    flow: 'security-key',
    sources: ['YUBITOUCH', 'YUBIBIO', 'REG-K'],
  }),
  answer({
    id: 'usb-blocked',
    title: 'The USB ports are locked by the company',
    said: `
      usb ports are blocked on my work computer, how do I use the key; our company disables usb; the installation of this device is forbidden by system policy when I plug in the key
      usb sticks are forbidden here, does the security key work; usb is locked by IT and the yubikey is ignored; is a security key treated like a usb stick`,
    texts: ['The installation of this device is forbidden by system policy'],
    what: 'A security key is no USB stick: it holds no files. Yet a rule that shuts out all USB devices shuts out the key too.',
    why: 'To the computer a key is an input device, as a keyboard is (HID), and often a smart card reader. Rules about storage leave it alone; rules about every device do not.',
    fix: 'Ask for the key to be allowed, and name maker and model: all device IDs of that model have to be on the list. Until then: Windows Hello on a PC of your own, the passkey of your phone by QR code, or a key by NFC. I cannot see from here which rule it is.',
    who: WHO.intune,
    flow: 'which-method',
    sources: ['YUBIKEY', 'DEVICES'],
  }),
  answer({
    id: 'apple-watch',
    title: 'Approving on a watch',
    said: `
      approve the sign-in on my apple watch; authenticator on my watch does not work; can I use my smartwatch to approve; authenticator is gone from the apple watch
      the request shows on my watch but there is nowhere to type the number; does authenticator run on a galaxy watch`,
    what: 'You cannot approve on a watch. Use Authenticator on the phone.',
    why: `Microsoft ended its app for the Apple Watch in ${dates.watchAppEnded}. A request wants the number from the sign-in page, and that cannot be typed on a watch, Apple or Android.`,
    fix: 'When the watch shows a request, open Authenticator on the phone and type the number there. If the watch still has the app, delete it. With a passkey on the phone there are no requests at all.',
    who: WHO.you,
    flow: 'register-passkey',
    sources: ['NUMBER'],
  }),
  answer({
    id: 'mac-platform-sso',
    title: 'The Mac wants to be registered (Platform SSO)',
    said: `
      my mac says registration required; touch id no longer signs me in to microsoft since the macos update; platform sso has stopped working; company portal on the mac wants me to register again
      platform single sign-on asks me to register every day; mac lost its registration after the password reset`,
    what: 'Your Mac signs you in by Platform SSO, and its registration is missing or damaged. I cannot see your Mac from here.',
    why: 'Known: the password of the Mac was reset by recovery or by IT, which empties its security chip; a fault of macOS 15, mended in 15.3; the extension did not start after an update.',
    fix: `Press **Register** in the notice. No notice: sign out of the Mac and in again, or (macOS 14 and newer) ${portal.macRepair}. Passkey not offered: ${portal.macPasskeys}. Still not: in **Company Portal**, **Help** > **Send diagnostic report**, then the helpdesk. Until then use another way to sign in.`,
    who: 'You; then whoever manages the Macs',
    flow: 'sign-in',
    sources: ['PSSO'],
  }),
  answer({
    id: 'service-down',
    title: 'Is the service of Microsoft down?',
    said: `
      is microsoft down; is there an outage of entra today; does everybody have trouble signing in right now; is it me or is microsoft 365 broken
      where can I see whether the microsoft login is down; what still works while microsoft is down`,
    what: `Microsoft says so at ${addresses.serviceStatus}; no sign-in is needed there.`,
    why: 'If nobody around you can sign in, it is the service or your network. If only you cannot, it is more likely your account or device.',
    fix: 'Look there and ask a colleague. Meanwhile stay signed in: apps that you used on this device in the last three days mostly go on, and Windows Hello opens your PC. Remove and reset nothing because of it. Not down? Tell me what the page says.',
    who: `Microsoft. Administrators see more: ${portal.serviceHealth}`,
    flow: 'sign-in',
    sources: ['HEALTH', 'BACKUP', 'WHWORK'],
  }),
];
