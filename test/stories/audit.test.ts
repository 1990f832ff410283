import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { audit } from '../../src/audit';
import type { PersonKey } from '../../src/demo/tenant';
import type { AuditEntry } from '../../src/services/ports';
import { type Scene, openScene } from './scene';
import {
  askForPass,
  confirmPage,
  createPass,
  linkSlack,
  needAPass,
  openPass,
  requestIn,
  teamsCard,
  vouch,
} from './steps';

/*
 * Afterwards somebody asks what happened. The record tells each step with who, where, when and on which facts, without
 * a name or a word that anybody typed, and it can be checked without the bot.
 */

let scene: Scene;
let folder: string;
let rows: readonly AuditEntry[];

const idOf = (who: PersonKey): string => scene.tenant.people[who].id;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keysmith-audit-story-'));
  await audit(['keygen', key()], {}, () => undefined);
  scene = await openScene({ env: { AUDIT_SEAL_KEY_PATH: key() } });
  for (const agent of ['priya', 'jonas'] as const) await linkSlack(scene, agent);
  await askForPass(scene, 'priya', 'tom');
  const { browser, page } = await confirmPage(scene, 'jonas', 'tom');
  await browser.submit(page);
  await scene.settle();
  await openAndRegister();
  rows = await scene.app.store.ledger.auditOf((await requestIn(scene, 'tom')).id);
});
afterAll(async () => {
  await scene.end();
  rmSync(folder, { recursive: true, force: true });
});

async function openAndRegister(): Promise<void> {
  const tom = scene.teams.person('tom');
  await openPass(scene, 'tom');
  await createPass(scene, 'tom');
  await tom.submitDialog('I have it');
  scene.tenant.world.signInWithPass(idOf('tom'));
  scene.tenant.world.registerPasskey(idOf('tom'), { platform: 'ios', via: 'app' });
  await scene.pass(1);
  await tom.click(await tom.waitFor('Your new sign-in method is there'), 'It is me');
  await scene.settle();
}

function key(): string {
  return join(folder, 'seal.pem');
}

async function verify(...more: string[]): Promise<{ readonly code: number; readonly said: string }> {
  let said = '';
  const environment = { DATABASE_URL: `sqlite:${scene.databasePath}` };
  const code = await audit(['verify', '--key', `${key()}.pub`, ...more], environment, (text) => {
    said += text;
  });
  return { code, said };
}

it('tells every step of the request, with who did it and where', () => {
  expect(rows.map(({ act, actor, channel }) => [act, actor, channel])).toEqual([
    ['request.asked', idOf('priya'), 'slack'],
    ['decision.intended', idOf('jonas'), 'slack'],
    ['request.approved', idOf('jonas'), 'slack'],
    ['pass.opening', idOf('tom'), 'teams'],
    ['pass.created', 'keysmith', 'system'],
    ['pass.seen', idOf('tom'), 'teams'],
    ['method.appeared', 'keysmith', 'system'],
    ['method.confirmed', idOf('tom'), 'teams'],
    ['pass.deleted', 'keysmith', 'system'],
    ['request.completed', 'keysmith', 'system'],
  ]);
});

it('with the facts that each decision rested on', () => {
  const [asked, intended, approved] = rows;
  expect(asked?.facts).toMatchObject({
    target: idOf('tom'),
    reason: 'broken-authenticator',
    proofs: ['agent:in-person'],
    risk: 'standard',
  });
  expect(asked?.facts['factsAgeMs']).toBeLessThan(30_000);
  expect(intended?.facts).toMatchObject({ decision: 'approve', risk: 'standard' });
  expect(approved?.facts).toMatchObject({ state: 'approved', confirmed: true, risk: 'standard' });
  expect(approved?.facts['actorGroups']).toContain(scene.tenant.groups.approvers);
  const times = rows.map(({ at }) => at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

it('with how it was known who they are: Teams, a linked Slack account, and the sign-in to Entra', () => {
  const of = (act: string): unknown => rows.find((row) => row.act === act)?.facts['identity'];
  expect(of('request.asked')).toMatchObject({ how: 'slack-signature+link', slackUser: 'U0PRIYA' });
  expect(of('decision.intended')).toMatchObject({ how: 'slack-signature+link', slackUser: 'U0JONAS' });
  expect(of('request.approved')).toMatchObject({ how: 'entra-step-up', acrs: [scene.tenant.stepUpContext] });
  expect(of('pass.opening')).toEqual({ how: 'teams-jwt' });
  expect(of('pass.created')).toBeUndefined();
  const confirmed = rows.find(({ act }) => act === 'request.approved')?.facts['identity'];
  const authTime = z.object({ authTime: z.number() }).parse(confirmed).authTime;
  expect(Math.abs(authTime - (rows[2]?.at ?? 0))).toBeLessThan(5 * 60_000);
});

it('names nobody and holds no code', () => {
  const written = JSON.stringify(rows);
  for (const who of ['tom', 'priya', 'jonas', 'ana'] as const) {
    expect(written).not.toContain(scene.tenant.people[who].displayName);
    expect(written).not.toContain(scene.tenant.people[who].upn);
  }
  expect(written).not.toMatch(/temporaryAccessPass"|code":"[^"]{8}/i);
});

it('links and views are on record as well', async () => {
  const { ledger } = scene.app.store;
  expect((await ledger.auditOf('link:U0PRIYA')).map(({ act }) => act)).toEqual(['slack.linked']);
  expect((await ledger.auditOf(`person:${idOf('tom')}`)).map(({ act, actor }) => [act, actor])).toEqual([
    ['person.viewed', idOf('priya')],
  ]);
});

it('a denial keeps its reason apart: the record has its hash only', async () => {
  await needAPass(scene, 'aoife', 'Please hurry.');
  await vouch(scene, 'ida', 'aoife');
  const { browser, page } = await confirmPage(scene, 'jonas', 'aoife', 'Come to the desk, please.');
  await browser.submit(page);
  await scene.settle();
  const request = await requestIn(scene, 'aoife');
  const denied = await scene.app.store.ledger.auditOf(request.id);
  expect(denied.map(({ act }) => act)).toEqual([
    'request.asked',
    'request.proved',
    'decision.intended',
    'request.denied',
  ]);
  expect(JSON.stringify(denied)).not.toMatch(/hurry|Come to the desk/);
  expect(denied.at(-1)?.facts['reasonHash']).toBe(request.denied?.reasonHash);
  expect(await scene.app.store.ledger.words(request.denied?.reasonHash ?? '')).toBe('Come to the desk, please.');
});

it('`npm run audit -- verify` finds everything as Keysmith wrote it, seals and all', async () => {
  await scene.app.store.seals.seal(scene.clock.now().getTime());
  const { code, said } = await verify();
  expect(said).toContain('0 rows wait to be sealed.');
  expect(said).toContain('Checked the signatures: 1 of 1 are right.');
  expect(said).toContain('Everything is as Keysmith wrote it.');
  expect(code).toBe(0);
});

it('and after a restart the story goes on in the same chain', async () => {
  await scene.restart();
  await needAPass(scene, 'gus');
  const marcus = scene.teams.person('marcus');
  const card = teamsCard(scene, 'marcus', 'gus', '[That is not them]');
  await scene.restart();
  await marcus.click(card, 'That is not them');
  await scene.settle();
  const acts = (await scene.app.store.ledger.auditOf((await requestIn(scene, 'gus')).id)).map(({ act }) => act);
  expect(acts).toEqual(['request.asked', 'request.not-vouched']);
  await scene.app.store.seals.seal(scene.clock.now().getTime());
  expect((await verify()).code).toBe(0);
});
