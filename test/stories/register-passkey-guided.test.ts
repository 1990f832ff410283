import { answerQuestions, askForPasskey, sceneWith } from './steps';

/*
 * The bot walks along: the steps that fit the phone, then it looks into Microsoft Entra by itself and says what it sees.
 */

const iPhone = ['iPhone', 'iOS 18 or newer'];
const android = ['Android', 'Android 15 or newer', 'Yes'];

const scene = sceneWith();

it('the first word is what it can do', () => {
  const hello = scene.teams.person('tom').last().words;
  expect(hello).toContain('Hello Tom');
  expect(hello).toContain('[Register a passkey]\n[My phone is lost, broken or new]\n[I need a pass]');
});

describe('the steps fit the phone', () => {
  it.each([
    ['lena', ['iPhone', 'iOS 18 or newer'], 'Settings > General > AutoFill & Passwords', 'App Store'],
    ['lena', ['iPhone', 'iOS 17'], 'Settings > Passwords > Password Options', 'App Store'],
    ['ingrid', android, 'Settings > Passwords & accounts > Additional providers', 'Google Play'],
    ['ingrid', ['Android', 'Android 14', 'Yes'], 'this phone needs Android 15', 'Google Play'],
  ] as const)('%s with %j', async (who, phone, place, store) => {
    await askForPasskey(scene, who, phone);
    const steps = await answerQuestions(scene, who, ['Show me the steps']);
    expect(steps).toContain(place);
    expect(steps).toContain(store);
    expect(steps).toContain("[I've started]");
  });

  it('in a browser for who likes to start there', async () => {
    await askForPasskey(scene, 'gus', android);
    expect(await answerQuestions(scene, 'gus', ['Start in a browser'])).toContain('[Open Security info]');
    expect(await answerQuestions(scene, 'gus', ['Rather in the app'])).toContain('inside Microsoft Authenticator');
  });

  it('and who has no phone is told of a key', async () => {
    expect(await askForPasskey(scene, 'gus', ['I have no phone for it'])).toContain('A security key does not.');
    expect(await answerQuestions(scene, 'gus', ['Set up a security key'])).toContain(
      'Where would you like to add the key?',
    );
  });
});

describe('Yuki registers her iPhone', () => {
  it('starts, and the bot watches', async () => {
    await askForPasskey(scene, 'yuki', iPhone);
    const watching = await answerQuestions(scene, 'yuki', ['Show me the steps', "I've started"]);
    expect(watching).toContain("I'm watching for your passkey.");
    expect(watching).toMatch(/until \d\d:\d\d \(in 10 min\)/);
    expect(watching).toContain('You need not press anything.');
  });

  it('hears by herself that it has arrived, with name and time, and is invited to a second method', async () => {
    const yuki = scene.teams.person('yuki');
    const before = yuki.messages().length;
    await scene.pass(2);
    expect(yuki.messages()).toHaveLength(before);
    const { id } = scene.tenant.people.yuki;
    const registered = scene.tenant.world.registerPasskey(id, { platform: 'ios', via: 'app' });
    expect(registered.registered).toBe(true);
    const at = scene.clock.now().toISOString().slice(11, 16);
    await scene.pass(1);
    const arrived = yuki.last().words;
    expect(yuki.messages()).toHaveLength(before + 1);
    expect(arrived).toContain(`Your passkey is there: "Authenticator Passkey - iPhone", added ${at}.`);
    expect(arrived).toContain('Face, fingerprint, PIN or security key');
    expect(arrived).toContain("with a second method, losing one won't lock you out");
  });

  it('adds a key as the second method, or leaves it', async () => {
    const yuki = scene.teams.person('yuki');
    const arrived = yuki.last();
    expect(await answerQuestions(scene, 'yuki', ['Add a second method', 'Set up a security key'])).toContain(
      'Where would you like to add the key?',
    );
    const pressed = await yuki.click(arrived, 'That is all for now');
    expect(pressed).toMatchObject({ kind: 'card' });
    expect(yuki.messages().at(-1)?.words).not.toContain('went wrong');
  });

  it('is not told a second time', async () => {
    const yuki = scene.teams.person('yuki');
    const before = yuki.messages().length;
    await scene.pass(15);
    expect(yuki.messages()).toHaveLength(before);
  });
});

describe('Omar waits, and nothing comes', () => {
  it('after ten minutes he is asked what he sees', async () => {
    await askForPasskey(scene, 'omar', android);
    await answerQuestions(scene, 'omar', ['Show me the steps', "I've started"]);
    await scene.pass(11);
    const asked = scene.teams.person('omar').last().words;
    expect(asked).toContain("Ten minutes, and Entra doesn't show it yet. What do you see on the phone?");
    expect(asked).toContain('Nothing was changed by me.');
  });

  it('an error: what it usually is, for his phone and no other', async () => {
    const said = await answerQuestions(scene, 'omar', ['An error']);
    expect(said).toContain('Settings > Passwords & accounts > Additional providers');
    expect(said).not.toContain('iPhone');
    const omar = scene.teams.person('omar');
    await omar.say('error code 135010');
    expect(omar.last().words).toContain('offers a passkey that is not on the account');
    expect(omar.last().words).toContain('Nothing was changed.');
    expect(omar.last().words).toContain('[Go on with your passkey]');
  });

  it('goes on where he was, tries again, and what came meanwhile counts', async () => {
    await answerQuestions(scene, 'omar', ['Go on with your passkey']);
    const { id } = scene.tenant.people.omar;
    scene.tenant.world.registerPasskey(id, { platform: 'android', via: 'app' });
    await answerQuestions(scene, 'omar', ['I try again']);
    await scene.settle();
    expect(scene.teams.person('omar').last().words).toContain(
      'Your passkey is there: "Authenticator Passkey - Android"',
    );
  });

  it.each([
    ['It already has a passkey', 'The phone has a passkey that Entra does not know.'],
    ['It asks me to sign in again', 'That is normal: your sign-in has become too old.'],
    ['It goes round in circles', 'A rule of your organisation may ask for the passkey that you are just making.'],
  ])('%s', async (seen, answer) => {
    await askForPasskey(scene, 'gus', android);
    await answerQuestions(scene, 'gus', ['Show me the steps', "I've started", 'Something is wrong']);
    expect(await answerQuestions(scene, 'gus', [seen])).toContain(answer);
  });
});

describe('Ingrid has no time', () => {
  it('leaves, and takes it up where she left, by button or by word', async () => {
    const ingrid = scene.teams.person('ingrid');
    const left = await askForPasskey(scene, 'ingrid', ['Android', 'Not now']);
    expect(left).toContain('Nothing was changed. Your place is kept');
    await ingrid.say('go on');
    expect(ingrid.last().words).toContain('Which Android does it have?');
    await answerQuestions(scene, 'ingrid', ['Not now']);
    await ingrid.say('hello');
    expect(ingrid.last().words).toContain('[Go on with your passkey]');
    expect(await answerQuestions(scene, 'ingrid', ['Go on with your passkey'])).toContain(
      'Which Android does it have?',
    );
  });

  it('may type what she sees instead of pressing', async () => {
    const ingrid = scene.teams.person('ingrid');
    await ingrid.say('15');
    expect(ingrid.last().words).toContain('Does the phone have a screen lock?');
    await ingrid.say('yes');
    expect(ingrid.last().words).toContain("You're ready");
  });

  it('is not interrupted while she has left, and hears of the passkey all the same', async () => {
    const ingrid = scene.teams.person('ingrid');
    await answerQuestions(scene, 'ingrid', ['Show me the steps', "I've started", 'Not now']);
    const before = ingrid.messages().length;
    await scene.pass(5);
    scene.tenant.world.registerPasskey(scene.tenant.people.ingrid.id, { platform: 'android', via: 'app' });
    await scene.pass(1);
    expect(ingrid.messages()).toHaveLength(before + 1);
    expect(ingrid.last().words).toContain('Your passkey is there');
  });

  it('an old button does nothing, and shows where she stands', async () => {
    const ingrid = scene.teams.person('ingrid');
    await ingrid.say('register a passkey');
    const first = ingrid.last();
    await ingrid.click(first, 'Android');
    const pressed = await ingrid.clickStale(first, 'iPhone');
    expect(pressed).toMatchObject({ kind: 'card' });
    expect(pressed.kind === 'card' && pressed.words).toContain('This step is over.');
    expect(pressed.kind === 'card' && pressed.words).toContain('Nothing was changed.');
    expect(ingrid.last().words).toContain('Which Android does it have?');
    await ingrid.say('stop');
    expect(ingrid.last().words).toContain('Stopped.');
    const after = await ingrid.clickStale(first, 'iPhone');
    expect(after.kind === 'card' && after.words).toContain('[Start again]');
  });
});
