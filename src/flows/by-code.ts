import { addresses } from '../knowledge/portal';
import { started } from './watched';

const hangs = { title: 'Nothing after the QR code', to: 'code-hangs' } as const;
const inApp = { title: 'Rather in the app', to: 'guide', sets: { flow: '' } } as const;
const choices = { started, hangs, inApp } as const;
const byCodeNow = { flow: 'cross-device', bluetoothBlocked: '' };

/**
 * Part of register-passkey: by QR code and Bluetooth (knowledge.md E3, R-25, R-26). Offered only where some profile
 * goes without attestation; from everywhere a path leads back into the app.
 */
export const byCode = {
  bluetooth: {
    kind: 'ask',
    as: 'bluetooth',
    title: 'Can the computer and the phone both use Bluetooth and the internet?',
    why: 'The QR code only begins it: then the two talk by Bluetooth. Some companies switch that off.',
    inventory: ['S3-10'],
    choices: {
      yes: { title: 'Yes, both', to: 'guide', sets: byCodeNow },
      blocked: { title: 'My company switches it off', to: 'no-bluetooth', sets: { bluetoothBlocked: 'yes' } },
      none: { title: 'One of them cannot', to: 'no-bluetooth', sets: { bluetoothBlocked: '' } },
      unsure: { title: "I don't know", to: 'guide', sets: byCodeNow },
    },
  },
  'no-bluetooth': {
    kind: 'tell',
    shows: {
      tone: 'attention',
      title: 'Then the QR code cannot work.',
      lines: [
        'Make the passkey inside the app: that needs the phone alone, and no Bluetooth.',
        'Where a company switches Bluetooth off, Intune can allow it for passkeys only; an Intune Administrator can do that.',
        'Nothing was changed.',
      ],
    },
    choices: { inApp: { ...inApp, title: 'Inside the app', style: 'positive' } },
    waysOut: [{ title: 'Use a security key', does: { verb: 'start', flow: 'security-key' } }],
  },
  'by-code-ios-18': { kind: 'tell', shows: { guide: 'by-code-ios-18' }, choices },
  'by-code-ios-17': { kind: 'tell', shows: { guide: 'by-code-ios-17' }, choices },
  'by-code-android-15': { kind: 'tell', shows: { guide: 'by-code-android-15' }, choices },
  'by-code-android-14': { kind: 'tell', shows: { guide: 'by-code-android-14' }, choices },
  'code-hangs': {
    kind: 'tell',
    shows: {
      title: 'The phone and the computer do not find each other.',
      lines: [
        'Switch Bluetooth on at both, put them side by side, and see that both are online.',
        'On an iPhone scan with the camera of the phone, not with the one inside Authenticator.',
        `Company networks may block it: whoever looks after yours must let ${addresses.crossDevice} through uninspected.`,
        'Inside the app none of that matters. Nothing was changed.',
      ],
    },
    inventory: ['S1-28', 'S3-10'],
    choices: {
      retry: { title: 'I try again', to: 'start-watch' },
      blocked: { title: 'Bluetooth is switched off here', to: 'no-bluetooth', sets: { bluetoothBlocked: 'yes' } },
      inApp: { ...inApp, style: 'positive' },
    },
  },
} as const;
