import { createHash } from 'node:crypto';
import type { TeamsPerson } from './conversations';

/** Ids in the shapes Teams gives them: `29:` for a user of a bot, `28:` for the bot, `a:` for a 1:1 chat. */
export interface TeamsIds {
  bot: string;
  user(person: TeamsPerson): string;
  chat(person: TeamsPerson): string;
}

export function teamsIds(appId: string): TeamsIds {
  const hashed = (purpose: string, person: TeamsPerson): string =>
    createHash('sha256').update(`${purpose} ${appId} ${person.objectId}`).digest('base64url');
  return {
    bot: `28:${appId}`,
    user: (person) => `29:1${hashed('user', person)}`,
    chat: (person) => `a:1${hashed('chat', person)}`,
  };
}
