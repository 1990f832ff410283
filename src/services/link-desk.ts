import type { Clock } from '../domain/clock';
import { type DutyRules, mayDo } from '../domain/duties';
import { unreadFacts } from '../domain/facts';
import { refuse } from '../domain/refusal';
import { linkChain } from '../domain/slack-link';
import { disownedView, linkStateView, readAccountName, readLinkName } from './link-views';
import { notice, refusalView } from './notice';
import type { AuditEntry, Directory, Ledger, Links, LinkStop, Observer } from './ports';
import { linkView, noSlackView } from './answers';
import { readActor, type TapSettings } from './tap/parts';
import type { Choice, Reply, Turn } from './turn';
import type { MessageView } from './views';

export interface LinkDeskParts {
  readonly links: Links;
  readonly ledger: Pick<Ledger, 'auditOf'>;
  readonly directory: Directory;
  readonly rules: DutyRules;
  readonly clock: Clock;
  readonly observer: Observer;
  readonly settings: Pick<TapSettings, 'slackRooms'>;
}

/** What the buttons about one's link do: its state, "This was not me", and the security contact's word afterwards. */
export class LinkDesk {
  constructor(private readonly parts: LinkDeskParts) {}

  async choose(turn: Turn, choice: Extract<Choice, { verb: `link.${string}` }>): Promise<readonly Reply[]> {
    switch (choice.verb) {
      case 'link.show':
        return [{ kind: 'say', view: await this.#state(turn) }];
      case 'link.disown':
        return [{ kind: 'replace', view: await this.#disown(turn, choice.link) }];
      case 'link.lift-stop':
        return [{ kind: 'replace', view: await this.#lift(turn, choice.account) }];
    }
  }

  async #state(turn: Turn): Promise<MessageView> {
    const account = await this.parts.links.accountOf(turn.who);
    const link = account === undefined ? undefined : await this.parts.links.personOf(account);
    if (account === undefined || link === undefined) return this.parts.settings.slackRooms ? linkView() : noSlackView();
    const person = await this.parts.directory.person(turn.who);
    const named = { ...account, since: link.at };
    return linkStateView(person.ok ? person.value : undefined, named, turn.timeZone, turn.channel === 'slack');
  }

  /** Said in Teams only, where the Slack account in question cannot say it. Nothing else is touched. */
  async #disown(turn: Turn, name: string): Promise<MessageView> {
    if (turn.channel !== 'teams') return refusalView(refuse('only-in-teams').refusal);
    const link = readLinkName(name);
    if (link === undefined || !(await this.#wasTheirs(turn, link.user, link.since)))
      return refusalView(refuse('link-unknown').refusal);
    const { team, user, since } = link;
    const at = this.parts.clock.now().getTime();
    const stop: LinkStop = { team, user, person: turn.who, at };
    const alarm = {
      key: `alarm-link:${name}:${turn.who}:${String(at)}`,
      dueAt: at,
      body: { kind: 'alarm-link', ...stop, since },
    } as const;
    const audit = this.#audit(turn, 'slack.link-disowned', stop, at);
    if (await this.parts.links.disown(stop, audit, [alarm]))
      this.parts.observer.event('link.disowned', { person: turn.who });
    return disownedView(link);
  }

  /** The audit says who linked what: a made-up name stops nobody's account. */
  async #wasTheirs(turn: Turn, user: string, since: number): Promise<boolean> {
    const rows = await this.parts.ledger.auditOf(linkChain(user));
    return rows.some(
      ({ act, at, facts }) =>
        (act === 'slack.linked' || act === 'slack.link-renewed') && at === since && facts['person'] === turn.who,
    );
  }

  async #lift(turn: Turn, name: string): Promise<MessageView> {
    if (turn.channel !== 'teams') return refusalView(refuse('only-in-teams').refusal);
    const account = readAccountName(name);
    const stop = account === undefined ? undefined : await this.parts.links.stopOf(account);
    if (stop === undefined) return refusalView(refuse('link-stop-unknown').refusal);
    const actor = await readActor(this.parts, turn.who);
    const target = unreadFacts(stop.person);
    const may = mayDo('unfreeze', { actor, target, frozen: false }, this.parts.rules);
    if (!may.ok) return refusalView(may.refusal);
    const audit = this.#audit(turn, 'slack.link-stop-lifted', stop, this.parts.clock.now().getTime());
    if (!(await this.parts.links.liftStop(stop, audit))) return refusalView(refuse('link-stop-unknown').refusal);
    this.parts.observer.event('link.stop-lifted', { person: stop.person });
    return notice('The account can be linked again', [
      `Whoever owns the Slack account ${stop.user} links it with "/passwordless link" there. It is linked with nobody now.`,
    ]);
  }

  #audit(turn: Turn, act: string, stop: LinkStop, at: number): AuditEntry {
    const { who: actor, channel, identity } = turn;
    const facts = { person: stop.person, slackTeam: stop.team, slackUser: stop.user };
    return { chain: linkChain(stop.user), at, actor, channel, identity, act, facts };
  }
}
