import { onEngine } from '../store/engines';
import { type Replicas, openReplicas } from './replicas';
import type { Scene } from './scene';
import {
  approvalRoom,
  askForPass,
  createPass,
  linkSlack,
  needAPass,
  openPass,
  passesMade,
  requestIn,
  saidBy,
  slackCard,
  teamsCard,
  vouch,
} from './steps';

/*
 * Two replicas on one PostgreSQL behind a balancer that gives each request to the other one: no step of a story may
 * rest on what one process remembers.
 */
onEngine('postgres', ({ another }) => {
  let replicas: Replicas;
  let scene: Scene;

  beforeAll(async () => {
    replicas = await openReplicas(await another());
    scene = replicas.scene;
  }, 60_000);
  afterAll(() => replicas.end());

  async function actsOf(target: 'tom' | 'gus' | 'aoife'): Promise<readonly string[]> {
    return (await scene.app.store.ledger.auditOf((await requestIn(scene, target)).id)).map(({ act }) => act);
  }

  it('share one story: linked, asked for in Slack, approved and opened in Teams, registered, completed', async () => {
    await linkSlack(scene, 'priya');
    await askForPass(scene, 'priya', 'tom');
    const room = scene.teams.person('marcus').messages(approvalRoom(scene));
    expect(room.filter(({ words }) => words.includes('[Approve]'))).toHaveLength(1);
    await scene.teams
      .person('marcus')
      .click(teamsCard(scene, 'marcus', 'tom', '[Approve]', approvalRoom(scene)), 'Approve');
    await scene.settle();
    const tom = scene.teams.person('tom');
    await openPass(scene, 'tom');
    await createPass(scene, 'tom');
    expect(tom.dialog?.words).toContain('Works once, until');
    const { id } = scene.tenant.people.tom;
    scene.tenant.world.signInWithPass(id);
    scene.tenant.world.registerPasskey(id, { platform: 'ios', via: 'app' });
    scene.clock.advance(60_000);
    await scene.settle();
    await tom.click(await tom.waitFor('Your new sign-in method is there'), 'It is me');
    await scene.settle();
    expect((await requestIn(scene, 'tom')).state).toBe('completed');
    expect(scene.tenant.world.livePasses()).toEqual([]);
    expect(slackCard(scene, 'priya', 'tom', 'pass-approvals').words).toContain('completed');
    const { second, balancer, work } = replicas;
    for (const origin of [scene.app.url, second.url]) expect(balancer.given.get(origin)).toBeGreaterThan(3);
    expect(work.first).toBeGreaterThan(0);
    expect(work.second).toBeGreaterThan(0);
  });

  it('approve pressed in both at the same time: one decision, the other is told who was first', async () => {
    await needAPass(scene, 'aoife');
    await vouch(scene, 'ida', 'aoife');
    const [marcus, jonas] = [scene.teams.person('marcus'), scene.teams.person('jonas')];
    const card = teamsCard(scene, 'marcus', 'aoife', '[Approve]', approvalRoom(scene));
    const answers = (await Promise.all([marcus.click(card, 'Approve'), jonas.click(card, 'Approve')])).map(saidBy);
    await scene.settle();
    expect(answers.filter((words) => words.includes('You approved the pass'))).toHaveLength(1);
    expect(answers.filter((words) => words.includes('already decided'))).toHaveLength(1);
    expect((await requestIn(scene, 'aoife')).approvals).toHaveLength(1);
    expect((await actsOf('aoife')).filter((act) => act === 'request.approved')).toHaveLength(1);
    const told = scene.teams
      .person('aoife')
      .messages()
      .filter(({ words }) => words.includes('[Show my pass]'));
    expect(told).toHaveLength(1);
  });

  it('"Create and show" that Teams sends twice, one to each: one pass, shown once', async () => {
    const before = passesMade(scene);
    await openPass(scene, 'aoife');
    const pressed = await createPass(scene, 'aoife', 'aoife', { resend: 'new id' });
    const words = [pressed, ...pressed.repeats].map(saidBy);
    expect(passesMade(scene)).toBe(before + 1);
    expect(words.filter((one) => one.includes('Works once'))).toHaveLength(1);
    expect(words.filter((one) => one.includes('already shown'))).toHaveLength(1);
    expect((await actsOf('aoife')).filter((act) => act === 'pass.created')).toHaveLength(1);
  });

  it('one of them goes away in the middle: the other ends what it began', async () => {
    await needAPass(scene, 'gus');
    await replicas.second.stop();
    replicas.balancer.between([scene.app.url]);
    Object.assign(scene, {
      settle: async () => {
        for (let idle = 0; idle < 2;) idle = (await scene.app.worker.once()) === 0 ? idle + 1 : 0;
      },
    });
    await vouch(scene, 'marcus', 'gus');
    const lucia = scene.teams.person('lucia');
    await lucia.click(teamsCard(scene, 'lucia', 'gus', '[Approve]', approvalRoom(scene)), 'Approve');
    await scene.settle();
    await scene.teams.person('gus').waitFor('[Show my pass]');
  });
});
