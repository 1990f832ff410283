import type { Instant } from '../domain/clock';
import type { Person } from '../domain/person';
import { refuse } from '../domain/refusal';
import { LINK_END_WORDS, type LinkEnd, linkEndsAt } from '../domain/slack-link';
import { notice, refusalView } from './notice';
import type { LinkStop, SlackAccount } from './ports';
import type { Button, Lines, View } from './views';
import { shortDay } from './when';

/** Known to Slack only, where it makes a fresh address; answered before choices are parsed. */
export const LINK_VERB = 'slack.link';
/** The same for somebody who is linked already and proves both accounts anew. */
export const LINK_AGAIN_VERB = 'slack.link-again';

export const LINK_BUTTON: Button = {
  title: 'Link my account',
  does: { verb: LINK_VERB },
  opens: 'dialog',
  style: 'positive',
};
const AGAIN: Button = { title: 'Link it again', does: { verb: LINK_AGAIN_VERB }, opens: 'dialog' };
const UNLINK: Button = { title: 'Unlink', does: { verb: 'start', flow: 'unlink' } };

/** One linking of two accounts, as a button names it. The person is whoever presses: the name proves nothing. */
export interface LinkName extends SlackAccount {
  readonly since: Instant;
}

export function nameOfLink({ team, user, since }: LinkName): string {
  return `${team}.${user}.${String(since)}`;
}

export function readLinkName(name: string): LinkName | undefined {
  const [, team, user, since] = /^([A-Z0-9]{1,40})\.([A-Z0-9]{1,40})\.(\d{1,15})$/.exec(name) ?? [];
  return team === undefined || user === undefined || since === undefined
    ? undefined
    : { team, user, since: Number(since) };
}

export function nameOfAccount({ team, user }: SlackAccount): string {
  return `${team}.${user}`;
}

export function readAccountName(name: string): SlackAccount | undefined {
  const [, team, user] = /^([A-Z0-9]{1,40})\.([A-Z0-9]{1,40})$/.exec(name) ?? [];
  return team === undefined || user === undefined ? undefined : { team, user };
}

/** In Teams, which the Slack account cannot read: a link that somebody else made must not stay unseen. */
export function linkedInTeams(link: LinkName, renewed: boolean): View<'notice'> {
  const disown: Button = {
    title: 'This was not me',
    does: { verb: 'link.disown', link: nameOfLink(link) },
    style: 'destructive',
  };
  return notice(
    renewed ? 'Your Slack account was linked again' : 'Your Slack account is linked',
    [
      `The Slack account ${link.user} can act as you in Keysmith until ${shortDay(linkEndsAt(link.since), 'UTC')}: ask for passes, and decide where you may decide.`,
      'If you did not do this, press the button: the link is removed at once, the account cannot be linked again, and the security contacts are called.',
    ],
    { tone: 'attention', buttons: [disown] },
  );
}

export function linkedInSlack(person: Person, link: LinkName): View<'notice'> {
  return notice('Your Slack account is linked', [...whoLines(person, link, 'UTC'), 'You can use everything here.'], {
    tone: 'good',
    buttons: [UNLINK],
  });
}

/** What "link" answers to somebody who is linked, in Slack and in Teams. */
export function linkStateView(
  person: Person | undefined,
  link: LinkName,
  timeZone: string,
  inSlack: boolean,
): View<'notice'> {
  const again = inSlack
    ? 'To prove it again before then, press "Link it again".'
    : 'To prove it again before then, write "/passwordless link" in Slack.';
  return notice('Your Slack account is linked with Microsoft Entra.', [...whoLines(person, link, timeZone), again], {
    buttons: inSlack ? [UNLINK, AGAIN] : [UNLINK],
  });
}

function whoLines(person: Person | undefined, link: LinkName, timeZone: string): Lines {
  const who =
    person === undefined
      ? 'I could not read your name from Microsoft Entra just now.'
      : `In Microsoft Entra you are ${person.displayName} (${person.userPrincipalName}).`;
  const [since, until] = [link.since, linkEndsAt(link.since)].map((at) => shortDay(at, timeZone));
  return [who, `Slack account ${link.user}, linked on ${since ?? ''}, good until ${until ?? ''}.`];
}

/** A week before the end. */
export function linkEndsSoon(link: LinkName): View<'notice'> {
  const until = shortDay(linkEndsAt(link.since), 'UTC');
  return notice(
    `The link of your Slack account ends on ${until}`,
    ['After that I do nothing for you here until you link it again.', 'You sign in to both once, in one browser.'],
    { buttons: [AGAIN] },
  );
}

/** To somebody in Slack whose link has just turned out to be over. */
export function linkEndedView(why: LinkEnd): View<'notice'> {
  const { refusal } = refuse('link-ended', { why: LINK_END_WORDS[why] });
  return refusalView(refusal, { buttons: [LINK_BUTTON] });
}

/** The same in Teams, for those who still have an account there. */
export function linkEndedInTeams(user: string, why: LinkEnd): View<'notice'> {
  return notice('Your Slack account is no longer linked', [
    `The Slack account ${user} cannot act as you any more, because ${LINK_END_WORDS[why]}.`,
    'To use Keysmith in Slack again, write "/passwordless link" there.',
  ]);
}

export function unlinkedInTeams(user: string): View<'notice'> {
  return notice('Your Slack account was unlinked', [
    `Somebody who could use the Slack account ${user} removed the link. It can no longer act as you in Keysmith.`,
    'If that was not you, tell your security team.',
  ]);
}

export function disownedView({ user }: SlackAccount): View<'notice'> {
  return notice(
    'The link is removed, and the security contacts are called',
    [
      `The Slack account ${user} cannot act as you any more, and nobody can link it until a security contact has looked.`,
      'Nothing else was changed: what it asked for in your name is still there. Write "status" to see what is open for you.',
    ],
    { tone: 'warning' },
  );
}

/** To each security contact. `name`: whose link it was. */
export function linkAlarmView(stop: LinkStop, name: string, since: string): View<'notice'> {
  const lift: Button = {
    title: 'Let the account be linked again',
    does: { verb: 'link.lift-stop', account: nameOfAccount(stop) },
  };
  return notice(
    'Please look at this now',
    [
      `${name} says that linking the Slack account ${stop.user} with their Microsoft Entra account was not their doing. It was linked on ${since}.`,
      'The link is removed, and the account cannot be linked. Nothing else was stopped.',
      `Whoever linked it had signed in to Microsoft Entra as ${name}: end their sessions, and look in the audit (link:${stop.user}) at what was done since.`,
    ],
    { tone: 'warning', buttons: [lift] },
  );
}
