import { DAY, HOUR, type Instant } from './clock';
import type { Person } from './person';
import type { Outcome } from './refusal';

/*
 * How long a Slack account may stand for an Entra account. Nobody signs in to Entra when they press a button in Slack,
 * so a link is worth what both accounts are worth now, and no longer than it was last proved.
 */

export const LINK_LIFE = 90 * DAY;

/** From here on the person is told that it ends. */
export const LINK_ENDS_SOON = 7 * DAY;

/** So often both accounts are looked at while nobody uses the link. */
export const LINK_LOOK = 12 * HOUR;

export const SLACK_LOSSES = ['slack-deactivated', 'slack-guest', 'slack-elsewhere'] as const;
/** What became of the Slack account. */
export type SlackLoss = (typeof SLACK_LOSSES)[number];

/** The chain of the audit that tells the life of a Slack account's links. */
export function linkChain(account: string): string {
  return `link:${account}`;
}

/** What that chain says of a link with the person in its facts: the newest of these is how it stands. */
export const LINK_ACTS: ReadonlyMap<string, 'stands' | 'over'> = new Map([
  ['slack.linked', 'stands'],
  ['slack.link-renewed', 'stands'],
  ['slack.unlinked', 'over'],
  ['slack.link-ended', 'over'],
  ['slack.link-disowned', 'over'],
]);

export const LINK_ENDS = ['age', 'entra-gone', 'entra-disabled', ...SLACK_LOSSES] as const;
/** Why a link is over without anybody having removed it. */
export type LinkEnd = (typeof LINK_ENDS)[number];

/** Finishes "It is no longer linked, because …". */
export const LINK_END_WORDS: Readonly<Record<LinkEnd, string>> = {
  age: 'it was last proved 90 days ago',
  'entra-gone': 'the Microsoft Entra account it belonged to is not there any more',
  'entra-disabled': 'the Microsoft Entra account it belonged to was disabled',
  'slack-deactivated': 'the Slack account was deactivated',
  'slack-guest': 'the Slack account was made a guest',
  'slack-elsewhere': 'the Slack account does not belong to this workspace any more',
};

export function linkEndsAt(linkedAt: Instant): Instant {
  return linkedAt + LINK_LIFE;
}

/**
 * Why a link of this age and person is over, if it is. An account that was deleted and made anew has another object
 * id, so the old one is not found. What could not be read ends nothing: each act reads the person again by itself.
 */
export function linkEnd(linkedAt: Instant, person: Outcome<Person> | undefined, now: Instant): LinkEnd | undefined {
  if (now >= linkEndsAt(linkedAt)) return 'age';
  if (person === undefined) return undefined;
  if (person.ok) return person.value.enabled ? undefined : 'entra-disabled';
  return person.refusal.code === 'graph-not-found' ? 'entra-gone' : undefined;
}
