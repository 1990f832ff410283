import { authenticatorAppGuides } from './authenticator-app';
import { registerGuides, type ReadonlyGuide } from './register';
import { signInGuides } from './sign-in';
import { signInHereGuides } from './sign-in-here';
import { windowsHelloGuides } from './windows-hello';

export const guides = {
  ...registerGuides,
  ...signInGuides,
  ...authenticatorAppGuides,
  ...windowsHelloGuides,
  ...signInHereGuides,
} as const satisfies Record<string, ReadonlyGuide>;

export type GuideId = keyof typeof guides;

export function guide(id: GuideId): ReadonlyGuide {
  return guides[id];
}
