import { DAY } from '../domain/clock';
import { linkEndsAt } from '../domain/slack-link';
import { type TapRequest, isOver, stateInWords } from '../domain/tap-request';
import { sentences, refusalView } from './notice';
import type { Links } from './ports';
import { type QueueParts, type Work, waitingRow, workOf } from './queue';
import type { TapSettings } from './tap/parts';
import { REASON_WORDS } from './tap/words';
import type { Choice, Reply, Turn } from './turn';
import type { Button, CardData, View } from './views';
import { shortDay, untilWords } from './when';

export interface HomeParts extends QueueParts {
  readonly links: Links;
  /** Without Slack there is nothing to link. */
  readonly settings: Pick<TapSettings, 'slackRooms'>;
}

/** With the longest names this stays under the size of a card; more are on the next page. */
const ROWS_A_PAGE = 8;
const ASKED_AT_MOST = 4;
/** What has ended stays to be seen for a day. */
const NEWS_FOR = DAY;

type Section = CardData['home']['sections'][number];

/** One's own page: what waits for this person, what they asked for and where it stands, what is open for themselves. */
export async function home(
  parts: HomeParts,
  turn: Turn,
  { page = '1' }: Extract<Choice, { verb: 'home' }>,
): Promise<readonly Reply[]> {
  const work = await workOf(parts, turn.who);
  if (!work.ok) return [{ kind: 'say', view: refusalView(work.refusal, { buttons: [REFRESH] }) }];
  const pages = Math.max(1, Math.ceil(work.value.forMe.length / ROWS_A_PAGE));
  const shown = Math.min(Number(page), pages);
  const [mine, asked, waiting, link] = await Promise.all([
    ownSection(parts, turn),
    askedSection(parts, turn),
    waitingSection(parts, turn, work.value, shown),
    linkLine(parts, turn),
  ]);
  const count = work.value.forMe.length;
  const headline =
    count === 0
      ? 'Nothing waits for you'
      : `${String(count)} ${count === 1 ? 'request waits' : 'requests wait'} for you`;
  const sections = [...mine, waiting, asked];
  const view: View<'home'> = {
    card: 'home',
    data: { headline, lines: link, buttons: [...pageButtons(shown, pages), ...buttons(parts, work.value)], sections },
    text: sentences([headline, ...link, ...sections.flatMap(spoken)]),
  };
  return [{ kind: 'say', view }];
}

function spoken({ title, note, rows }: Section): readonly string[] {
  return [
    [title, note].filter((words) => words !== '').join(': '),
    ...rows.map((row) => `${row.title}: ${row.detail}`),
  ];
}

const REFRESH: Button = { title: 'Refresh', does: { verb: 'home' } };

const MY_LINK: Button = { title: 'My Slack link', does: { verb: 'link.show' }, opens: 'dialog' };

function buttons({ rules, settings }: HomeParts, { groups }: Work): readonly Button[] {
  const search: Button = {
    title: 'Look somebody up',
    does: { verb: 'person.search' },
    opens: 'dialog',
    style: 'positive',
  };
  return [
    ...(groups.has(rules.helpdeskGroupId) ? [search] : []),
    { title: 'Ask for a pass', does: { verb: 'pass.form' }, opens: 'dialog' },
    ...(settings.slackRooms ? [MY_LINK] : []),
    REFRESH,
  ];
}

function pageButtons(page: number, pages: number): readonly Button[] {
  const to = (title: string, number: number): Button => ({ title, does: { verb: 'home', page: String(number) } });
  return [
    ...(page > 1 ? [to('Earlier requests', page - 1)] : []),
    ...(page < pages ? [to('More requests', page + 1)] : []),
  ];
}

async function linkLine({ links, directory }: HomeParts, turn: Turn): Promise<readonly string[]> {
  const account = await links.accountOf(turn.who);
  const link = account === undefined ? undefined : await links.personOf(account);
  if (link === undefined) return [];
  const person = await directory.person(turn.who);
  const who = person.ok
    ? `${person.value.displayName} (${person.value.userPrincipalName})`
    : 'your Microsoft Entra account';
  return [`Your Slack account is linked with ${who} until ${shortDay(linkEndsAt(link.at), turn.timeZone)}.`];
}

async function waitingSection(parts: HomeParts, turn: Turn, { forMe }: Work, page: number): Promise<Section> {
  const from = (page - 1) * ROWS_A_PAGE;
  const rows = await Promise.all(forMe.slice(from, from + ROWS_A_PAGE).map((one) => waitingRow(parts, one, turn)));
  const range = `${String(from + 1)} to ${String(from + rows.length)} of ${String(forMe.length)}, oldest first.`;
  return {
    title: 'Who is waiting for you',
    note: forMe.length === 0 ? 'Nobody.' : forMe.length > ROWS_A_PAGE ? range : '',
    rows,
  };
}

async function askedSection(parts: HomeParts, turn: Turn): Promise<Section> {
  const now = parts.clock.now().getTime();
  const all = await parts.ledger.requestedBy(turn.who, 50);
  const asked = all.filter((request) => request.target !== turn.who && isNews(request, now));
  const rows = await Promise.all(asked.slice(0, ASKED_AT_MOST).map((request) => requestRow(parts, request, turn, now)));
  const more = asked.length > rows.length ? `The ${String(rows.length)} newest are shown.` : '';
  return { title: 'What you asked for', note: rows.length === 0 ? 'Nothing in the last day.' : more, rows };
}

/** Also what others asked for them. */
async function ownSection(parts: HomeParts, turn: Turn): Promise<readonly Section[]> {
  const now = parts.clock.now().getTime();
  const own = (await parts.ledger.requestsFor(turn.who, 2)).filter((request) => isNews(request, now));
  if (own.length === 0) return [];
  return [
    { title: 'For yourself', note: '', rows: await Promise.all(own.map((one) => requestRow(parts, one, turn, now))) },
  ];
}

function isNews(request: TapRequest, now: number): boolean {
  return !isOver(request) || now - request.expiresAt < NEWS_FOR;
}

async function requestRow(
  parts: HomeParts,
  request: TapRequest,
  turn: Turn,
  now: number,
): Promise<Section['rows'][number]> {
  const what = request.removal === undefined ? 'A pass for' : 'A removal for';
  const whom = request.target === turn.who ? 'yourself' : await parts.names.of(request.target);
  const until = isOver(request) ? [] : [untilWords(request.expiresAt, now, turn.timeZone)];
  return {
    title: `${what} ${whom}`,
    detail: [REASON_WORDS[request.reason], stateInWords(request), ...until].join(' · '),
    button: { title: 'Look', does: { verb: 'pass.status', request: request.id }, opens: 'dialog' },
  };
}
