import type { Browser, Page } from '../../src/demo/signin/browser';
import type { SeenSlackMessage } from '../../src/demo/slack';
import type { Pressed, SeenMessage } from '../../src/demo/teams';
import type { Manners } from '../../src/demo/teams/delivery';
import type { PersonKey } from '../../src/demo/tenant';
import type { TapRequest } from '../../src/domain/tap-request';
import { type Scene, openScene } from './scene';

/** One scene for all tests of a file, with these people's Slack accounts linked. It is there once the tests begin. */
export function sceneWith(linked: readonly PersonKey[] = []): Scene {
  const scene = {} as Scene;
  beforeAll(async () => {
    Object.defineProperties(scene, Object.getOwnPropertyDescriptors(await openScene()));
    for (const key of linked) await linkSlack(scene, key);
  });
  afterAll(() => scene.end());
  return scene;
}

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
export async function askForPass(
  scene: Scene,
  agent: PersonKey,
  target: PersonKey,
  reason = 'Authenticator does not work',
): Promise<void> {
  const slack = scene.slack.person(agent);
  await slack.slash('/passwordless', `lookup ${scene.tenant.people[target].upn}`);
  await slack.waitForModal(scene.tenant.people[target].displayName);
  await slack.clickInModal('Request a pass');
  await slack.waitForModal('What happened?');
  await slack.submit({ 'What happened?': reason, 'How did you check who it is?': 'In person' });
  await until(async () => (await findRequest(scene, target)) !== undefined);
  heard(scene, target, (await slack.waitForModal('Read this number to')).words);
  await slack.closeModal();
  await scene.settle();
}

/** What was read out, by whom it was said to. Nothing but the conversation of two people carries it. */
const numbers = new WeakMap<Scene['tenant'], Map<PersonKey, string>>();

/** The verifier reads their window out; the other side remembers the digits. */
export function heard(scene: Scene, target: PersonKey, words: string): string {
  const number = /\b\d{3} \d{3}\b/.exec(words)?.[0];
  if (number === undefined) throw new Error(`There is no number to read out in: ${words}`);
  const known = numbers.get(scene.tenant) ?? new Map<PersonKey, string>();
  numbers.set(scene.tenant, known.set(target, number));
  return number;
}

export function numberFor(scene: Scene, target: PersonKey): string {
  const number = numbers.get(scene.tenant)?.get(target);
  if (number === undefined) throw new Error(`Nobody has read a number to ${target}`);
  return number;
}

/** Opens the dialog in which the pass will be shown; what stands in it before anything is typed. */
export async function openPass(scene: Scene, recipient: PersonKey): Promise<string> {
  const person = scene.teams.person(recipient);
  return (await person.openDialog(await person.waitFor('[Show my pass]'), 'Show my pass')).words;
}

/** Types the number into the open dialog and presses the button. */
export function createPass(
  scene: Scene,
  recipient: PersonKey,
  target: PersonKey = recipient,
  manners: Manners = {},
): Promise<Pressed> {
  const person = scene.teams.person(recipient);
  return person.submitDialog('Create and show', { pairing: numberFor(scene, target) }, manners);
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

export async function findRequest(scene: Scene, target: PersonKey): Promise<TapRequest | undefined> {
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

/** What somebody says, presses, and denies having at hand, up to the open form; what stands in it. */
export async function openPassForm(
  scene: Scene,
  who: PersonKey,
  says = 'my phone is broken',
  presses: readonly string[] = ['Broken'],
): Promise<string> {
  const person = scene.teams.person(who);
  await person.say(says);
  await answerQuestions(scene, who, presses);
  while (person.last().words.includes('[No]')) await person.click(person.last(), 'No');
  return (await person.openDialog(await person.waitFor('[Ask for a pass]'), 'Ask for a pass')).words;
}

/** "My phone is broken", and the form; the request waits for a proof then. */
export async function needAPass(scene: Scene, who: PersonKey, note = ''): Promise<void> {
  await openPassForm(scene, who);
  await scene.teams.person(who).submitDialog('Ask for the pass', { note });
  await scene.settle();
}

/** The manager says in Teams how they spoke with them. */
export async function vouch(scene: Scene, manager: PersonKey, target: PersonKey): Promise<void> {
  const person = scene.teams.person(manager);
  await person.openDialog(teamsCard(scene, manager, target, '[I have spoken with them]'), 'I have spoken with them');
  const sent = await person.submitDialog('Yes, it was them', { way: 'video-with-photo-id' });
  heard(scene, target, saidBy(sent));
  await scene.settle();
}

/** An agent says in the helpdesk channel of Slack that they have met them; the number that they read out. */
export async function checkInPerson(scene: Scene, agent: PersonKey, target: PersonKey): Promise<string> {
  const slack = scene.slack.person(agent);
  await slack.click(slackCard(scene, agent, target, 'helpdesk'), 'I have checked who it is');
  await slack.waitForModal('Was it really');
  await slack.submit({ 'I have spoken with them …': 'in person' });
  const number = heard(scene, target, (await slack.waitForModal('Read this number to')).words);
  await slack.closeModal();
  await scene.settle();
  return number;
}

/** The newest card of the bot about this target with these words, in the person's own chat or in a conversation. */
export function teamsCard(
  scene: Scene,
  reader: PersonKey,
  target: PersonKey,
  words: string,
  conversationId?: string,
): SeenMessage {
  const name = scene.tenant.people[target].displayName;
  const all = scene.teams.person(reader).messages(conversationId);
  const found = all.findLast((message) => message.words.includes(name) && message.words.includes(words));
  if (found === undefined)
    throw new Error(
      `${reader} has no card about ${target} with ${words}:\n${all.map((one) => one.words).join('\n---\n')}`,
    );
  return found;
}

export function slackCard(scene: Scene, reader: PersonKey, target: PersonKey, channel: string): SeenSlackMessage {
  const name = scene.tenant.people[target].displayName;
  const found = scene.slack
    .person(reader)
    .messages(channel)
    .findLast(({ words, threadTs }) => threadTs === undefined && words.includes(name));
  if (found === undefined) throw new Error(`${reader} sees nothing about ${target} in ${channel}`);
  return found;
}

/** The group chat in Teams where the approvers are. */
export function approvalRoom(scene: Scene): string {
  const room = scene.teams.conversations().find((one) => one.name === 'Pass approvals');
  if (room === undefined) throw new Error('There is no group chat for approvals.');
  return room.id;
}

/** The approver presses "Approve" in the group chat; what the bot answers to that. */
export async function approveInTeams(scene: Scene, approver: PersonKey, target: PersonKey): Promise<Pressed> {
  const card = teamsCard(scene, approver, target, '[Approve]', approvalRoom(scene));
  const pressed = await scene.teams.person(approver).click(card, 'Approve');
  await scene.settle();
  return pressed;
}

/** Asked for, vouched for and approved: the message with the button that opens the pass. */
export async function approvedPass(
  scene: Scene,
  target: PersonKey,
  manager: PersonKey,
  approver: PersonKey = 'lucia',
): Promise<SeenMessage> {
  await needAPass(scene, target);
  await vouch(scene, manager, target);
  await approveInTeams(scene, approver, target);
  return scene.teams.person(target).waitFor('[Show my pass]');
}

/** The page on which a decision made in Slack is confirmed, after the sign-in to Entra. */
export async function confirmPage(
  scene: Scene,
  who: PersonKey,
  target: PersonKey,
  denyBecause?: string,
): Promise<{ browser: Browser; page: Page }> {
  const slack = scene.slack.person(who);
  const card = slackCard(scene, who, target, 'pass-approvals');
  await slack.click(card, denyBecause === undefined ? 'Approve' : 'Deny');
  if (denyBecause !== undefined) {
    await slack.waitForModal('Why?');
    await slack.submit({ 'Why?': denyBecause });
  }
  const modal = await slack.waitForModal('Confirm with Microsoft Entra');
  await slack.closeModal();
  const browser = scene.signin.asPerson(who);
  return { browser, page: await browser.submit(await browser.open(addressIn(modal.blocks))) };
}

/** Everything in somebody's own chat with the bot, in words. */
export function chatOf(scene: Scene, who: PersonKey): string {
  const messages = scene.teams.person(who).messages();
  return messages.map(({ words }) => words).join('\n---\n');
}

/** How many passes the tenant has made since it was set up. */
export function passesMade(scene: Scene): number {
  const made = scene.tenant.requests.filter(
    ({ method, path, status }) => method === 'POST' && path.endsWith('temporaryAccessPassMethods') && status === 201,
  );
  return made.length;
}

/** What stands on a page, without its markup. */
export function wordsOn({ body }: { readonly body: string }): string {
  const text = body.replace(/<style[\s\S]*?<\/style>/g, '').replace(/<[^>]+>/g, ' ');
  return text.replaceAll('&#39;', "'").replace(/\s+/g, ' ').trim();
}

/** What a press brought, in words. */
export function saidBy(pressed: Pressed): string {
  switch (pressed.kind) {
    case 'card':
      return pressed.words;
    case 'message':
      return pressed.text;
    case 'dialog':
      return pressed.dialog.words;
    default:
      return pressed.kind;
  }
}

/** A form sent in Teams with any data, also what no card ever carried; what the bot answers to that. */
export async function sendAnything(scene: Scene, who: PersonKey, data: Record<string, unknown>): Promise<string> {
  const person = scene.teams.person(who);
  const message = person.messages().find(({ from }) => from === 'bot');
  if (message === undefined) throw new Error(`${who} has no message of the bot`);
  const [answer] = await person.invoke(message, 'task/submit', { data });
  await scene.settle();
  return JSON.stringify(answer?.body);
}
