import { authenticatorAppGuides } from './authenticator-app';
import { byCodeGuides } from './by-code';
import { otherPasskeyGuides } from './other-passkeys';
import { registerGuides, type ReadonlyGuide } from './register';
import { securityKeyGuides } from './security-key';
import { signInGuides } from './sign-in';
import { signInHereGuides } from './sign-in-here';
import { windowsHelloGuides } from './windows-hello';

export const guides = {
  ...registerGuides,
  ...byCodeGuides,
  ...securityKeyGuides,
  ...otherPasskeyGuides,
  ...signInGuides,
  ...authenticatorAppGuides,
  ...windowsHelloGuides,
  ...signInHereGuides,
} as const satisfies Record<string, ReadonlyGuide>;

export type GuideId = keyof typeof guides;

export function guide(id: GuideId): ReadonlyGuide {
  return guides[id];
}
