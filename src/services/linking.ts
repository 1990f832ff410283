import { type Clock, DAY } from '../domain/clock';
import type { Person } from '../domain/person';
import { type Outcome, done, refuse } from '../domain/refusal';
import {
  LINK_ENDS,
  LINK_END_WORDS,
  LINK_LOOK,
  SLACK_LOSSES,
  type LinkEnd,
  type SlackLoss,
  linkEnd,
  linkChain,
} from '../domain/slack-link';
import { linkEndedInTeams, linkedInSlack, linkedInTeams, unlinkedInTeams } from './link-views';
import type { AuditEntry, Directory, Ledger, Links, NewJob, Observer, SlackAccount } from './ports';
import type { Turn } from './turn';
import type { Address, MessageView } from './views';

/** What became of a Slack account; `unread` ends nothing. */
export type SlackStanding = 'member' | 'unread' | SlackLoss;

export interface LinkingParts {
  readonly links: Links;
  readonly ledger: Pick<Ledger, 'auditOf'>;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly observer: Observer;
  readonly slackStanding: (user: string) => Promise<SlackStanding>;
}

/** Why somebody who is not linked is not. */
export interface NotLinked {
  /** They were, and this ended it. */
  readonly ended?: LinkEnd;
  /** "This was not me": nobody links this account until a security contact has looked. */
  readonly stopped: boolean;
}

/** Proved again within a day, nothing is new. */
const NEWS_AFTER = DAY;

/**
 * Binds one Slack account to one Entra person. Whoever calls `link` has seen both sign-ins in one browser session and
 * the person's yes to a page that named both accounts (design.md section 3).
 */
export class Linking {
  constructor(private readonly parts: LinkingParts) {}

  /** Who signed in to Entra, as the page names them. Disabled accounts link nothing. */
  async whoLinks(person: string): Promise<Outcome<Person>> {
    const found = await this.parts.directory.person(person);
    if (!found.ok) return found;
    return found.value.enabled ? found : refuse('actor-disabled');
  }

  /** Asked before an address is given out, and again by the page. */
  async mayLink(account: SlackAccount): Promise<Outcome<void>> {
    if ((await this.parts.links.stopOf(account)) !== undefined) return refuse('link-stopped');
    const standing = await this.parts.slackStanding(account.user);
    return isLoss(standing) ? refuse('link-ended', { why: LINK_END_WORDS[standing] }) : done(undefined);
  }

  /** `was-linked`: this very pair was linked within the last day. */
  async link(account: SlackAccount, person: string): Promise<Outcome<'linked' | 'renewed' | 'was-linked'>> {
    const who = await this.whoLinks(person);
    if (!who.ok) return who;
    const may = await this.mayLink(account);
    if (!may.ok) return may;
    await this.endDead(account, person);
    const { links, observer } = this.parts;
    const before = await links.personOf(account);
    if (before !== undefined && before.person !== person) return refuse('slack-taken');
    if (before !== undefined && this.now() - before.at < NEWS_AFTER) return done('was-linked');
    const renewed = before !== undefined;
    const audit = this.audit(renewed ? 'slack.link-renewed' : 'slack.linked', person, account);
    const jobs = this.news(account, who.value, audit.at, renewed);
    const written = await (renewed
      ? links.renew(account, person, audit, jobs)
      : links.link(account, person, audit, jobs));
    if (!written) return (await links.personOf(account)) === undefined ? refuse('link-taken') : refuse('slack-taken');
    observer.event('link.made', { person, renewed });
    return done(renewed ? 'renewed' : 'linked');
  }

  /** From the person themselves, in Teams or Slack. */
  async unlink({ who: person, channel, identity }: Turn): Promise<Outcome<SlackAccount>> {
    const { links, observer } = this.parts;
    const account = await links.accountOf(person);
    if (account === undefined) return refuse('not-linked');
    const audit = { ...this.audit('slack.unlinked', person, account), channel, identity };
    // Somebody in a stolen Slack session could cover their tracks.
    const jobs =
      channel === 'teams' ? [] : [this.told('unlinked', account, person, audit.at, unlinkedInTeams(account.user))];
    if (!(await links.unlink(account, person, audit, jobs))) return refuse('not-linked');
    observer.event('link.removed', { person, channel });
    return done(account);
  }

  async notLinked(account: SlackAccount): Promise<NotLinked> {
    const [stop, rows] = await Promise.all([
      this.parts.links.stopOf(account),
      this.parts.ledger.auditOf(linkChain(account.user)),
    ]);
    const last = rows.at(-1);
    const ended = last?.act === 'slack.link-ended' ? LINK_ENDS.find((end) => end === last.facts['why']) : undefined;
    return { stopped: stop !== undefined, ...(ended === undefined ? {} : { ended }) };
  }

  /** Somebody is no member any more: whoever may come back under the same id proves both accounts anew. */
  async lost(account: SlackAccount, why: SlackLoss): Promise<void> {
    const link = await this.parts.links.personOf(account);
    if (link !== undefined) await this.end(account, link.person, why);
  }

  /** The link is over, though nobody removed it. */
  async end(account: SlackAccount, person: string, why: LinkEnd): Promise<void> {
    const { links, observer } = this.parts;
    const linked = this.audit('slack.link-ended', person, account);
    const audit: AuditEntry = {
      ...linked,
      actor: 'keysmith',
      channel: 'system',
      facts: { ...linked.facts, why },
    };
    const hears = why !== 'entra-gone' && why !== 'entra-disabled';
    const news = this.told('ended', account, person, audit.at, linkEndedInTeams(account.user, why));
    if (await links.unlink(account, person, audit, hears ? [news] : [])) observer.event('link.ended', { person, why });
  }

  /** An Entra account made anew has another object id, a new Slack account another user id: the dead ones make room. */
  private async endDead(account: SlackAccount, person: string): Promise<void> {
    const { links, directory, slackStanding } = this.parts;
    const link = await links.personOf(account);
    if (link !== undefined && link.person !== person) {
      const why = linkEnd(link.at, await directory.person(link.person), this.now());
      if (why !== undefined) await this.end(account, link.person, why);
    }
    const other = await links.accountOf(person);
    if (other === undefined || (other.team === account.team && other.user === account.user)) return;
    const standing = await slackStanding(other.user);
    if (isLoss(standing)) await this.end(other, person, standing);
  }

  /** Both places hear of it in the same transaction, and from then on somebody looks at both accounts. */
  private news(account: SlackAccount, person: Person, since: number, renewed: boolean): readonly NewJob[] {
    const link = { ...account, since };
    const key = `check-link:${account.team}:${account.user}:${person.id}:${String(since)}`;
    const body = { kind: 'check-link', ...account, person: person.id, since, warned: false } as const;
    return [
      this.told('linked', account, person.id, since, linkedInTeams(link, renewed)),
      this.told('linked', account, person.id, since, linkedInSlack(person, link), 'slack'),
      { key, dueAt: since + LINK_LOOK, body },
    ];
  }

  private told(
    what: string,
    account: SlackAccount,
    person: string,
    at: number,
    view: MessageView,
    channel: Address['channel'] = 'teams',
  ): NewJob {
    const key = `link-told:${what}:${channel}:${account.team}:${account.user}:${person}:${String(at)}`;
    const to: Address = channel === 'slack' ? { channel, person } : { channel, person };
    return { key, dueAt: at, body: { kind: 'tell', to, view } };
  }

  private audit(act: string, person: string, account: SlackAccount): AuditEntry {
    return {
      chain: linkChain(account.user),
      at: this.now(),
      actor: person,
      channel: 'web',
      act,
      facts: { person, slackTeam: account.team, slackUser: account.user },
    };
  }

  private now(): number {
    return this.parts.clock.now().getTime();
  }
}

function isLoss(standing: SlackStanding): standing is SlackLoss {
  return SLACK_LOSSES.some((loss) => loss === standing);
}
