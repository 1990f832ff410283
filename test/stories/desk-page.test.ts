import { randomUUID } from 'node:crypto';
import type { SlackClient } from '../../src/demo/slack';
import { askedFor } from '../../src/bench/samples';
import { blockMistakes, viewMistakes } from '../../src/demo/slack/limits';
import { withoutEffect } from './effects';
import { openScene, type Scene } from './scene';
import { approvedPass, linkSlack } from './steps';

/*
 * Tom's page, as Priya sees it in Slack and in Teams: what is registered and whether it works, what stands in the way
 * of the rest, what happened, and what could not be read. It is read in one round trip and stays in no message.
 */

let scene: Scene;
let priya: SlackClient;
beforeAll(async () => {
  scene = await openScene();
  await linkSlack(scene, 'priya');
  priya = scene.slack.person('priya');
});
afterAll(() => scene.end());

async function page(who: string): Promise<string> {
  while (priya.modal() !== undefined) await priya.closeModal();
  await priya.slash('/passwordless', `lookup ${who}`);
  return (await priya.waitForModal('Sign-in name')).words;
}

/** The action id of the button that opens the verdict of this method. */
function details(method: string): string {
  const found = (priya.modal()?.blocks ?? []).flatMap(({ accessory }) => (accessory as Pressable | undefined) ?? []);
  return found.find(({ value }) => value?.includes(`"method":"${method}"`))?.action_id ?? 'no such button';
}

interface Pressable {
  value?: string;
  action_id: string;
}

const id = (key: keyof Scene['tenant']['people']) => scene.tenant.people[key].id;
const trips = (from: number) => scene.tenant.requests.slice(from).filter(({ path }) => path.endsWith('/$batch')).length;

describe('what is on it', () => {
  it('cold it takes two round trips, warm one; the agent is checked live each time', async () => {
    const cold = scene.tenant.requests.length;
    await page(id('lena'));
    expect(trips(cold)).toBe(2);
    const warm = scene.tenant.requests.length;
    await page(id('lena'));
    expect(trips(warm)).toBe(1);
    const others = scene.tenant.requests.slice(warm).filter(({ path }) => !path.endsWith('/$batch'));
    expect(
      others.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '').replace(id('priya'), '…')}`).sort(),
    ).toEqual(['GET /v1.0/users/…', 'POST /v1.0/users/…/checkMemberGroups']);
    await priya.closeModal();
  });

  it('methods with model, attestation, since when, and whether the policy lets them work', async () => {
    const { world } = scene.tenant;
    world.usePolicy('passkeys-for-all');
    world.registerSecurityKey(id('ida'), 'yubikey');
    world.usePolicy('profiles');
    const words = await page(id('ida'));
    expect(words).toMatch(
      /YubiKey 5[^\n]*· device-bound · (?:not )?attested · added [^\n]* · (usable|does not work: [^\n]* \(R-\d\d\))/,
    );
    expect(words).toMatch(/Windows Hello for Business · added [^\n]* · usable/);
    expect(words).toMatch(/Default method[:\n] ?(None chosen|Notification)[^\n]*\(report of /);
    await priya.closeModal();
  });

  it('one short line for each way to sign in, and the whole verdict behind it', async () => {
    const words = await page(id('noa'));
    const line = words.split('\n').findIndex((one) => one.includes('Passkey in Microsoft Authenticator'));
    expect(
      words
        .split('\n')
        .slice(line, line + 3)
        .join('\n'),
    ).toContain('✗ Not yet: ');
    expect(words).not.toMatch(/✗ [^\n]*[0-9a-f]{8}-[0-9a-f]{4}/);
    await priya.clickInModal(details('authenticator-passkey'));
    const verdict = await priya.waitForModal('In the way');
    expect(verdict.words).toContain('What to change:');
    expect(verdict.words).toContain('Who can: An Authentication Policy Administrator');
    expect(verdict.words).toMatch(/\(R-0\d\)/);
    expect(verdict.depth).toBe(2);
    await priya.closeModal();
    await priya.closeModal();
  });

  it('the last sign-ins with code, meaning and policies; changes of methods, and who made them', async () => {
    const { world } = scene.tenant;
    world.recordSignIn(id('gus'), 'Office 365', 50126, 'Invalid username or password.');
    const removed = world.methodsOf(id('gus')).find(({ kind }) => kind === 'phone')!;
    world.deleteMethod(id('gus'), removed.id, 'user');
    world.registerAuthenticator(id('gus'), 'ios');
    scene.clock.advance(5 * 60_000);
    const words = await page(id('gus'));
    expect(words).toContain('50126');
    expect(words).toContain('Admin deleted security info');
    expect(words).toContain('Changes of methods, last 30 days');
    await priya.closeModal();
  });

  it('requests with who decided, and the pass that is there', async () => {
    await approvedPass(scene, 'tom', 'ana');
    scene.tenant.world.createPass(id('tom'), 60, true);
    const words = await page(id('tom'));
    expect(words).toContain(`checked by ${scene.tenant.people.ana.displayName}`);
    expect(words).toContain(`approved by ${scene.tenant.people.lucia.displayName}`);
    expect(words).toContain('asked by themselves');
    expect(words).toMatch(/Pass[:\n] ?[^\n]*not made by Keysmith/);
    await priya.closeModal();
  });

  it('what could not be read, and which permission is missing', async () => {
    const { permissions } = scene.tenant.world;
    permissions.delete('AuditLog.Read.All');
    const words = await page(id('lena'));
    expect(words).toContain('Could not be read: recent sign-ins (AuditLog.Read.All is missing).');
    expect(words).toContain('Could not be read: the default method (AuditLog.Read.All is missing).');
    expect(words).not.toContain('Last sign-ins');
    permissions.add('AuditLog.Read.All');
    await priya.closeModal();
  });

  it('while the logs keep everybody waiting, or are throttled, the rest is there all the same', async () => {
    const { faults } = scene.tenant;
    for (const fault of [
      { kind: 'slow', ms: 30_000, path: '/auditLogs/**' },
      { kind: 'throttled', path: '/auditLogs/**' },
    ] as const) {
      faults.set(fault);
      const words = await page(id('lena'));
      faults.clear();
      expect(words).toContain('Microsoft Authenticator app');
      expect(words).toContain('Could not be read: recent sign-ins.');
      expect(words).toContain('This account has a recent history that could not be read.');
    }
  });

  it('Refresh shows what is there now, in the same window; each look is on record', async () => {
    await page(id('omar'));
    scene.tenant.world.registerPasskey(id('omar'), { platform: 'android' });
    await priya.clickInModal('Refresh');
    const again = await priya.waitForModal('Authenticator Passkey');
    expect(again.depth).toBe(1);
    await priya.closeModal();
    const rows = await scene.app.store.ledger.auditOf(`person:${id('omar')}`);
    expect(rows.filter(({ act }) => act === 'person.viewed')).toHaveLength(2);
  });

  it('in no message of Slack or Teams, also when no window can be opened', async () => {
    const { result: told } = await withoutEffect(
      scene,
      ['priya'],
      async () => {
        await priya.slash('/passwordless', `lookup ${id('omar')}`, { overlay: { trigger_id: 'gone' } });
        return priya.waitFor('I could not open the window in time.');
      },
      { audit: ['person.viewed'] },
    );
    expect(told.words).not.toContain('Sign-in methods');
    expect(
      priya
        .messages()
        .map(({ words }) => words)
        .join('\n'),
    ).not.toContain('What they can set up');
  });

  it('the same in a Teams dialog, with the verdict and the way back', async () => {
    const teams = scene.teams.person('priya');
    await teams.say(`lookup ${scene.tenant.people.noa.upn}`);
    const shown = JSON.stringify(await teams.openDialog(teams.last(), 'Show'));
    expect(shown).toContain('What they can set up');
    const verdict = JSON.stringify(await teams.submitDialog('Details', {}));
    expect(verdict).toMatch(/\(R-\d\d/);
    expect(JSON.stringify(await teams.submitDialog('Back to the page', {}))).toContain('Last sign-ins');
  });
});

describe('with the longest there is', () => {
  const longest = '王'.repeat(100) + ' (Wáng Xiǎo)'.padEnd(20, 'x');

  beforeAll(() => {
    const { world } = scene.tenant;
    const who = id('yuki');
    world.rename(who, longest);
    world.person(who).jobTitle = 'J'.repeat(120);
    world.person(who).department = 'Ж'.repeat(120);
    for (let number = 0; number < 10; number += 1) {
      world.addMethod(who, {
        kind: 'passkey',
        id: `key-${String(number)}`,
        createdAt: scene.clock.now(),
        displayName: `鍵 ${String(number)} ${'长'.repeat(110)}`,
        aaGuid: randomUUID(),
        model: 'M'.repeat(120),
        passkeyType: 'deviceBound',
        attested: false,
      });
    }
    for (let number = 0; number < 200; number += 1) {
      const group = randomUUID();
      world.groups.set(group, {
        id: group,
        displayName: `組 ${String(number)} ${'グ'.repeat(110)}`,
        description: '',
        isAssignableToRole: number % 10 === 0,
        createdAt: scene.clock.now(),
        members: new Set([who]),
        owners: new Set([who]),
      });
    }
    for (let number = 0; number < 10; number += 1)
      world.recordSignIn(who, `App ${'a'.repeat(110)}`, 50126, 'f'.repeat(300));
    for (let number = 0; number < 12; number += 1) world.joinComputer(who).displayName = 'D'.repeat(120);
    scene.clock.advance(5 * 60_000);
  });

  const sound = () => {
    const modal = priya.modal()!;
    expect(viewMistakes(modal.view)).toEqual([]);
    expect(modal.words).not.toMatch(/more, not shown here/);
    return modal;
  };

  it('the page fits in Slack and in Teams, and everything that is not on it has a button', async () => {
    const words = await page(id('yuki'));
    expect(sound().view).toBeDefined();
    for (const all of [/Show all 1[0-9]/, /There are 20\d\./]) expect(words).toMatch(all);
    await priya.closeModal();
    const teams = scene.teams.person('priya');
    await teams.say(`lookup ${id('yuki')}`);
    expect(JSON.stringify(await teams.openDialog(teams.last(), 'Show'))).toContain('Sign-in methods');
  });

  it('every part can be turned to its end, in the window that is open', async () => {
    await page(id('yuki'));
    for (const section of ['marks', 'methods', 'requests', 'ready', 'sign-ins', 'changes', 'devices', 'groups']) {
      await priya.closeModal();
      await page(id('yuki'));
      const button = priya.modal()!.view['blocks'] as { elements?: { value?: string; action_id: string }[] }[];
      const found = button
        .flatMap(({ elements = [] }) => elements)
        .find(({ value }) => value?.includes(`"section":"${section}"`));
      if (found === undefined) continue;
      await priya.clickInModal(found.action_id);
      let seen = (await priya.waitForModal('Back to the page')).words;
      for (let turns = 0; seen.includes('[Next]') && turns < 30; turns += 1) {
        sound();
        const range = /\d+ to \d+ of \d+\./.exec(seen)?.[0] ?? '';
        await priya.clickInModal('Next');
        seen = (await priya.waitForModal(new RegExp(`^(?![\\s\\S]*${range.replace('.', '\\.')})[\\s\\S]*to \\d+ of`)))
          .words;
      }
      const [, last, of] = /(\d+) of (\d+)\.\n/.exec(seen) ?? [];
      expect([section, last]).toEqual([section, of]);
      expect(sound().depth).toBe(1);
    }
    await priya.closeModal();
  });

  it('a verdict with everything in the way fits, too', async () => {
    await page(id('yuki'));
    await priya.clickInModal(details('security-key'));
    await priya.waitForModal('Back to the page');
    sound();
    await priya.closeModal();
    await priya.closeModal();
  });

  it('25 open requests are turned over in the App Home and in the chat', async () => {
    for (let number = 0; number < 25; number += 1)
      await scene.app.store.ledger.commit(askedFor(`queue-${String(number)}`, scene.clock.now().getTime()));
    await linkSlack(scene, 'marcus');
    const marcus = scene.slack.person('marcus');
    await marcus.slash('/passwordless', 'queue');
    const first = await marcus.waitFor('oldest first');
    expect(blockMistakes(first.blocks, 'message')).toEqual([]);
    await marcus.click(first, 'Next');
    await marcus.waitFor(/\d+ to 2\d of 2\d, oldest first/);
  });
});
