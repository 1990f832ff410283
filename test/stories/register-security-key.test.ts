import type { PersonKey, PolicyVariant } from '../../src/demo/tenant';
import { answerQuestions, linkSlack, sceneWith } from './steps';

/*
 * A security key, from the question where to add it until Entra shows it. What the policy says about models is read
 * live, what the key's PIN is like only its owner knows.
 */

const scene = sceneWith();

async function key(who: PersonKey, ...presses: readonly string[]): Promise<string> {
  await scene.teams.person(who).say('add a security key');
  return answerQuestions(scene, who, presses);
}

/** The tenant with another policy; the bot has forgotten the old one by then. */
function use(variant: PolicyVariant): void {
  scene.tenant.world.usePolicy(variant);
  scene.clock.advance(60 * 60_000);
}

describe('Yuki adds a key on her Mac', () => {
  it('not in Safari: she hears where, and takes Chrome', async () => {
    const said = await key('yuki', 'On a Mac', 'Safari');
    expect(said).toContain('A security key cannot be added in Safari on a Mac.');
    expect(said).toContain('Edge, Chrome or Firefox on Windows, or Edge or Chrome on macOS');
    expect(said).toContain('Nothing was changed.');
    expect(await answerQuestions(scene, 'yuki', ['I have a Mac', 'Chrome'])).toContain(
      "You're ready for a security key. It takes about three minutes; have the key at hand.",
    );
  });

  it('is asked for the PIN of the key, and follows the steps with their timers', async () => {
    const steps = await answerQuestions(scene, 'yuki', [
      'Show me the steps',
      'No, or the key is new',
      'Make it on the way',
    ]);
    expect(steps).toContain('Add your security key on a Mac');
    expect(steps).toContain('less than 5 minutes old');
    expect(steps).toContain('closes its session after 15 minutes');
    expect(steps).toContain('within 10 minutes');
    expect(steps).toContain('[Open Security info]');
  });

  it('leaves, comes back after a restart of the bot, and hears when Entra shows the key', async () => {
    await answerQuestions(scene, 'yuki', ["I've started", 'Not now']);
    await scene.restart();
    const yuki = scene.teams.person('yuki');
    await yuki.say('go on');
    expect(yuki.last().words).toContain("I'm watching for your security key.");
    expect(scene.tenant.world.registerSecurityKey(scene.tenant.people.yuki.id).registered).toBe(true);
    await scene.pass(1);
    const arrived = yuki.last().words;
    expect(arrived).toContain('Your security key is there: "Security key", added');
    expect(arrived).toContain('"YubiKey 5 Series with NFC, key ring"');
    expect(arrived).toContain('[Add a second method]');
    expect(await answerQuestions(scene, 'yuki', ['How do I sign in with it?'])).toContain(
      'Sign in on a computer with your security key',
    );
  });
});

describe('the policy decides', () => {
  it('Noa is excluded, and hears by what', async () => {
    const said = await key('noa', 'On a Windows PC', 'Edge');
    expect(said).toContain("You can't add a security key yet.");
    expect(said).toContain('An exclusion wins over every inclusion');
    expect(said).toContain('or an Authentication Policy Administrator');
    expect(said).toContain("I can't see your key or your computer from here.");
    expect(said).not.toContain('[A passkey on my phone]');
  });

  it('Lena may use two models: hers is not among them, another one may be', async () => {
    const asked = await key('lena', 'On a Windows PC', 'Chrome');
    expect(asked).toContain('Which key is it? The name is on it, or on its box.');
    const lena = scene.teams.person('lena');
    await lena.say('Google Titan v2');
    expect(lena.last().words).toContain('Google Titan Security Key v2 is not on the list of allowed passkeys.');
    expect(lena.last().words).toContain('YubiKey 5 Series with NFC');
    expect(await answerQuestions(scene, 'lena', ['I have another model', 'YubiKey 5 with NFC'])).toContain(
      'It depends on the generation of your key.',
    );
  });

  it('a list with both of his keys: Omar names one by its AAGUID, and is ready', async () => {
    use('keys-by-list');
    await key('omar', 'On a Windows PC', 'Firefox');
    const omar = scene.teams.person('omar');
    await omar.say('42B4FB4A-2866-43B2-9BF7-6C6669C2E5D3');
    expect(omar.last().words).toContain("You're ready for a security key.");
    use('profiles');
  });

  it('Chidi, whose profile enforces attestation, does not know the model: told what is allowed', async () => {
    const said = await key('chidi', 'On a Windows PC', 'Edge', "I don't know");
    expect(said).toContain('Allowed here: YubiKey 5 Series with NFC.');
    expect(said).toContain('Security info says so at the end, and nothing is changed.');
  });

  it('Oscar has ten passkeys already', async () => {
    expect(await key('oscar', 'On a Windows PC', 'Edge')).toContain('10 is the most an account can hold');
  });

  it('Tom has nothing to sign in with: a pass comes first', async () => {
    expect(await key('tom', 'On a Windows PC', 'Edge')).toContain('[Ask for a pass]');
  });
});

describe('Gus waits, and nothing comes', () => {
  it('after ten minutes he is asked what he sees', async () => {
    await key('gus', 'On a Windows PC', 'Edge', 'Show me the steps', 'Yes', "I've started");
    await scene.pass(11);
    expect(scene.teams.person('gus').last().words).toContain(
      "Ten minutes, and Entra doesn't show it yet. What do you see at the computer?",
    );
  });

  it('a blocked PIN: the reset is shown after the warning, never before', async () => {
    const warned = await answerQuestions(scene, 'gus', [
      'The PIN is wrong or blocked',
      "I don't know it, or it is blocked",
    ]);
    expect(warned).toContain('A reset erases everything on the key.');
    expect(warned).not.toContain('Security Key > Manage');
    const steps = await answerQuestions(scene, 'gus', ['Show me how to reset it']);
    expect(steps).toContain('Security Key > Manage');
    expect(steps).toContain('delete the old entry');
  });

  it('types what the screen says, is answered, and goes on to the key that has come meanwhile', async () => {
    const gus = scene.teams.person('gus');
    await answerQuestions(scene, 'gus', ['It is reset', "I've started", 'Something is wrong']);
    await answerQuestions(scene, 'gus', ['Something else, or nothing', 'A text or a number']);
    await gus.say('135016');
    expect(gus.last().words).toContain('[Go on with your security key]');
    expect(scene.tenant.world.registerSecurityKey(scene.tenant.people.gus.id, 'titan').registered).toBe(true);
    await answerQuestions(scene, 'gus', ['Go on with your security key', 'I try again']);
    await scene.settle();
    expect(gus.last().words).toContain('Your security key is there');
    expect(gus.last().words).toContain('"Google Titan Security Key v2, key ring"');
  });
});

it('Ingrid saves it on her phone instead: she is told what has come, and the key still counts', async () => {
  const ingrid = scene.teams.person('ingrid');
  const { id } = scene.tenant.people.ingrid;
  await key('ingrid', 'On a Windows PC', 'Edge', 'Show me the steps', 'Yes', "I've started");
  scene.tenant.world.registerPasskey(id, { platform: 'android', via: 'browser' });
  await scene.pass(11);
  expect(ingrid.last().words).toContain('Entra shows something new, but it is not your security key');
  expect(ingrid.last().words).toContain('If this was not you, tell your helpdesk now.');
  await answerQuestions(scene, 'ingrid', ['Look again']);
  scene.tenant.world.registerSecurityKey(id);
  await scene.pass(1);
  expect(ingrid.last().words).toContain('Your security key is there');
});

it('Priya does it in Slack, and types the name of her key there', async () => {
  use('keys-by-list');
  await linkSlack(scene, 'priya');
  scene.tenant.world.usePolicy('keys-by-list');
  const priya = scene.slack.person('priya');
  const press = async (...titles: readonly string[]): Promise<string> => {
    for (const title of titles) {
      await priya.click(priya.last(), title);
      await scene.quiet();
    }
    return priya.last().words;
  };
  await priya.say('add a security key');
  await scene.quiet();
  expect(await press('On a Windows PC', 'Edge')).toContain('Which key is it?');
  await priya.say('google titan');
  await scene.quiet();
  expect(priya.last().words).toContain("You're ready for a security key.");
  expect(await press('Show me the steps', 'Yes', "I've started")).toContain("I'm watching for your security key.");
  expect(scene.tenant.world.registerSecurityKey(scene.tenant.people.priya.id, 'titan').registered).toBe(true);
  await scene.pass(1);
  expect(priya.last().words).toContain('Your security key is there');
});

it('Priya looks Yuki up: the model of her key, and the AAGUID for whoever keeps the list', async () => {
  const priya = scene.slack.person('priya');
  await priya.slash('/passwordless', `lookup ${scene.tenant.people.yuki.upn}`);
  const modal = await priya.waitForModal(scene.tenant.people.yuki.displayName);
  expect(modal.words).toContain('YubiKey 5 Series with NFC');
  expect(modal.words).toContain('AAGUID fa2b99dc-9e39-4257-8f92-4a30d23c4118');
});
