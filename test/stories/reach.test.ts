import type { PersonKey } from '../../src/demo/tenant';
import { withoutEffect } from './effects';
import { type Scene, openScene } from './scene';
import { linkSlack, needAPass, openPassForm, requestIn, saidBy, slackCard, teamsCard } from './steps';

/*
 * Everybody a request needs is looked for when it is made: a pass that nobody can check, decide or receive is refused
 * then, with who is missing and what to do, and not left to run out.
 */

const NO_SLACK = ['BOT_TOKEN', 'SIGNING_SECRET', 'CLIENT_ID', 'CLIENT_SECRET', 'TEAM_ID', 'APPROVAL_CHANNEL_ID'];
const withoutSlack = Object.fromEntries(
  [...NO_SLACK, 'HELPDESK_CHANNEL_ID', 'API_URL'].map((name) => [`SLACK_${name}`, '']),
);

let scene: Scene | undefined;
afterEach(async () => {
  await scene?.end();
  scene = undefined;
});

async function sceneWithout(people: readonly PersonKey[], env: Record<string, string>): Promise<Scene> {
  scene = await openScene({ withoutApp: ['samir', ...people], env });
  return scene;
}

/** The form for oneself, with these answers; what the bot says. */
async function asks(here: Scene, who: PersonKey, inputs: Record<string, string> = {}): Promise<string> {
  await openPassForm(here, who);
  return saidBy(await here.teams.person(who).submitDialog('Ask for the pass', inputs));
}

async function refused(here: Scene, who: PersonKey, inputs: Record<string, string> = {}): Promise<string> {
  const { result } = await withoutEffect(here, [who], () => asks(here, who, inputs));
  expect(result).toContain('Nothing was changed.');
  expect(await here.app.store.ledger.requestsFor(here.tenant.people[who].id, 1)).toEqual([]);
  return result;
}

it('a manager out of reach is not waited for: the helpdesk checks, and everybody reads why', async () => {
  const here = await sceneWithout(['ana'], { TEAMS_APP_CATALOG_ID: '' });
  await linkSlack(here, 'priya');
  await needAPass(here, 'tom');
  const why = 'the manager cannot be reached in Teams';
  expect(slackCard(here, 'priya', 'tom', 'helpdesk').words).toContain(why);
  expect(here.teams.person('tom').last().words).toContain(why);
  expect(await requestIn(here, 'tom')).toMatchObject({ state: 'awaiting-proof', managerOut: 'unreachable' });
});

it('a manager out of reach receives no pass, and the refusal says who and what to do', async () => {
  const here = await sceneWithout(['ana'], { TEAMS_APP_CATALOG_ID: '' });
  const said = await refused(here, 'tom', { recipient: 'manager' });
  expect(said).toContain('Ana Ferreira, the manager, cannot be reached in Teams');
  expect(said).toContain('A Teams administrator can install Keysmith for everybody');
});

it('where it may, Keysmith installs itself for whoever is needed', async () => {
  const here = await sceneWithout(['ana'], {});
  await needAPass(here, 'tom');
  expect(teamsCard(here, 'ana', 'tom', '[I have spoken with them]').words).toContain('Tom Becker');
  expect((await requestIn(here, 'tom')).managerOut).toBeUndefined();
});

it('with nobody to check who is asking, nothing is asked', async () => {
  const here = await sceneWithout(['ana', 'priya', 'jonas'], { TEAMS_APP_CATALOG_ID: '', ...withoutSlack });
  const said = await refused(here, 'tom');
  expect(said).toContain('There are not enough people who could check who is asking and can be reached');
  expect(said).toContain('the manager cannot be reached in Teams');
});

it('with approvers out of reach, nothing is asked', async () => {
  const here = await sceneWithout(['marcus', 'lucia', 'jonas'], {
    TEAMS_APP_CATALOG_ID: '',
    TEAMS_APPROVAL_CONVERSATION_ID: '',
    ...withoutSlack,
  });
  expect(await refused(here, 'tom')).toContain('There is no approver who may decide about this request');
});
