import { type Clock, MINUTE, SECOND } from '../domain/clock';
import type { DutyRules } from '../domain/duties';
import { LINK_ENDS_SOON, LINK_LOOK, type LinkEnd, linkEnd, linkEndsAt } from '../domain/slack-link';
import { linkAlarmView, linkEndedView, linkEndsSoon } from './link-views';
import type { Linking, SlackStanding } from './linking';
import type { Names } from './names';
import type { Directory, JobBody, Jobs, Links, NewJob } from './ports';
import type { Conversation, Reply, Suggestions, Turn } from './turn';
import { shortDay } from './when';
import type { JobResult } from './worker';

export interface LinkWatchParts {
  readonly links: Links;
  readonly directory: Directory;
  readonly linking: Pick<Linking, 'end'>;
  readonly jobs: Pick<Jobs, 'add'>;
  readonly names: Names;
  readonly rules: DutyRules;
  readonly slackStanding: (user: string) => Promise<SlackStanding>;
  readonly clock: Clock;
}

/** A privileged act reads the person anew by itself; this is so that nobody stays linked to a dead account unnoticed. */
const SEEN_FOR = 5 * MINUTE;
const LOOK_AGAIN = 20 * SECOND;
const CONTACTS_AT_MOST = 20;

/** The services behind Slack: a turn whose link is over is answered with why and how to link again, and goes no further. */
export function whileLinked(
  inner: Conversation,
  parts: Pick<LinkWatchParts, 'links' | 'directory' | 'linking' | 'clock'>,
): Conversation {
  const seen = new Map<string, number>();
  const over = async (turn: Turn): Promise<readonly Reply[] | undefined> => {
    const why = await endOf(parts, turn, seen);
    return why === undefined ? undefined : [{ kind: 'say', view: linkEndedView(why) }];
  };
  return {
    hear: async (turn, text) => (await over(turn)) ?? inner.hear(turn, text),
    choose: async (turn, choice) => (await over(turn)) ?? inner.choose(turn, choice),
    greet: async (turn) => (await over(turn)) ?? inner.greet(turn),
  };
}

/** Nobody is suggested by a link that is too old. Read-only: the next turn ends it and says so. */
export function suggestedWhileLinked(inner: Suggestions, clock: Clock): Suggestions {
  return {
    async suggest(turn, words) {
      const { identity } = turn;
      const over =
        identity.how === 'slack-signature+link' &&
        linkEnd(identity.linkedAt, undefined, clock.now().getTime()) !== undefined;
      return over ? [] : inner.suggest(turn, words);
    },
  };
}

async function endOf(
  { links, directory, linking, clock }: Pick<LinkWatchParts, 'links' | 'directory' | 'linking' | 'clock'>,
  { who, identity }: Turn,
  seen: Map<string, number>,
): Promise<LinkEnd | undefined> {
  if (identity.how !== 'slack-signature+link') return undefined;
  const at = clock.now().getTime();
  const isFresh = at - (seen.get(who) ?? -Infinity) < SEEN_FOR;
  const person = isFresh ? undefined : await directory.person(who);
  const why = linkEnd(identity.linkedAt, person, at);
  if (why === undefined) {
    if (seen.size > 5_000) seen.clear();
    if (person?.ok === true) seen.set(who, at);
    return undefined;
  }
  seen.delete(who);
  const account = await links.accountOf(who);
  if (account?.user === identity.slackUser) await linking.end(account, who, why);
  return why;
}

type Check = Extract<JobBody, { kind: 'check-link' }>;

/** Twice a day, also while nobody uses the link: an account that was disabled for a while has to be proved again. */
export async function checkLink(parts: LinkWatchParts, body: Check): Promise<JobResult> {
  const { team, user, person, since } = body;
  const link = await parts.links.personOf({ team, user });
  if (link?.person !== person || link.at !== since) return 'done';
  const at = parts.clock.now().getTime();
  const standing = await parts.slackStanding(user);
  const why =
    linkEnd(since, await parts.directory.person(person), at) ??
    (standing === 'member' || standing === 'unread' ? undefined : standing);
  if (why !== undefined) {
    await parts.linking.end({ team, user }, person, why);
    return 'done';
  }
  const soon = linkEndsAt(since) - LINK_ENDS_SOON;
  const warns = at >= soon && !body.warned;
  if (warns) await parts.jobs.add([warning(body, at)]);
  const next = [at + LINK_LOOK, linkEndsAt(since), ...(at < soon ? [soon] : [])];
  return { at: Math.min(...next), body: { ...body, warned: body.warned || warns } };
}

function warning({ team, user, person, since }: Check, at: number): NewJob {
  const view = linkEndsSoon({ team, user, since });
  const key = `link-ends:${team}:${user}:${person}:${String(since)}`;
  return { key, dueAt: at, body: { kind: 'tell', to: { channel: 'slack', person }, view } };
}

/** Each security contact in Teams; the one who said it is not asked to judge it. */
export async function alarmLink(
  parts: LinkWatchParts,
  body: Extract<JobBody, { kind: 'alarm-link' }>,
): Promise<JobResult> {
  const group = parts.rules.securityGroupId;
  if (group === undefined) return 'done';
  const at = parts.clock.now().getTime();
  const members = await parts.directory.membersOf(group);
  if (!members.ok) return { at: at + LOOK_AGAIN };
  const name = await parts.names.of(body.person);
  const view = linkAlarmView(body, name, shortDay(body.since, 'UTC'));
  const contacts = members.value.filter(({ id }) => id !== body.person).slice(0, CONTACTS_AT_MOST);
  await parts.jobs.add(
    contacts.map(({ id: person }) => ({
      key: `alarm-link:${body.team}:${body.user}:${String(body.at)}:${person}`,
      dueAt: at,
      body: { kind: 'tell', to: { channel: 'teams', person }, view },
    })),
  );
  return 'done';
}
