import { sceneWith } from './steps';

/*
 * Priya lives in Slack. The same conversations run there: what is registered is seen in Entra, whatever the channel.
 */

const scene = sceneWith(['priya']);

async function presses(...titles: readonly string[]): Promise<string> {
  const priya = scene.slack.person('priya');
  for (const title of titles) {
    await priya.click(priya.last(), title);
    await scene.quiet();
  }
  return priya.last().words;
}

async function says(words: string, ...titles: readonly string[]): Promise<string> {
  await scene.slack.person('priya').say(words);
  await scene.quiet();
  return presses(...titles);
}

it('phone sign-in: ready, the steps, and the word that it has arrived', async () => {
  expect(await says('set up phone sign-in')).toContain("You're ready for phone sign-in.");
  expect(await presses('Show me the steps')).toContain('Register device');
  expect(await presses("I've started")).toContain("I'm watching for phone sign-in.");
  const { id } = scene.tenant.people.priya;
  expect(scene.tenant.world.enablePhoneSignIn(id, 'ios').registered).toBe(true);
  await scene.pass(1);
  expect(scene.slack.person('priya').last().words).toContain('Phone sign-in is there');
});

it('signing in with it, and a code that comes up there', async () => {
  expect(await says('show me how to sign in', 'On my phone', 'It did not work')).toContain('What do you see?');
  expect(await says('500121')).toContain('Nothing was changed.');
  expect(await says('go on')).toContain('What do you see?');
});
