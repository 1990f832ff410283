import type { SeenMessage } from '../../src/demo/teams';
import { withoutEffect } from './effects';
import { type Scene, openScene } from './scene';
import { askForPass, linkSlack, numberFor, requestIn, sayApproved, createPass } from './steps';

/*
 * Tom lost his phone and has no usable method left. Priya, helpdesk agent, asks for a pass in Slack; Marcus decides.
 */
describe('an employee without a phone is back, with a passkey', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene.end());

  it('asked for by an agent in Slack, decided in Teams, opened, used, confirmed and gone', async () => {
    await linkSlack(scene, 'priya');
    await askForPass(scene, 'priya', 'tom');
    const [room] = scene.teams.conversations().filter((one) => one.name === 'Pass approvals');
    const marcus = scene.teams.person('marcus');
    const card = await marcus.waitFor('asks for a Temporary Access Pass', { conversationId: room!.id });
    await marcus.click(card, 'Approve');
    await scene.settle();

    // Every posted copy changes, and both are told.
    expect(marcus.messages(room!.id).at(-1)!.words).toContain('Approved by Marcus');
    const slackCopy = scene.slack.person('jonas').last('pass-approvals');
    expect(slackCopy.words).toContain('Approved by Marcus');
    expect(slackCopy.words).not.toContain('Deny');
    const tom = scene.teams.person('tom');
    const mine = await tom.waitFor('Your pass is approved');
    expect(scene.slack.person('priya').last().words).toContain('is approved');

    await openAndShow(mine);
    await registerAndConfirm();
    expect((await requestIn(scene, 'tom')).state).toBe('completed');
    expect(scene.tenant.world.livePasses()).toEqual([]);
    expect(
      tom
        .messages()
        .map(({ words }) => words)
        .join('\n'),
    ).toContain('the pass is deleted');
    expect(scene.slack.person('priya').last().words).toContain('completed');

    async function openAndShow(message: SeenMessage): Promise<void> {
      await tom.openDialog(message, 'Show my pass');
      const shown = await createPass(scene, 'tom');
      expect(shown.kind).toBe('dialog');
      expect(tom.dialog!.words).toMatch(/Works once/);
      const code = scene.tenant.world.livePasses();
      expect(code).toHaveLength(1);
    }

    async function registerAndConfirm(): Promise<void> {
      const { id } = scene.tenant.people.tom;
      scene.tenant.world.signInWithPass(id);
      expect(scene.tenant.world.registerPasskey(id, { platform: 'ios', via: 'app' })).toMatchObject({
        registered: true,
      });
      await scene.pass(1);
      const arrived = await tom.waitFor('Your new sign-in method is there');
      await tom.click(arrived, 'It is me');
      await scene.settle();
    }
  });

  it('answers a repeat of one opening calmly and alarms at another one', async () => {
    const approved = await sayApproved(scene, 'tom');
    const tom = scene.teams.person('tom');
    await tom.openDialog(approved, 'Show my pass');
    const first = tom.dialog!;
    await createPass(scene, 'tom', 'tom', { resend: 'new id' });
    const codes = scene.tenant.requests.filter(
      ({ method, path, status }) => method === 'POST' && path.includes('temporaryAccessPassMethods') && status === 201,
    );
    expect(codes).toHaveLength(1);
    expect(first.words).not.toContain('Works once');

    const { id: request, openings } = await requestIn(scene, 'tom');
    const again = async (opening: string): Promise<string> => {
      const data = { verb: 'pass.create', request, opening, pairing: numberFor(scene, 'tom') };
      const [answer] = await tom.invoke(approved, 'task/submit', { data });
      return JSON.stringify(answer?.body);
    };
    const { result } = await withoutEffect(scene, ['tom'], () => again(openings[0]!.id));
    expect(result).toContain('already shown');
    expect(await again('another-window')).not.toContain('Works once');
    await scene.settle();
    expect((await scene.teams.person('nadia').waitFor('opened from another window')).words).toContain('Tom Becker');
    expect(scene.tenant.world.livePasses()).toHaveLength(1);
  });

  it('goes on after the bot was down', async () => {
    const approved = await sayApproved(scene, 'tom');
    await scene.restart();
    const tom = scene.teams.person('tom');
    await tom.openDialog(approved, 'Show my pass');
    await createPass(scene, 'tom');
    expect(tom.dialog!.words).toMatch(/Works once/);
    await scene.restart();
    const { id } = scene.tenant.people.tom;
    scene.tenant.world.signInWithPass(id);
    scene.tenant.world.registerPasskey(id, { platform: 'ios', via: 'app' });
    await scene.pass(1);
    await tom.click(await tom.waitFor('Your new sign-in method is there'), 'It is me');
    await scene.settle();
    expect((await requestIn(scene, 'tom')).state).toBe('completed');
  });
});
