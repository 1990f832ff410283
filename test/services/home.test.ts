import { movableClock } from '../../src/demo/clock';
import { done } from '../../src/domain/refusal';
import type { TapRequest } from '../../src/domain/tap-request';
import { type HomeParts, home } from '../../src/services/home';
import { Names } from '../../src/services/names';
import type { Directory } from '../../src/services/ports';
import type { Turn } from '../../src/services/turn';
import type { View } from '../../src/services/views';
import { loadCards } from '../../src/cards';
import { openSurfaces } from '../../src/channels/slack/surfaces';
import { request } from '../domain/cases';
import { person } from './linking-store';

const LONG = 'Ñ'.repeat(120);
const agent = person('agent', LONG);
const clock = movableClock();
const now = clock.now().getTime();

const turn: Turn = {
  who: agent.id,
  channel: 'slack',
  identity: { how: 'slack-signature+link', slackUser: 'U1', linkedAt: now },
  place: 'personal',
  conversation: 'slack:agent',
  correlationId: 'c',
  timeZone: 'Europe/Berlin',
};

function parts(waiting: readonly TapRequest[], asked: readonly TapRequest[] = []): HomeParts {
  const unused = () => Promise.reject(new Error('not asked for'));
  const account = { team: 'T1', user: 'U1' };
  const directory: Directory = {
    person: () => Promise.resolve(done(agent)),
    groupsAmong: () => Promise.resolve(done(new Set(['helpdesk']))),
    find: unused,
    managerOf: unused,
    membersOf: unused,
  };
  return {
    ledger: {
      waiting: () => Promise.resolve(waiting),
      requestedBy: () => Promise.resolve(asked),
      requestsFor: () => Promise.resolve([]),
      commit: unused,
      request: unused,
      openRequestFor: unused,
      words: unused,
      frozen: unused,
      auditOf: unused,
    },
    links: {
      accountOf: () => Promise.resolve(account),
      personOf: () => Promise.resolve({ person: agent.id, at: now }),
      link: unused,
      renew: unused,
      unlink: unused,
      disown: unused,
      stopOf: unused,
      liftStop: unused,
    },
    copies: { of: () => Promise.resolve([]), add: unused },
    directory,
    names: new Names(directory, clock),
    clock,
    settings: { slackRooms: true },
    rules: {
      helpdeskGroupId: 'helpdesk',
      approverGroupId: 'approvers',
      privilegedTargets: 'deny',
      recipients: ['self'],
      emergencyAccessIds: [],
      trustedGroupIds: [],
    },
  };
}

const forProof = (count: number): readonly TapRequest[] =>
  Array.from({ length: count }, (_, n) =>
    request({
      id: `r-${String(n)}`,
      state: 'awaiting-proof',
      target: 'somebody',
      requester: 'else',
      expiresAt: now + 9e6,
    }),
  );

async function shown(given: HomeParts, page?: string): Promise<View<'home'>> {
  const [reply] = await home(given, turn, { verb: 'home', ...(page === undefined ? {} : { page }) });
  if (reply?.kind !== 'say' || reply.view.card !== 'home') throw new Error('That is no home');
  return reply.view;
}

const waitingRows = (view: View<'home'>): readonly string[] =>
  view.data.sections
    .find(({ title }) => title === 'Who is waiting for you')!
    .rows.map(({ button }) => String(button.does['request']));
const titles = (view: View<'home'>): readonly string[] => view.data.buttons.map(({ title }) => title);

it('turns its pages: every one of 25 open requests stands on one, and a page that is not there is the last', async () => {
  const given = parts(forProof(25));
  const views = [await shown(given), await shown(given, '2'), await shown(given, '3'), await shown(given, '4')];
  expect(views.flatMap(waitingRows)).toEqual(forProof(25).map(({ id }) => id));
  expect(views.map((view) => titles(view).filter((title) => title.endsWith('requests')))).toEqual([
    ['More requests'],
    ['Earlier requests', 'More requests'],
    ['Earlier requests', 'More requests'],
    ['Earlier requests'],
  ]);
  expect(waitingRows(await shown(given, '99'))).toEqual(waitingRows(views[3]!));
  expect(views[0]!.data.headline).toBe('25 requests wait for you');
});

it('keeps Slack’s limits with names of 120 characters on a full page, and says everything in its text', async () => {
  const asked = Array.from({ length: 20 }, (_, n) =>
    request({ id: `a-${String(n)}`, target: 'somebody', requester: agent.id, expiresAt: now + 9e6 }),
  );
  const view = await shown(parts(forProof(25), asked));
  const { blocks } = openSurfaces(loadCards('cards')).home(view);
  expect(blocks.length).toBeLessThanOrEqual(100);
  expect(JSON.stringify(blocks)).toContain(LONG);
  for (const words of ['Who is waiting for you', 'What you asked for', 'until']) expect(view.text).toContain(words);
});
