import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '../../src/audit';
import { BrowserKey } from '../../src/channels/web/browser-key';
import type { PersonKey } from '../../src/demo/tenant';
import { hashOf } from '../../src/services/tickets';
import { openRaw } from '../contracts/store-raw';
import { linesOf, withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { askForPass, linkSlack, needAPass, requestIn, vouch } from './steps';

/*
 * An insider with the database in their hands worked once; long and odd words held from the start.
 */

let scene: Scene;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keysmith-impostor-'));
  await audit(['keygen', join(folder, 'seal.pem')], {}, () => undefined);
  scene = await openScene({ env: { AUDIT_SEAL_KEY_PATH: join(folder, 'seal.pem') } });
});
afterAll(async () => {
  await scene.end();
  rmSync(folder, { recursive: true, force: true });
});

const idOf = (key: PersonKey): string => scene.tenant.people[key].id;

/** A browser that has never been at Entra, with a cookie that somebody made up. */
function impostorsBrowser(nonce: string) {
  const key = BrowserKey.make(hashOf(nonce));
  const address = `${scene.app.url}/confirm/${nonce}`;
  const cookie = `keysmith-${key.tag}=${nonce}.${key.value}.`;
  const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
  return {
    key,
    look: async () => (await fetch(address, { headers })).text(),
    finish: async (version: number) => {
      const body = new URLSearchParams({ step: 'finish', token: key.formToken, version: String(version) });
      return (await fetch(address, { method: 'POST', headers, body, redirect: 'manual' })).text();
    },
  };
}

describe('whoever writes to the database', () => {
  it('confirms no decision with a ticket and a sign-in that never were', async () => {
    await needAPass(scene, 'tom');
    await vouch(scene, 'ana', 'tom');
    const request = await requestIn(scene, 'tom');
    const nonce = 'A'.repeat(32);
    const browser = impostorsBrowser(nonce);
    const at = scene.clock.now().getTime();
    const purpose = {
      kind: 'confirm',
      person: idOf('marcus'),
      request: request.id,
      version: request.version,
      decision: 'approve',
    };
    const session = {
      hash: browser.key.hash,
      ticket: hashOf(nonce),
      entra: { person: idOf('marcus'), authTime: at, acrs: [scene.tenant.stepUpContext] },
      expiresAt: at + 600_000,
    };
    const raw = await openRaw(`sqlite:${scene.databasePath}`);
    await raw.run('insert into tickets (hash, purpose, expires_at) values (?, ?, ?)', [
      hashOf(nonce),
      JSON.stringify(purpose),
      at + 600_000,
    ]);
    await raw.run('insert into sessions (hash, body, expires_at) values (?, ?, ?)', [
      browser.key.hash,
      JSON.stringify(session),
      at + 600_000,
    ]);
    await raw.close();
    expect(await browser.look()).not.toContain('Tom');
    await browser.finish(request.version);
    expect(await requestIn(scene, 'tom')).toMatchObject({ state: 'awaiting-approval', approvals: [] });
    expect(linesOf(scene).map(({ event }) => event)).toContain('store.ticket-forged');
  });

  it('makes nobody an agent with a link that never was: the Slack account is told to link first', async () => {
    const jonas = scene.slack.person('jonas');
    const raw = await openRaw(`sqlite:${scene.databasePath}`);
    await raw.run('insert into links (team, account, person, at) values (?, ?, ?, ?)', [
      scene.slack.teamId,
      'U0JONAS',
      idOf('priya'),
      scene.clock.now().getTime(),
    ]);
    await raw.close();
    const { noted } = await withoutEffect(scene, ['jonas'], async () => {
      await jonas.slash('/passwordless', `lookup ${scene.tenant.people.tom.upn}`);
      await jonas.waitFor(/link/i);
    });
    expect(noted).toEqual(['store.link-forged:']);
    expect(await scene.app.store.links.accountOf(idOf('priya'))).toBeUndefined();
  });
});

describe('words as long and as odd as the door lets through', () => {
  it('reach whoever has to answer them', async () => {
    await linkSlack(scene, 'priya');
    await askForPass(scene, 'priya', 'aoife');
    const request = await requestIn(scene, 'aoife');
    for (const filler of ['<', '&', '*', '\u{1F600}', 'x ']) {
      const what = filler.repeat(2_000 / filler.length);
      const person = scene.teams.person('marcus');
      const message = person.messages().find(({ from }) => from === 'bot')!;
      const send = async (data: object) => {
        const [answer] = await person.invoke(message, 'task/submit', { data });
        await scene.settle();
        return JSON.stringify(answer?.body);
      };
      expect(await send({ verb: 'pass.changes', request: request.id, what })).toContain('has been asked');
      const slack = scene.slack.person('priya');
      const card = await slack.waitFor('want to know more');
      await slack.click(card, 'Change my request');
      await slack.waitForModal('Change your request');
      await slack.submit({ 'What the approvers should know': what.slice(0, 500) });
      await scene.quiet();
      await scene.settle();
      expect((await requestIn(scene, 'aoife')).changesAsked).toBeUndefined();
    }
  });
});
