import type { PersonKey } from '../../src/demo/tenant';
import type { SeenMessage } from '../../src/demo/teams';
import type { TapRequest } from '../../src/domain/tap-request';
import type { Scene } from './scene';

/** Links a Slack account as a person does: the command, the address, both sign-ins, and the yes. */
export async function linkSlack(scene: Scene, key: PersonKey): Promise<void> {
  const person = scene.slack.person(key);
  await person.slash('/passwordless', 'link');
  const message = await person.waitFor(/link/i);
  const url = addressIn(message.blocks);
  const browser = scene.signin.asPerson(key);
  const begin = await browser.open(url);
  const question = await browser.submit(begin);
  const done = await browser.submit(question);
  expect(done.body).toMatch(/linked/i);
  await scene.settle();
}

/** Looks the person up in Slack and asks for a pass from there, having checked in person who it is. */
export async function askForPass(scene: Scene, agent: PersonKey, target: PersonKey): Promise<void> {
  const slack = scene.slack.person(agent);
  await slack.slash('/passwordless', `lookup ${scene.tenant.people[target].upn}`);
  await slack.waitForModal(scene.tenant.people[target].displayName);
  await slack.clickInModal('Request a pass');
  await slack.waitForModal('What happened?');
  await slack.submit({ 'What happened?': 'Lost or stolen phone', 'How did you check who it is?': 'In person' });
  await until(async () => (await findRequest(scene, target)) !== undefined);
  await scene.settle();
}

/** An approved request, and the message with which its recipient opens it. */
export async function sayApproved(scene: Scene, target: PersonKey): Promise<SeenMessage> {
  await linkSlack(scene, 'priya');
  await askForPass(scene, 'priya', target);
  const room = scene.teams.conversations().find((one) => one.name === 'Pass approvals');
  const marcus = scene.teams.person('marcus');
  await marcus.click(await marcus.waitFor('asks for a Temporary Access Pass', { conversationId: room!.id }), 'Approve');
  await scene.settle();
  return scene.teams.person(target).waitFor('Your pass is approved');
}

export async function requestIn(scene: Scene, target: PersonKey): Promise<TapRequest> {
  const found = await findRequest(scene, target);
  if (found === undefined) throw new Error(`No request for ${target}`);
  return found;
}

async function findRequest(scene: Scene, target: PersonKey): Promise<TapRequest | undefined> {
  return (await scene.app.store.ledger.requestsFor(scene.tenant.people[target].id, 1))[0];
}

/** The first web address of a message's buttons. */
export function addressIn(blocks: unknown): string {
  const found = /"url":"([^"]+)"/.exec(JSON.stringify(blocks));
  if (found?.[1] === undefined) throw new Error('There is no address in this message.');
  return found[1];
}

export async function until(met: () => Promise<boolean> | boolean, milliseconds = 5_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await met())) {
    if (Date.now() > deadline) throw new Error('It never came to that.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** "register a passkey" and the answers about the phone; what the bot says at the end, as the person reads it. */
export async function askForPasskey(scene: Scene, who: PersonKey, phone: readonly string[]): Promise<string> {
  await scene.teams.person(who).say('register a passkey');
  return answerQuestions(scene, who, phone);
}

/** Presses these buttons, one question after the other, in the newest card of the bot. */
export async function answerQuestions(scene: Scene, who: PersonKey, titles: readonly string[]): Promise<string> {
  const person = scene.teams.person(who);
  for (const title of titles) await person.click(person.last(), title);
  return person.last().words;
}
