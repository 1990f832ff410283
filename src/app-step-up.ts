import { type Outcome, done } from './domain/refusal';
import type { Entra } from './entra';
import type { Settings } from './settings';

/** Whether Entra really protects the authentication context; anything unread counts as not. */
export function stepUpOf(config: Settings, entra: Entra): () => Promise<boolean> {
  const context = config.signIn?.stepUpContext;
  const deciders = decidersOf(config);
  return async () => {
    if (context === undefined) return false;
    const protection = await entra.stepUpProtection(context, deciders);
    return protection.ok && protection.value.protected;
  };
}

function decidersOf({ groups }: Settings): readonly string[] {
  return [groups.approvers, groups.privilegedApprovers].filter((id) => id !== undefined);
}

/** The policy may be for approvers only, or exempt somebody: then their confirmation would prove nothing. */
export function stepUpReachesOf(config: Settings, entra: Entra): (who: string) => Promise<Outcome<boolean>> {
  const context = config.signIn?.stepUpContext;
  return (who) =>
    context === undefined ? Promise.resolve(done(false)) : entra.stepUpReaches(context, decidersOf(config), who);
}
