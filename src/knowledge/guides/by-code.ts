import { links, portal, timers } from '../portal';
import type { ReadonlyGuide } from './register';

const begin = [
  'Put phone and computer side by side, both online and with Bluetooth on.',
  `On the computer open **Security info**, sign in, and choose **+ ${portal.addMethod}** > **${portal.authenticatorPasskey}**.`,
] as const;

function finish(camera: string): readonly string[] {
  return [
    `On the computer: **${portal.phoneDevice}**. If it offers itself: **${portal.anotherDevice}**.`,
    camera,
    `On the phone save it in **Authenticator**. The computer says **${portal.connected}**: give it a name, then **Done**.`,
  ];
}

function steps(kind: string, provider: string, camera: string): readonly string[] {
  return [
    ...begin,
    `Choose **${portal.havingTrouble}** > **${portal.anotherWay}** > **${kind}**.`,
    `On the phone, switch Authenticator on for passkeys: **${provider}**. Then **Continue** on the computer.`,
    ...finish(camera),
  ];
}

const iosCamera = 'Scan the QR code with the camera of the phone, not with the one inside Authenticator.';
const androidCamera = 'Scan the QR code with the camera of the phone, or the one inside Authenticator.';

const byCode = {
  intro: 'You begin on a computer and finish on the phone.',
  timers: [timers.freshSignIn, timers.securityInfoSession, timers.afterPass],
  links: [{ title: 'Open Security info', url: links.securityInfo }],
  sources: ['REG-A', 'EAP', 'COMB', 'TAP'],
  inventory: ['S1-21', 'S1-23', 'S1-25', 'S1-26', 'S1-27', 'S1-28', 'S1-29', 'S3-10'],
} as const;

/** E3 of knowledge.md: a passkey in Authenticator by QR code and Bluetooth, only without attestation. */
export const byCodeGuides = {
  'by-code-ios-18': {
    ...byCode,
    title: 'Passkey on your iPhone, by QR code',
    steps: steps('iPhone or iPad', portal.autofill.ios18, iosCamera),
    inventory: [...byCode.inventory, 'S1-24'],
  },
  'by-code-ios-17': {
    ...byCode,
    title: 'Passkey on your iPhone (iOS 17), by QR code',
    steps: steps('iPhone or iPad', portal.autofill.ios17, iosCamera),
    inventory: [...byCode.inventory, 'S1-24'],
  },
  'by-code-android-15': {
    ...byCode,
    title: 'Passkey on your Android phone, by QR code',
    steps: steps('Android', portal.autofill.android, androidCamera),
  },
  'by-code-android-14': {
    ...byCode,
    title: 'Passkey on your Android 14 phone, by QR code',
    steps: [
      ...steps('Android', portal.autofill.android, androidCamera),
      'No such switch? Then this phone needs Android 15.',
    ],
  },
} as const satisfies Record<string, ReadonlyGuide>;
