import type { PolicyVariant } from '../../src/demo/tenant';
import { answerQuestions, sceneWith } from './steps';

/*
 * Notifications and phone sign-in with Microsoft Authenticator: the mode of the policy says which of the two is open,
 * and both end only when Graph shows them.
 */

const scene = sceneWith();

/** The bot has forgotten the policy before when the next question comes. */
function use(variant: PolicyVariant): void {
  scene.tenant.world.usePolicy(variant);
  scene.clock.advance(60 * 60_000);
}

async function says(who: 'gus' | 'yuki' | 'omar' | 'ingrid', words: string, ...presses: string[]): Promise<string> {
  await scene.teams.person(who).say(words);
  return answerQuestions(scene, who, presses);
}

describe('Gus adds Authenticator, from Security info', () => {
  it('hears that a passkey is the better choice, and may go on all the same', async () => {
    const ready = await says('gus', 'set up push approval');
    expect(ready).toContain("You're ready for notifications in Microsoft Authenticator.");
    expect(ready).toContain('A passkey in the same app is the better choice, and it is open to you.');
    expect(ready).toContain('[A passkey instead]');
    const steps = await answerQuestions(scene, 'gus', ['Notifications all the same']);
    expect(steps).toContain('Add sign-in method');
    expect(steps).toContain('The Security info page closes its session after 15 minutes.');
    expect(steps).toContain('[Open Security info]');
  });

  it('leaves, comes back, and is told when Entra shows the app', async () => {
    await answerQuestions(scene, 'gus', ["I've started", 'Not now']);
    const gus = scene.teams.person('gus');
    await gus.say('go on');
    expect(gus.last().words).toContain("I'm watching for your Authenticator app.");
    const { id } = scene.tenant.people.gus;
    expect(scene.tenant.world.registerAuthenticator(id, 'android').registered).toBe(true);
    await scene.pass(1);
    expect(gus.last().words).toContain('Your Authenticator app is there: "Microsoft Authenticator on Android phone"');
    expect(gus.last().words).toContain('[Add a passkey in the app]\n[Set up phone sign-in]');
  });

  it('goes on to phone sign-in from there, and hears of it as well', async () => {
    const ready = await answerQuestions(scene, 'gus', ['Set up phone sign-in']);
    expect(ready).toContain("You're ready for phone sign-in.");
    const steps = await answerQuestions(scene, 'gus', ['Show me the steps']);
    expect(steps).toContain('Set up phone sign-in (older: Enable phone sign-in)');
    expect(steps).toContain('Register device');
    await answerQuestions(scene, 'gus', ["I've started"]);
    const gus = scene.teams.person('gus');
    const before = gus.messages().length;
    await scene.pass(1);
    expect(gus.messages()).toHaveLength(before);
    const { id } = scene.tenant.people.gus;
    expect(scene.tenant.world.enablePhoneSignIn(id, 'android').registered).toBe(true);
    await scene.pass(1);
    expect(gus.last().words).toContain('Phone sign-in is there');
    expect(await answerQuestions(scene, 'gus', ['How do I sign in with it?'])).toContain(
      'Approve a request on my Authenticator app',
    );
  });
});

describe('the mode decides', () => {
  afterEach(() => use('profiles'));

  it('Passwordless: no notifications, and phone sign-in only with a pass', async () => {
    use('authenticator-passwordless');
    expect(await says('yuki', 'set up push approval')).toContain(
      'Notifications beside a password are not allowed here',
    );
    const ready = await answerQuestions(scene, 'yuki', ['Check again', 'Set up phone sign-in']);
    expect(ready).toContain('[I need a pass]');
    expect(await answerQuestions(scene, 'yuki', ['I have a pass'])).toContain('Entra shows no pass for you.');
    const { id } = scene.tenant.people.yuki;
    scene.tenant.world.createPass(id, 60, true);
    expect(await answerQuestions(scene, 'yuki', ['Look again'])).toMatch(/Your pass works until \d\d:\d\d/);
    expect(await answerQuestions(scene, 'yuki', ['Show me the steps'])).toContain('Do not use a password here.');
    await answerQuestions(scene, 'yuki', ["I've started"]);
    scene.tenant.world.signInWithPass(id);
    expect(scene.tenant.world.enablePhoneSignIn(id, 'ios', 'pass').registered).toBe(true);
    await scene.pass(1);
    expect(scene.teams.person('yuki').last().words).toContain('Phone sign-in is there');
  });

  it('Push: no phone sign-in, with who can change that, and the other ways', async () => {
    use('authenticator-push');
    const blocked = await says('omar', 'set up phone sign-in');
    expect(blocked).toContain('Phone sign-in is not allowed here, only notifications beside a password.');
    expect(blocked).toContain('Authentication Policy Administrator');
    expect(blocked).toContain('[A passkey instead]\n[Notifications instead]');
    use('profiles');
    expect(await answerQuestions(scene, 'omar', ['Check again'])).toContain("You're ready for phone sign-in.");
  });

  it('off: neither', async () => {
    use('authenticator-off');
    for (const words of ['set up push approval', 'set up phone sign-in'])
      expect(await says('ingrid', words)).toContain('Microsoft Authenticator is switched off in this organisation.');
  });
});

describe('nothing comes', () => {
  it('after ten minutes Ingrid is asked what she sees, and helped with each', async () => {
    await says('ingrid', 'set up phone sign-in', 'Show me the steps', "I've started");
    await scene.pass(11);
    const ingrid = scene.teams.person('ingrid');
    expect(ingrid.last().words).toContain("Ten minutes, and Entra doesn't show it yet.");
    expect(await answerQuestions(scene, 'ingrid', ['The phone cannot be registered'])).toContain(
      'Cloud Device Administrator',
    );
    await ingrid.say('240001');
    expect(ingrid.last().words).toContain('[Go on with phone sign-in]');
  });

  it.each([
    ['Phone sign-in is grey or missing', 'The phone has no screen lock'],
    ['It wants a password', 'With a pass you type no password.'],
    ['An error or a number', 'Type the number or the text here'],
  ])('phone sign-in: %s', async (seen, answer) => {
    await says('ingrid', 'set up phone sign-in', 'Show me the steps', "I've started", 'Something is wrong');
    expect(await answerQuestions(scene, 'ingrid', [seen])).toContain(answer);
  });

  it.each([
    ['The test does not arrive', 'Open Authenticator by hand'],
    ['The page tells me to begin again', 'closes its session after 15 minutes'],
    ['It says I have too many', 'five times at most'],
  ])('notifications: %s', async (seen, answer) => {
    await says('ingrid', 'set up push approval', 'Notifications all the same', "I've started", 'Something is wrong');
    expect(await answerQuestions(scene, 'ingrid', [seen])).toContain(answer);
  });
});
