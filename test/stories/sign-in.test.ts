import { answerQuestions, sceneWith } from './steps';

/*
 * How do I sign in, here? What is registered is read live; the steps fit the place; an error goes on to its answer.
 */

const scene = sceneWith();

async function signsIn(who: 'ida' | 'yuki' | 'tom' | 'gus' | 'noa', ...presses: string[]): Promise<string> {
  await scene.teams.person(who).say('how do I sign in with my passkey');
  return answerQuestions(scene, who, presses);
}

const computer = 'On a computer, in a browser or app';

it('with the passkey, on the phone and beside a computer', async () => {
  const { id } = scene.tenant.people.yuki;
  scene.tenant.world.registerPasskey(id, { platform: 'ios' });
  expect(await signsIn('yuki', 'On my phone')).toContain('Sign in on your phone with your passkey');
  const steps = await signsIn('yuki', computer);
  expect(steps).toContain('On Windows 11 23H2 or newer choose iPhone, iPad, or Android device');
  expect(steps).toContain('private window');
  expect(await answerQuestions(scene, 'yuki', ['It worked'])).toContain('[Add a second method]');
});

it('with Windows Hello at the PC, and something else when that is not wanted', async () => {
  expect(await signsIn('ida', 'At the Windows sign-in screen')).toContain('Sign in to Windows with Windows Hello');
  expect(await signsIn('ida', computer)).toContain('Sign in with Windows Hello');
  expect(await answerQuestions(scene, 'ida', ['Another way'])).toContain(
    'Sign in with your password and Authenticator',
  );
  expect(await answerQuestions(scene, 'ida', ['Another way'])).toContain('That was everything');
});

it('with a passkey that the policy has shut out: what blocks it and who can change that', async () => {
  const { id } = scene.tenant.people.noa;
  scene.tenant.world.usePolicy('passkeys-for-all');
  scene.tenant.world.registerPasskey(id, { platform: 'ios' });
  scene.tenant.world.deleteMethod(
    id,
    scene.tenant.world.methodsOf(id).find(({ kind }) => kind === 'authenticator')!.id,
  );
  scene.tenant.world.usePolicy('profiles');
  const blocked = await signsIn('noa', 'On my phone');
  expect(blocked).toContain('Passkeys: excluded');
  expect(blocked).toContain('Who can do it:');
});

it('with nothing but a password: what can be set up, or a pass', async () => {
  const none = await signsIn('tom', 'On my phone');
  expect(none).toContain('[What can I set up?]\n[Nothing works: I need a pass]');
});

it('at a server, in a remote desktop: what works there', async () => {
  expect(await signsIn('yuki', 'Remote desktop, server, other', 'A server')).toContain(
    'A security key does not work for signing in to a server.',
  );
  expect(await signsIn('yuki', 'Remote desktop, server, other', 'A remote or virtual desktop')).toContain(
    'WebAuthn redirection',
  );
});

it('that fails: a symptom or a typed code finds its answer, and the way back stays', async () => {
  const trouble = await signsIn('yuki', computer, 'It did not work');
  expect(trouble).toContain('[The QR code does nothing]');
  const yuki = scene.teams.person('yuki');
  await yuki.say('AADSTS135016');
  expect(yuki.last().words).toContain('[Go on with signing in]');
  await yuki.say('go on');
  expect(yuki.last().words).toContain('What do you see?');
  expect(await answerQuestions(scene, 'yuki', ['The QR code does nothing'])).toMatch(/Bluetooth/);
});
