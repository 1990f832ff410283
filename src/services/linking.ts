import type { Clock } from '../domain/clock';
import type { Person } from '../domain/person';
import { type Outcome, done, refuse } from '../domain/refusal';
import { notice } from './notice';
import type { AuditEntry, Directory, Links, NewJob, Observer, SlackAccount } from './ports';
import type { Button } from './views';

export interface LinkingParts {
  readonly links: Links;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly observer: Observer;
}

const NOT_ME: Button = { title: 'This was not me', does: { verb: 'start', flow: 'unlink' }, style: 'destructive' };

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

  /** `was-linked`: this very pair was linked before. */
  async link(account: SlackAccount, person: string): Promise<Outcome<'linked' | 'was-linked'>> {
    const who = await this.whoLinks(person);
    if (!who.ok) return who;
    const { links, observer } = this.parts;
    const before = await links.personOf(account);
    if (before !== undefined) return before.person === person ? done('was-linked') : refuse('slack-taken');
    const audit = this.audit('slack.linked', person, account);
    if (!(await links.link(account, person, audit, [this.told(account, person, audit.at)]))) {
      return (await links.personOf(account)) === undefined ? refuse('link-taken') : refuse('slack-taken');
    }
    observer.event('link.made', { person });
    return done('linked');
  }

  /** From the person themselves, in Teams or Slack: "This was not me" or "unlink". */
  async unlink(person: string, channel: 'teams' | 'slack'): Promise<Outcome<SlackAccount>> {
    const { links, observer } = this.parts;
    const account = await links.accountOf(person);
    if (account === undefined) return refuse('not-linked');
    if (!(await links.unlink(person, { ...this.audit('slack.unlinked', person, account), channel }))) {
      return refuse('not-linked');
    }
    observer.event('link.removed', { person, channel });
    return done(account);
  }

  /** Told in Teams, in the same transaction: a link that somebody else made must not stay unseen. */
  private told(account: SlackAccount, person: string, at: number): NewJob {
    const lines = [
      `The Slack account ${account.user} can now act as you in Keysmith: ask for passes, and decide where you may decide.`,
      'If you did not do this, press the button. The link is removed at once.',
    ];
    const view = notice('Your Slack account is linked', lines, { tone: 'attention', buttons: [NOT_ME] });
    const key = `link-told:${account.team}:${account.user}:${person}:${String(at)}`;
    return { key, dueAt: at, body: { kind: 'tell', to: { channel: 'teams', person }, view } };
  }

  private audit(act: string, person: string, account: SlackAccount): AuditEntry {
    return {
      chain: `link:${account.user}`,
      at: this.parts.clock.now().getTime(),
      actor: person,
      channel: 'web',
      act,
      facts: { person, slackTeam: account.team, slackUser: account.user },
    };
  }
}
