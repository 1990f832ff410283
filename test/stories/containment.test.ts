import type { PersonKey } from '../../src/demo/tenant';
import { withoutEffect } from './effects';
import { type Scene, type SceneOptions, openScene } from './scene';
import {
  addressIn,
  chatOf,
  createPass,
  linkSlack,
  requestIn,
  saidBy,
  sayApproved,
  sendAnything,
  wordsOn,
} from './steps';

/*
 * Somebody else got at Tom's pass and added a passkey and a number. Tom, or a security contact (Nadia), says so, and
 * what was added goes, with all sessions; what Tom had before stays.
 */

let scene: Scene;
afterEach(() => scene.end());

const id = (key: PersonKey): string => scene.tenant.people[key].id;
const kinds = (): string[] => scene.tenant.world.methodsOf(id('tom')).map(({ kind }) => kind);
const written = (ending: string) =>
  scene.tenant.requests.filter(({ method, path }) => method !== 'GET' && path.includes(ending));
const removed = () => [...written('/fido2Methods/'), ...written('/microsoftAuthenticatorMethods/')];

/** The pass is opened, and with it an attacker adds a passkey and Authenticator. */
async function attacked(options?: SceneOptions): Promise<string> {
  scene = await openScene(options);
  const approved = await sayApproved(scene, 'tom');
  await scene.teams.person('tom').openDialog(approved, 'Show my pass');
  await createPass(scene, 'tom');
  scene.tenant.world.signInWithPass(id('tom'));
  scene.tenant.world.registerPasskey(id('tom'), { platform: 'android' });
  scene.tenant.world.registerAuthenticator(id('tom'), 'android');
  await scene.pass(1);
  return (await requestIn(scene, 'tom')).id;
}

async function reported(options?: SceneOptions): Promise<string> {
  const request = await attacked(options);
  const tom = scene.teams.person('tom');
  await tom.click(await tom.waitFor('Your new sign-in method is there'), 'This was not me');
  await scene.settle();
  return request;
}

describe('the watch', () => {
  it('tells the target, whoever asked and the manager of each method, also after completion', async () => {
    await attacked();
    for (const key of ['priya', 'ana'] as const) {
      expect(chatOf(scene, key)).toContain('A sign-in method was added for Tom Becker');
      expect(chatOf(scene, key)).toContain('[That was not them]');
    }
    const tom = scene.teams.person('tom');
    await tom.click(await tom.waitFor('Authenticator Passkey'), 'It is me');
    await scene.settle();
    expect((await requestIn(scene, 'tom')).state).toBe('completed');
    scene.tenant.world.registerSecurityKey(id('tom'));
    await scene.pass(20);
    for (const key of ['tom', 'priya', 'ana'] as const) expect(chatOf(scene, key)).toContain('Security key');
    await tom.click(
      tom.messages().findLast((message) => message.words.includes('Security key'))!,
      'This was not me',
    );
    await scene.settle();
    expect(chatOf(scene, 'tom')).toContain('(you said it is yours)');
    expect(chatOf(scene, 'nadia')).toContain('(Tom Becker said it is theirs)');
  });

  it('does not let the manager go untold because the directory did not answer', async () => {
    scene = await openScene();
    const approved = await sayApproved(scene, 'tom');
    await scene.teams.person('tom').openDialog(approved, 'Show my pass');
    await createPass(scene, 'tom');
    scene.tenant.world.signInWithPass(id('tom'));
    scene.tenant.world.registerPasskey(id('tom'), { platform: 'ios' });
    scene.tenant.faults.set({ kind: 'broken', method: 'GET', path: '/users/*/manager' });
    await scene.pass(1);
    expect(chatOf(scene, 'tom')).not.toContain('Your new sign-in method is there');
    scene.tenant.faults.clear();
    await scene.pass(1);
    for (const key of ['tom', 'ana'] as const) expect(chatOf(scene, key)).toContain('Authenticator Passkey - iPhone');
  });

  it('calls the security contact with who said what, and what was added since; to the target it says "you"', async () => {
    await reported();
    expect(chatOf(scene, 'nadia')).toContain(
      'About the Temporary Access Pass for Tom Becker: Tom Becker said "This was not me".',
    );
    expect(chatOf(scene, 'nadia')).toMatch(
      /Added since the pass was opened: Authenticator Passkey.*, Microsoft Authenticator/,
    );
    expect(chatOf(scene, 'tom')).toContain(
      'About the Temporary Access Pass for Tom Becker: you said "This was not me".',
    );
    expect(chatOf(scene, 'tom')).toContain('A security contact looks at it with you and lifts the stop.');
    expect(chatOf(scene, 'nadia')).not.toContain('looks at it with you');
    expect(chatOf(scene, 'tom').split('[Remove what was added and end all sessions]')).toHaveLength(2);
  });

  it('"It is me" about notifications only is noted, says why, and ends nothing; the passkey does', async () => {
    await attacked();
    const tom = scene.teams.person('tom');
    const app = tom.messages().findLast((message) => message.words.includes('Microsoft Authenticator on'))!;
    const stale = structuredClone(app);
    expect(saidBy(await tom.click(app, 'It is me'))).toContain('is not a way to sign in without a password');
    await scene.settle();
    const { result } = await withoutEffect(scene, ['tom'], () => tom.clickStale(stale, 'It is me'));
    expect(`${saidBy(result)} ${tom.last().words}`).toContain('is not a way to sign in without a password');
    expect((await requestIn(scene, 'tom')).state).toBe('open');
    expect(kinds()).toContain('pass');
    await tom.click(
      tom.messages().findLast((message) => message.words.includes('Authenticator Passkey'))!,
      'It is me',
    );
    await scene.settle();
    expect((await requestIn(scene, 'tom')).state).toBe('completed');
  });
});

describe('"Remove what was added and end all sessions"', () => {
  it('on the target’s word in Teams: what was added goes, older methods stay, sessions end, once', async () => {
    const request = await reported();
    expect(removed()).toEqual([]);
    const tom = scene.teams.person('tom');
    const card = tom
      .messages()
      .findLast((message) => message.words.includes('[Remove what was added and end all sessions]'))!;
    expect(saidBy(await tom.click(card, 'Remove what was added and end all sessions'))).toContain(
      'Older methods stay.',
    );
    await scene.settle();
    expect(kinds()).toEqual(['password']);
    expect([removed().length, written('/revokeSignInSessions').length]).toEqual([2, 1]);
    const acts = (await scene.app.store.ledger.auditOf(request)).map(({ act }) => act);
    const from = acts.indexOf('containment.ordered');
    expect(acts.slice(from)).toEqual([
      'containment.ordered',
      'method.removing',
      'method.removed',
      'method.removing',
      'method.removed',
      'sessions.revoking',
      'sessions.revoked',
      'containment.finished',
    ]);
    // The alarm cards of everybody show the result, and nothing is offered twice.
    for (const key of ['tom', 'nadia'] as const) {
      const alarm = scene.teams
        .person(key)
        .messages()
        .findLast((message) => message.words.includes('This has been looked at'))!;
      expect(alarm.words).toContain('All sessions are ended.');
      expect(alarm.words).not.toContain('[Remove what was added');
    }
    const { result } = await withoutEffect(scene, ['tom'], () =>
      sendAnything(scene, 'tom', { verb: 'method.contain', request }),
    );
    expect(result).toContain('being done already, or it is done');
  });

  it('on a security contact’s word in Slack: only after Entra has confirmed it is them', async () => {
    const request = await attacked();
    await linkSlack(scene, 'nadia');
    const tom = scene.teams.person('tom');
    await tom.click(await tom.waitFor('Your new sign-in method is there'), 'This was not me');
    await scene.settle();
    const nadia = scene.slack.person('nadia');
    const alarm = await nadia.waitFor(/Please look at this now/);
    expect(alarm.words).toContain('You can lift the stop in Teams: press Lift the stop in my message there');
    await nadia.click(alarm, 'Remove what was added and end all sessions');
    const modal = await nadia.waitForModal('Confirm with Microsoft Entra');
    expect(removed()).toEqual([]);
    const browser = scene.signin.asPerson('nadia');
    const page = await browser.submit(await browser.open(addressIn(modal.blocks)));
    expect(wordsOn(page)).toContain('Remove what was added for Tom Becker, and end all sessions');
    expect(wordsOn(page)).toContain('Authenticator Passkey');
    expect(wordsOn(page)).toMatch(/Pass opened \d\d:\d\d/);
    expect(wordsOn(page)).not.toContain('UTC');
    expect(removed()).toEqual([]);
    await browser.submit(page);
    await scene.settle();
    expect(kinds()).toEqual(['password']);
    expect((await scene.app.store.ledger.request(request))?.containment).toMatchObject({ by: id('nadia') });
  });

  it('goes on after a lost answer and a crash, and asks for nothing twice', async () => {
    const request = await reported();
    scene.tenant.faults.set({
      kind: 'lost',
      method: 'DELETE',
      path: '/users/*/authentication/fido2Methods/*',
      times: 1,
    });
    await sendAnything(scene, 'tom', { verb: 'method.contain', request });
    await scene.restart();
    await scene.pass(2);
    expect(removed()).toHaveLength(2);
    expect(kinds()).toEqual(['password']);
    expect((await scene.app.store.ledger.request(request))?.containment?.finishedAt).toBeDefined();

    // A session that was out already adds one more: it is reported, and goes the same way.
    const { world, clock } = { world: scene.tenant.world, clock: scene.clock };
    const [known] = world.methodsOf(id('ana')).filter(({ kind }) => kind === 'passkey');
    world.addMethod(id('tom'), { ...known!, id: 'one-more-key', createdAt: clock.now() });
    await scene.pass(16);
    expect(chatOf(scene, 'ana').match(/A sign-in method was added for Tom Becker/g)).toHaveLength(3);
    await sendAnything(scene, 'nadia', { verb: 'method.contain', request });
    expect(kinds()).toEqual(['password']);
    await withoutEffect(scene, ['nadia'], () => sendAnything(scene, 'nadia', { verb: 'method.contain', request }));
  });

  it('is for nobody else, not before the report, and not once the stop is lifted', async () => {
    const request = await attacked();
    const data = { verb: 'method.contain', request };
    for (const [who, said] of [
      ['tom', 'nobody has said'],
      ['ana', 'Only the person themselves or a security contact'],
      ['priya', 'Only the person themselves or a security contact'],
      ['marcus', 'Only the person themselves or a security contact'],
    ] as const) {
      const { result } = await withoutEffect(scene, [who], () => sendAnything(scene, who, data));
      expect(result).toContain(said);
    }
    await withoutEffect(scene, ['nadia'], () => sendAnything(scene, 'nadia', { ...data, request: 'made-up' }));
    const tom = scene.teams.person('tom');
    await tom.click(await tom.waitFor('Your new sign-in method is there'), 'This was not me');
    await scene.settle();
    await withoutEffect(scene, ['ana'], () => sendAnything(scene, 'ana', data));
    await sendAnything(scene, 'nadia', { verb: 'method.lift-stop', request });
    const { result } = await withoutEffect(scene, ['nadia'], () => sendAnything(scene, 'nadia', data));
    expect(result).toContain('has been lifted');
    expect(removed()).toEqual([]);
  });
});

describe('the security contacts', () => {
  it('are called as soon as the directory answers again', async () => {
    const request = await attacked();
    scene.tenant.faults.set({ kind: 'broken', method: 'GET', path: '/groups/*/transitiveMembers' });
    const tom = scene.teams.person('tom');
    await tom.click(await tom.waitFor('Your new sign-in method is there'), 'This was not me');
    await scene.settle();
    expect(chatOf(scene, 'nadia')).not.toContain('Please look at this now');
    scene.tenant.faults.clear();
    await scene.pass(1);
    expect(chatOf(scene, 'nadia')).toContain('Please look at this now');
    expect((await scene.app.store.ledger.request(request))?.reported?.by).toBe(id('tom'));
  });
});
