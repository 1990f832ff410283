import { registerGuides, type ReadonlyGuide } from './register';
import { signInGuides } from './sign-in';

export const guides = { ...registerGuides, ...signInGuides } as const satisfies Record<string, ReadonlyGuide>;

export type GuideId = keyof typeof guides;

export function guide(id: GuideId): ReadonlyGuide {
  return guides[id];
}
