import { type Scene, openScene } from './scene';
import {
  approvalRoom,
  approvedPass,
  approveInTeams,
  createPass,
  linkSlack,
  needAPass,
  openPass,
  requestIn,
  saidBy,
  slackCard,
  teamsCard,
  vouch,
} from './steps';

/*
 * TAP_DRY_RUN: the whole way to a pass, and nothing is written to Entra. Everything that concerns a pass says so.
 */

let scene: Scene;
let writes: string[];
beforeAll(async () => {
  scene = await openScene({ env: { TAP_DRY_RUN: 'true' } });
  await linkSlack(scene, 'priya');
  writes = [];
  scene.tenant.onRequest(({ method, path }) => {
    if (method !== 'GET' && !/\$batch|checkMemberGroups/.test(path)) writes.push(`${method} ${path}`);
  });
});
afterAll(() => scene.end());

const methodsOf = (): unknown => [...scene.tenant.world.people.keys()].map((id) => scene.tenant.world.methodsOf(id));

it('goes the whole way, marked everywhere, and writes nothing to Entra', async () => {
  const before = JSON.stringify(methodsOf());
  const tom = scene.teams.person('tom');
  await approvedPass(scene, 'tom', 'ana');
  const copies = [
    teamsCard(scene, 'lucia', 'tom', 'Approved by', approvalRoom(scene)).words,
    slackCard(scene, 'priya', 'tom', 'pass-approvals').words,
    teamsCard(scene, 'ana', 'tom', 'Temporary Access Pass').words,
    (await tom.waitFor('[Show my pass]')).words,
  ];
  for (const words of copies) expect(words).toContain('Dry run');
  await openPass(scene, 'tom');
  expect(tom.dialog?.words).toContain('Dry run: Ready when you are');
  expect(saidBy(await createPass(scene, 'tom'))).toContain('Dry run: no pass was made');
  await scene.pass(26 * 60);
  expect(JSON.stringify(methodsOf())).toBe(before);
  expect(scene.tenant.world.livePasses()).toEqual([]);
  expect(writes).toEqual([]);
  const request = await requestIn(scene, 'tom');
  expect(request).toMatchObject({ state: 'revoked', revokedWhy: 'dry-run' });
  const rows = await scene.app.store.ledger.auditOf(request.id);
  expect(rows.map(({ act }) => act)).toContain('pass.dry-run');
  for (const { act, facts } of rows) expect([act, facts['dryRun']]).toEqual([act, true]);
});

it('may be rehearsed again at once: it was not counted', async () => {
  for (let again = 0; again < 4; again += 1) {
    await approvedPass(scene, 'gus', 'marcus');
    await openPass(scene, 'gus');
    expect(saidBy(await createPass(scene, 'gus'))).toContain('Dry run: no pass was made');
    await scene.settle();
  }
});

it('says so when something is refused, stopped or denied, too', async () => {
  await needAPass(scene, 'hana');
  await vouch(scene, 'ana', 'hana');
  const lucia = scene.teams.person('lucia');
  const card = teamsCard(scene, 'lucia', 'hana', '[Deny]', approvalRoom(scene));
  await lucia.openDialog(card, 'Deny');
  expect(lucia.dialog?.words).toContain('Dry run: Deny this request');
  await approveInTeams(scene, 'lucia', 'hana');
  expect(writes).toEqual([]);
});
