import { answerQuestions, sceneWith } from './steps';

/* What suits somebody, what is open to them, and what to add beside what they have: read live, in Teams. */

const scene = sceneWith();

it('Yuki asks which method suits her, answers two questions and starts it', async () => {
  await scene.teams.person('yuki').say('which method suits me');
  const said = await answerQuestions(scene, 'yuki', ['My own Mac or Linux computer', 'Yes']);
  expect(said).toContain('For you: Passkey in Microsoft Authenticator.');
  expect(await answerQuestions(scene, 'yuki', ['Set up a passkey'])).toContain('Which phone will hold the passkey?');
});

it('without a phone nothing is named that lives on one', async () => {
  await scene.teams.person('yuki').say('which method suits me');
  const said = await answerQuestions(scene, 'yuki', ['A computer that others use too', 'No, or not where I work']);
  expect(said).toContain('For you: Security key.');
  expect(said).not.toContain('Authenticator');
});

it('everything that is open to her, the ready ones first, with the age of what was read', async () => {
  await scene.teams.person('yuki').say('what can I use to sign in');
  const said = scene.teams.person('yuki').messages().at(-1)?.words ?? '';
  expect(said).toMatch(/can set up \d+/);
  expect(said.indexOf('✓ Ready')).toBeLessThan(said.indexOf('✗ Not yet'));
  expect(said).toContain('Policy read');
});

it('an administrator hears that two methods have to resist phishing', async () => {
  await scene.teams.person('sofia').say('second method');
  const said = scene.teams.person('sofia').messages().at(-1)?.words ?? '';
  expect(said).toContain('resist phishing');
  expect(said).not.toContain('phone sign-in');
});

it('somebody who wants it later is left alone, and can start it', async () => {
  await scene.teams.person('yuki').say('I will do the passkey later');
  expect(await answerQuestions(scene, 'yuki', ['Start now'])).toContain('Which phone will hold the passkey?');
});

it('somebody whose account is at risk hears the same of it everywhere, and who looks into it', async () => {
  const zoe = scene.teams.person('zoe');
  await zoe.say('what can I use to sign in');
  const overview = zoe.messages().at(-1)?.words ?? '';
  await zoe.say('register a passkey');
  const passkey = await answerQuestions(scene, 'zoe', ['iPhone', 'iOS 18 or newer']);
  for (const said of [overview, passkey]) {
    expect(said.split('Your account is reported as at risk.')).toHaveLength(2);
    expect(said).toContain('The security team');
    expect(said).not.toContain('Ready');
    expect(said).not.toContain("You're ready");
  }
  expect(passkey).toContain('[Send this to the helpdesk]');
});
