import type { webApi } from '@slack/bolt';
import { refuse } from '../../domain/refusal';
import { refusalView } from '../../services/notice';
import { type Observer, StoreUnavailable } from '../../services/ports';
import type { Conversation } from '../../services/turn';
import type { View } from '../../services/views';
import type { Member } from './guard';
import type { Identity } from './identity';
import type { Surfaces } from './surfaces';
import type { LinkOffice } from './link-offer';
import { broken, linkLater, usage } from './words';

/** The App Home: the person's own page, or why there is none for them. Never throws. */
export interface Home {
  /** `page` of what waits, from 1. */
  publish(member: Member, page?: string): Promise<void>;
}

export function openHome(parts: {
  readonly client: webApi.WebClient;
  readonly surfaces: Surfaces;
  readonly identity: Identity;
  readonly conversation: Conversation;
  readonly linking: LinkOffice;
  readonly observer: Observer;
}): Home {
  const drawn = async (member: Member, page: string | undefined): Promise<View> => {
    const turn = await parts.identity.turn(member);
    if (turn === undefined) return linkLater(await parts.linking.notLinked(parts.identity.account(member.user)));
    const replies = await parts.conversation.choose(turn, { verb: 'home', ...(page === undefined ? {} : { page }) });
    return replies.flatMap((reply) => (reply.kind === 'close' ? [] : [reply.view]))[0] ?? usage('What I can do here');
  };
  return {
    async publish(member, page) {
      const view = await drawn(member, page).catch((error: unknown) => {
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
