import type { Page } from '../../src/demo/signin/browser';
import { slackMessages } from './effects';
import { openScene, type Scene } from './scene';
import { addressIn, askForPass, linkSlack } from './steps';

/*
 * A name out of the directory is somebody's choice of words. Here it is a mention of everybody, a link, a template, an
 * HTML tag and a mark that turns the direction of writing; each place a person looks at must show it as it is written.
 */

const NAME = '<!channel> [x](http://evil) ${1+1} *b* <script> & \u202Egnp.exe';
/** Marks that turn the direction are taken out where names come in (domain/plain-text.ts). */
const SHOWN = NAME.replace('\u202E', '');

let scene: Scene;
let confirmPage: Page;
beforeAll(async () => {
  scene = await openScene();
  const { world, people } = scene.tenant;
  world.rename(people.hana.id, NAME);
  await linkSlack(scene, 'priya');
  await linkSlack(scene, 'marcus');
  await askForPass(scene, 'priya', 'hana').catch(async (error: unknown) => {
    // The step looks for the name the cast has; the modal shows the new one.
    if (!String(error).includes('never saw')) throw error;
    const slack = scene.slack.person('priya');
    await slack.clickInModal('Request a pass');
    await slack.waitForModal('What happened?');
    await slack.submit({
      'What happened?': 'Authenticator does not work',
      'How did you check who it is?': 'In person',
    });
    await scene.quiet();
    await scene.settle();
  });
  const approver = scene.slack.person('marcus');
  await approver.click(approver.last('pass-approvals'), 'Approve');
  const window = await approver.waitForModal('confirm it is you');
  const browser = scene.signin.asPerson('marcus');
  confirmPage = await browser.submit(await browser.open(addressIn(window.blocks)));
});
afterAll(() => scene.end());

/** Every object on the way to a text that holds the name, innermost first. */
function holders(
  node: unknown,
  wanted: string,
  path: Record<string, unknown>[] = [],
): [string, string, Record<string, unknown>[]][] {
  if (typeof node !== 'object' || node === null) return [];
  const here = Array.isArray(node) ? path : [node as Record<string, unknown>, ...path];
  return Object.entries(node).flatMap(([key, value]): [string, string, Record<string, unknown>[]][] =>
    typeof value === 'string' ? (value.includes(wanted) ? [[key, value, here]] : []) : holders(value, wanted, here),
  );
}

test('in Teams cards it stands in plain text runs only', () => {
  const cards = scene.teams
    .conversations()
    .flatMap(({ messages }) => [...messages.values()])
    .flatMap(({ card }) => (card === undefined ? [] : [card]));
  const found = cards.flatMap((card) => holders(card, 'evil'));
  expect(found.length).toBeGreaterThan(1);
  for (const [key, value, [holder]] of found) {
    if (key === 'speak') continue;
    if (key === 'fallbackText') {
      expect(value).not.toContain('](');
      continue;
    }
    expect([key, holder!['type']]).toEqual(['text', 'TextRun']);
    expect(value).toContain(SHOWN);
  }
  expect(JSON.stringify(cards)).not.toMatch(/\[x\]\(http:\/\/evil\) 2 /);
});

test('in Slack it is escaped wherever Slack reads marks, and mentions nobody', () => {
  const messages = slackMessages(scene);
  const modals = ['priya', 'marcus'].flatMap((key) => scene.slack.person(key).modal() ?? []);
  const found = [...messages, ...modals].flatMap((one) => holders(one, 'evil'));
  expect(found.length).toBeGreaterThan(2);
  for (const [key, value, [holder]] of found) {
    if (key === 'words') continue;
    const plain = holder!['type'] === 'plain_text' || (holder!['type'] === 'text' && key === 'text');
    if (!plain) expect(value).toContain('&lt;!channel&gt;');
    expect(value).not.toContain(' 2 *b*');
  }
  const read = messages.filter(({ text }) => text.includes('<!channel>'));
  expect(read).toEqual([]);
});

test('in the page that confirms a decision it is text', () => {
  expect(confirmPage.status).toBe(200);
  expect(confirmPage.body).toContain('&lt;!channel&gt; [x](http://evil) ${1+1} *b* &lt;script&gt; &amp;');
  expect(confirmPage.body).not.toContain('<script');
  expect(confirmPage.body).not.toContain('href="http://evil');
});

test('it never reaches log, metrics or audit', async () => {
  expect(scene.log.join('\n')).not.toContain('evil');
  expect((await scene.app.operations.metrics()).body).not.toContain('evil');
  const request = (await scene.app.store.ledger.requestsFor(scene.tenant.people.hana.id, 1))[0]!;
  expect(JSON.stringify(await scene.app.store.ledger.auditOf(request.id))).not.toContain('evil');
});
