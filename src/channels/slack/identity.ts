import type { Links, SlackAccount } from '../../services/ports';
import type { Turn } from '../../services/turn';
import type { Member } from './guard';

/** Who a verified member of the workspace is in Microsoft Entra: only a link of both accounts says so. */
export interface Identity {
  account(user: string): SlackAccount;
  /** Undefined for accounts that are not linked. */
  turn(member: Member): Promise<Turn | undefined>;
  personOf(user: string): Promise<string | undefined>;
}

export function openIdentity(parts: { readonly links: Links; readonly teamId: string }): Identity {
  // The workspace this app is in, also on Enterprise Grid: Sign in with Slack names the same one.
  const account = (user: string): SlackAccount => ({ team: parts.teamId, user });
  return {
    account,
    personOf: async (user) => (await parts.links.personOf(account(user)))?.person,
    async turn(member) {
      const link = await parts.links.personOf(account(member.user));
      if (link === undefined) return undefined;
      const who = link.person;
      return {
        who,
        channel: 'slack',
        identity: { how: 'slack-signature+link', slackUser: member.user, linkedAt: link.at },
        // Every answer goes to a modal, an ephemeral message or the person's own chat, wherever they asked.
        place: 'personal',
        conversation: `slack:${who}`,
        correlationId: member.reference,
        timeZone: member.timeZone,
      };
    },
  };
}
