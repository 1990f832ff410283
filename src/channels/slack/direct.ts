import type { webApi } from '@slack/bolt';
import type { Clock } from '../../domain/clock';
import type { References } from '../../services/ports';

/** The direct messages between the bot and one user, remembered: Slack limits `conversations.open` per minute. */
export interface DirectMessages {
  channelOf(user: string): Promise<string>;
  forget(user: string): Promise<void>;
}

export function openDirectMessages(parts: {
  readonly client: webApi.WebClient;
  readonly references: References;
  readonly clock: Clock;
  readonly teamId: string;
}): DirectMessages {
  const keyOf = (user: string): string => `slack-dm:${parts.teamId}:${user}`;
  return {
    async channelOf(user) {
      const remembered = await parts.references.get(keyOf(user));
      if (remembered !== undefined) return remembered;
      const opened = await parts.client.conversations.open({ users: user });
      const id = opened.channel?.id;
      if (id === undefined) throw new Error('conversations.open gave no channel');
      await parts.references.put(keyOf(user), id, parts.clock.now().getTime());
      return id;
    },
    forget: (user) => parts.references.remove(keyOf(user)),
  };
}
