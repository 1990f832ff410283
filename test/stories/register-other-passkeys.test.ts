import type { PersonKey, PolicyVariant } from '../../src/demo/tenant';
import { answerQuestions, sceneWith } from './steps';

/*
 * Passkeys that are neither on a key nor made inside Authenticator: in a password manager, in the Windows Hello of a
 * PC, and in Authenticator by QR code from a computer. Each is offered only where a profile allows it.
 */

const scene = sceneWith();
afterEach(() => use('profiles'));

function use(variant: PolicyVariant): void {
  scene.tenant.world.usePolicy(variant);
  scene.clock.advance(60 * 60_000);
}

async function says(who: PersonKey, words: string, ...presses: readonly string[]): Promise<string> {
  await scene.teams.person(who).say(words);
  return answerQuestions(scene, who, presses);
}

describe('in a password manager', () => {
  const apple = ['Apple Passwords (iPhone, iPad, Mac)'] as const;

  it('Yuki may not, hears why, and what she may have instead', async () => {
    const said = await says('yuki', 'save the passkey in icloud keychain', ...apple);
    expect(said).toContain('Synced passkeys are not allowed.');
    expect(said).toContain('Default passkey profile');
    expect(said).toContain('[A passkey in Authenticator]');
  });

  it('Yuki may after the policy has changed: the steps, the watch, and there it is', async () => {
    use('synced-for-pilot');
    expect(await says('yuki', 'synced passkey', ...apple)).toContain("You're ready for a synced passkey.");
    const steps = await answerQuestions(scene, 'yuki', ['Show me the steps']);
    expect(steps).toContain('Settings > General > AutoFill & Passwords');
    expect(steps).toContain('less than 5 minutes old');
    await answerQuestions(scene, 'yuki', ["I've started"]);
    expect(scene.tenant.world.registerOtherPasskey(scene.tenant.people.yuki.id, 'synced').registered).toBe(true);
    await scene.pass(1);
    expect(scene.teams.person('yuki').last().words).toContain('Your synced passkey is there: "Apple Passwords"');
    expect(scene.teams.person('yuki').last().words).toContain('[Add a second method]');
  });

  it('Omar has put it into Authenticator: that is no synced one, and he is told', async () => {
    use('synced-for-pilot');
    await says('omar', 'synced passkey', 'Google Password Manager (Android)', 'Show me the steps', "I've started");
    scene.tenant.world.registerPasskey(scene.tenant.people.omar.id, { platform: 'android', via: 'browser' });
    await scene.pass(11);
    const omar = scene.teams.person('omar');
    expect(omar.last().words).toContain('it is not your synced passkey: "Authenticator Passkey - Android"');
    await answerQuestions(scene, 'omar', ['Look again']);
    await scene.pass(11);
    expect(omar.last().words).toContain("Ten minutes, and Entra doesn't show it yet.");
    expect(await answerQuestions(scene, 'omar', ['It offers another place to save it'])).toContain(
      'The password manager has to be switched on for passkeys.',
    );
  });
});

describe('on a Windows PC', () => {
  const windows = ['Web pages and apps'] as const;

  it('Gus may not: it has to be allowed by name', async () => {
    const said = await says('gus', 'save a passkey on my windows pc', ...windows);
    expect(said).toContain('Passkeys on Windows are not switched on here.');
    expect(said).toContain('[A passkey on my phone]');
    const refused = { registered: false, why: 'model-not-allowed' };
    expect(scene.tenant.world.registerOtherPasskey(scene.tenant.people.gus.id, 'windows')).toEqual(refused);
  });

  it('Gus may after the policy has changed; he leaves, goes on, and it is there', async () => {
    use('windows-for-pilot');
    const gus = scene.teams.person('gus');
    expect(await says('gus', 'save a passkey on my windows pc', ...windows)).toContain("You're ready");
    await answerQuestions(scene, 'gus', ['Show me the steps', 'Not now']);
    await gus.say('go on');
    expect(gus.last().words).toContain('A passkey on your Windows PC');
    await answerQuestions(scene, 'gus', ["I've started"]);
    expect(scene.tenant.world.registerOtherPasskey(scene.tenant.people.gus.id, 'windows').registered).toBe(true);
    await scene.pass(1);
    expect(gus.last().words).toContain('Your passkey on Windows is there: "Windows PC"');
  });

  it('Ida has Windows Hello on her PC: nothing to add there', async () => {
    use('windows-for-pilot');
    const asked = await says('ida', 'save a passkey on my windows pc', ...windows);
    expect(asked).toContain('Is it that PC?');
    expect(await answerQuestions(scene, 'ida', ['Yes'])).toContain('Windows Hello signs you in without a password');
  });
});

describe('in Authenticator, by QR code', () => {
  it('Ingrid begins on her computer; the flow ends when Entra shows it', async () => {
    const said = await says(
      'ingrid',
      'register a passkey',
      'Android',
      'Android 15 or newer',
      'Yes',
      'By QR code from a computer',
      'Yes, both',
    );
    expect(said).toContain('Passkey on your Android phone, by QR code');
    await answerQuestions(scene, 'ingrid', ["I've started"]);
    const { id } = scene.tenant.people.ingrid;
    expect(scene.tenant.world.registerPasskey(id, { platform: 'android', via: 'browser' }).registered).toBe(true);
    await scene.pass(1);
    expect(scene.teams.person('ingrid').last().words).toContain('Your passkey is there');
  });

  it('Chidi is not offered it: attestation works inside the app only, and Entra would refuse', async () => {
    const said = await says('chidi', 'register a passkey', 'Android', 'Android 15 or newer', 'Yes');
    expect(said).not.toContain('QR code');
    const { id } = scene.tenant.people.chidi;
    expect(scene.tenant.world.registerPasskey(id, { platform: 'android', via: 'browser' })).toEqual({
      registered: false,
      why: 'attestation-needs-the-app',
    });
  });

  it('Hiccup on the way: attestation is switched on meanwhile, and the check says so', async () => {
    await says('gus', 'register a passkey', 'Android', 'Android 14', 'Yes', 'By QR code from a computer', 'Yes, both');
    use('attestation');
    const said = await answerQuestions(scene, 'gus', [
      "I've started",
      'Something is wrong',
      'An error',
      'Check my settings again',
      'No, once',
      'Yes',
    ]);
    expect(said).toContain('A passkey in Authenticator cannot be made by QR code here.');
    expect(await answerQuestions(scene, 'gus', ['Check again'])).toContain('Does the phone have a screen lock?');
    expect(await answerQuestions(scene, 'gus', ['Yes'])).toContain('made inside the app');
  });
});
