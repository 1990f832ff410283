import { answerQuestions, sceneWith } from './steps';

/*
 * Windows Hello for Business: Graph knows the computers and shows the key; what Intune allows only the screen tells.
 */

const scene = sceneWith();

const work = ['The work PC that I use', 'No, only I'];

async function sets(who: 'yuki' | 'omar' | 'gus' | 'ingrid', ...presses: string[]): Promise<string> {
  await scene.teams.person(who).say('set up windows hello');
  return answerQuestions(scene, who, presses);
}

describe('Yuki has a work PC', () => {
  it('of which Entra knows nothing yet: blocked, with who can change it', async () => {
    const blocked = await sets('yuki', ...work);
    expect(blocked).toContain('no Windows computer that can hold a Windows Hello key');
    expect(blocked).toContain('Join the computer first, or use a security key.');
    expect(blocked).toContain('[I am setting up a new PC]');
  });

  it('joined now: asked what the screen shows, then the steps, then the watch', async () => {
    scene.tenant.world.joinComputer(scene.tenant.people.yuki.id);
    const asked = await answerQuestions(scene, 'yuki', ['Check again']);
    expect(asked).toContain('Settings > Accounts > Sign-in options');
    const ready = await answerQuestions(scene, 'yuki', ['Yes, it is offered']);
    expect(ready).toContain("You're ready for Windows Hello.");
    const steps = await answerQuestions(scene, 'yuki', ['Show me the steps']);
    expect(steps).toContain('A Temporary Access Pass can answer that, too.');
    await answerQuestions(scene, 'yuki', ["I've started", 'Not now']);
    const yuki = scene.teams.person('yuki');
    await yuki.say('go on');
    expect(yuki.last().words).toContain("I'm watching for Windows Hello.");
  });

  it('ends when Graph shows the key on that PC', async () => {
    const yuki = scene.teams.person('yuki');
    const { id } = scene.tenant.people.yuki;
    expect(scene.tenant.world.registerWindowsHello(id).registered).toBe(true);
    await scene.pass(1);
    expect(yuki.last().words).toMatch(/Windows Hello is there: "Windows Hello on PC of .+", added \d\d:\d\d/);
    expect(yuki.last().words).toContain('[Add a second method]');
    expect(await sets('yuki', ...work)).toContain('You already have "Windows Hello on');
  });
});

it('a PC of a domain gets the steps for it', async () => {
  scene.tenant.world.joinComputer(scene.tenant.people.omar.id, 'ServerAd');
  const steps = await sets('omar', ...work, 'Yes, it is offered', 'Show me the steps');
  expect(steps).toContain('a Temporary Access Pass alone does not open it');
});

describe('a new PC', () => {
  it('opens with the passkey of the phone, or with a pass, and which first', async () => {
    const advice = await sets('gus', 'A new one, not set up yet', 'A pass');
    expect(advice).toContain('Make the passkey on your phone with it first.');
    expect(advice).toContain('one that works several times');
    const steps = await answerQuestions(scene, 'gus', ['Go on with the PC']);
    expect(steps).toContain('iPhone, iPad, or Android device');
    expect(steps).toContain('finish within 10 minutes of signing in');
    await answerQuestions(scene, 'gus', ["I've started"]);
    const { id } = scene.tenant.people.gus;
    scene.tenant.world.joinComputer(id);
    scene.tenant.world.registerWindowsHello(id);
    await scene.pass(1);
    expect(scene.teams.person('gus').last().words).toContain('Windows Hello is there');
  });
});

describe('Ingrid waits, and nothing comes', () => {
  beforeAll(() => {
    scene.tenant.world.joinComputer(scene.tenant.people.ingrid.id);
  });

  it('after ten minutes she is asked what she sees; a number is looked up', async () => {
    await sets('ingrid', ...work, 'Yes, it is offered', 'Show me the steps', "I've started");
    await scene.pass(11);
    const ingrid = scene.teams.person('ingrid');
    expect(ingrid.last().words).toContain("Ten minutes, and Entra doesn't show it yet. What do you see at the PC?");
    expect(await answerQuestions(scene, 'ingrid', ['A number (0x…) or an error'])).toContain('0x801C03ED');
    await ingrid.say('0x801c03ed');
    expect(ingrid.last().words).toContain('second factor');
    expect(ingrid.last().words).toContain('[Go on with Windows Hello]');
  });

  it.each([
    ['The second factor fails', 'Windows Hello wants a fresh second factor, once.'],
    ['Windows does not offer it', 'Then Windows does not offer it on this PC yet.'],
    ['The PIN is refused', 'I forgot my PIN'],
  ])('%s', async (seen, answer) => {
    await sets('ingrid', ...work, 'Yes, it is offered', 'Show me the steps', "I've started", 'Something is wrong');
    expect(await answerQuestions(scene, 'ingrid', [seen])).toContain(answer);
  });
});
