import type { webApi } from '@slack/bolt';
import { refuse } from '../../domain/refusal';
import { refusalView } from '../../services/notice';
import { type Observer, StoreUnavailable } from '../../services/ports';
import type { Conversation } from '../../services/turn';
import type { View } from '../../services/views';
import type { Member } from './guard';
import type { Identity } from './identity';
import type { Surfaces } from './surfaces';
import { broken, linkLater, usage } from './words';

/** The App Home: what waits for this person. Never throws. */
export interface Home {
  publish(member: Member): Promise<void>;
}

export function openHome(parts: {
  readonly client: webApi.WebClient;
  readonly surfaces: Surfaces;
  readonly identity: Identity;
  readonly conversation: Conversation;
  readonly observer: Observer;
}): Home {
  const page = async (member: Member): Promise<View> => {
    const turn = await parts.identity.turn(member);
    if (turn === undefined) return linkLater();
    const replies = await parts.conversation.choose(turn, { verb: 'queue' });
    return replies.flatMap((reply) => (reply.kind === 'close' ? [] : [reply.view]))[0] ?? usage('What I can do here');
  };
  return {
    async publish(member) {
      const view = await page(member).catch((error: unknown) => {
        parts.observer.failure('slack.home', error, { reference: member.reference });
        return error instanceof StoreUnavailable
          ? refusalView(refuse('store-unavailable').refusal)
          : broken(member.reference);
      });
      try {
        await parts.client.views.publish({ user_id: member.user, view: parts.surfaces.home(view) });
      } catch (error) {
        parts.observer.failure('slack.home', error, { user: member.user });
      }
    },
  };
}
