import type { SlackClient } from '../../../src/demo/slack';
import { notice } from '../../../src/services/notice';
import { openWorld, TRANSPORTS, type World } from './world';

/*
 * Our workspace is one of an Enterprise Grid organisation. Its people have ids with a W or a U, and their home may be
 * ours, another workspace of the organisation, or the organisation itself; only the list of their workspaces says
 * whether they are ours.
 */

const US = 'T0CONTOSO';
const SISTER = 'T0SISTER';
const ORGANISATION = 'E0CONTOSO';

const OURS = [
  ['whose home is the organisation', 'organisation', 'W0ORGANISATION', ORGANISATION, [US, SISTER]],
  ['whose home is a sister workspace', 'visitor', 'W0VISITOR', SISTER, [SISTER, US]],
  ['whose home is ours', 'native', 'U0NATIVE', US, [US]],
] as const;
const OTHERS = [
  ['of a sister workspace', 'sister', 'W0SISTER', SISTER, [SISTER]],
  ['of a sister workspace, shown as the organisation’s', 'cousin', 'W0COUSIN', ORGANISATION, [SISTER]],
] as const;

let world: World;
const person = (key: string): SlackClient => world.slack.person(key);
const last = async (): Promise<void> => {
  await world.channel.drain();
};

async function button(by: SlackClient): Promise<unknown> {
  const card = notice('A card', [], { buttons: [{ title: 'Look', does: { verb: 'queue' } }] });
  await world.channel.messenger.send({ channel: 'slack', room: 'approval' }, card);
  return by.click(by.last('approvals'), 'Look');
}

const DOINGS: readonly [string, (by: SlackClient) => Promise<unknown>][] = [
  ['a command', (by) => by.slash('/passwordless', 'queue')],
  ['a button', button],
  ['a shortcut', (by) => by.shortcut('queue')],
  ['a message', (by) => by.say('hello')],
  ['a mention', (by) => by.mention('helpdesk', 'hello')],
  ['the home tab', (by) => by.openHome()],
];

describe.each(TRANSPORTS)('over %s', (transport) => {
  beforeAll(async () => {
    const people = [...OURS, ...OTHERS].map(([, key, userId, home, workspaces]) => ({
      key,
      userId,
      name: key,
      teamId: home,
      workspaces,
    }));
    world = await openWorld({}, transport, { enterpriseId: ORGANISATION, people });
    for (const [n, { userId }] of people.entries())
      await world.link(userId, `99999999-9999-4999-8999-99999999999${String(n)}`);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await last();
    world.forget();
  });

  describe.each(DOINGS)('%s', (_doing, act) => {
    it.each(OURS)('by somebody %s is done', async (_who, key) => {
      await act(person(key));
      await last();
      expect(world.refusals()).toEqual([]);
      expect(world.chosen.length + world.heard.length).toBe(1);
    });

    it.each(OTHERS)('by somebody %s is refused', async (_who, key) => {
      await act(person(key));
      await last();
      expect(world.refusals()).toEqual(['other-workspace-user']);
      expect([world.chosen, world.heard]).toEqual([[], []]);
    });
  });

  it.each([
    ['done in a sister workspace', { team: { id: SISTER } }, 'other-workspace'],
    ['of another organisation', { enterprise: { id: 'E0FABRIKAM' } }, 'other-workspace'],
    ['by somebody of another organisation', { user: { team_id: 'E0FABRIKAM' } }, 'other-workspace-user'],
    ['of an installation for the whole organisation', { is_enterprise_install: true, team: null }, 'org-install'],
    ['of no workspace', { team: null }, 'other-workspace'],
  ])('a press %s is refused', async (_what, overlay, reason) => {
    await person('native').shortcut('queue', { overlay });
    await last();
    expect(world.refusals()).toEqual([reason]);
    expect(world.chosen).toEqual([]);
  });

  it('a command and an event of another workspace or of the whole organisation are refused', async () => {
    const native = person('native');
    await native.slash('/passwordless', 'queue', { overlay: { team_id: SISTER } });
    await native.slash('/passwordless', 'queue', { overlay: { is_enterprise_install: 'true' } });
    await native.say('hello', { overlay: { team_id: SISTER } });
    await native.say('hello', { overlay: { authorizations: [{ is_enterprise_install: true }] } });
    await last();
    expect(world.refusals()).toEqual(['other-workspace', 'org-install', 'other-workspace', 'org-install']);
    expect([world.chosen, world.heard]).toEqual([[], []]);
  });

  it('a stranger of another organisation stays one', async () => {
    await person('mallory').slash('/passwordless', 'queue');
    await last();
    expect(world.refusals()).toEqual(['other-workspace-user']);
  });
});

it('is not opened for another organisation than the settings say', async () => {
  await expect(openWorld({ enterpriseId: 'E0FABRIKAM' }, 'HTTP', { enterpriseId: ORGANISATION })).rejects.toThrow(
    'belongs to the organisation E0CONTOSO',
  );
});

it('is not opened where it was installed for the whole organisation', async () => {
  const local = { enterpriseId: ORGANISATION, wholeOrganisation: true };
  await expect(openWorld({}, 'HTTP', local)).rejects.toThrow('Keysmith belongs into one workspace');
});
