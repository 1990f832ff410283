import type { TicketOffice } from '../../services/confirming';
import type { Linking } from '../../services/linking';
import { refusalView } from '../../services/notice';
import type { Member } from './guard';
import type { Identity } from './identity';
import type { Stage } from './stage';
import { KEYSMITH, linkOffer } from './words';

/** What the services know about links that are not there. */
export type LinkOffice = Pick<Linking, 'mayLink' | 'notLinked' | 'lost'>;

export interface OfferParts {
  readonly identity: Identity;
  readonly ticketOffice: Pick<TicketOffice, 'linkAddress'>;
  readonly linking: LinkOffice;
}

/** The address binds exactly this account, so it goes only where this person alone sees it. */
export async function offerLink(
  parts: OfferParts,
  stage: Stage,
  member: Member,
  trigger: string | undefined,
  wanted: boolean,
): Promise<void> {
  if (trigger !== undefined) await stage.openIfBare(trigger, KEYSMITH);
  const account = parts.identity.account(member.user);
  const may = await parts.linking.mayLink(account);
  if (!may.ok) return stage.show([{ kind: 'say', view: refusalView(may.refusal) }]);
  const { ended } = await parts.linking.notLinked(account);
  const address = await parts.ticketOffice.linkAddress(account);
  await stage.show([{ kind: 'say', view: linkOffer(address, { wanted, ...(ended === undefined ? {} : { ended }) }) }]);
}
