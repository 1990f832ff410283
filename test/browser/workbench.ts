import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';

const PICTURES = join(__dirname, '..', '..', 'docs', 'images');
const DIST = join(__dirname, '..', '..', 'dist');

/** Flags for a machine whose network is closed: without them chromium looks for Google's hosts at every start. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const WIDE = { width: 1280, height: 860 };
export const NARROW = { width: 390, height: 844 };

type PaneName = 'employee' | 'agent' | 'approver';

/** `npm run demo` as a process of its own, and its page in a real browser. */
export interface Workbench {
  readonly url: string;
  readonly page: Page;
  readonly employee: Pane;
  readonly agent: Pane;
  readonly approver: Pane;
  /** A page of its own, with its own cookies: somebody else's browser. */
  otherBrowser(viewport?: { width: number; height: number }): Promise<Page>;
  /** Presses what opens a tab of its own, and gives that tab. */
  newTab(press: () => Promise<void>): Promise<Page>;
  /** Moves the clock with the buttons of the page. */
  moveClock(button: '+1 min' | '+10 min' | '+1 h'): Promise<void>;
  fault(name: string): Promise<void>;
  everythingWorks(): Promise<void>;
  /** What `npm run audit -- verify` says to the records of this demo, as its first lines tell to call it. */
  checkAudit(): Promise<string>;
  /** What the page logged as errors, and requests to anywhere but this machine. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export async function openWorkbench(viewport = WIDE): Promise<Workbench> {
  const { demo, url, checkAudit } = await startDemo();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  const complaints: string[] = [];
  const context = await contextOf(browser, viewport, complaints);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('region', { name: 'Employee' }).getByRole('log').waitFor();
  return {
    url,
    page,
    complaints,
    checkAudit,
    employee: new Pane(page, 'employee'),
    agent: new Pane(page, 'agent'),
    approver: new Pane(page, 'approver'),
    otherBrowser: async (other = WIDE) => (await contextOf(browser, other, complaints)).newPage(),
    async newTab(press) {
      const [tab] = await Promise.all([context.waitForEvent('page'), press()]);
      await tab.waitForLoadState();
      return tab;
    },
    async moveClock(button) {
      await page.getByRole('group', { name: 'Clock of the demo' }).getByRole('button', { name: button }).click();
    },
    async fault(name) {
      await page.locator('#faults > summary').click();
      await page.locator('#faults').getByRole('button', { name }).click();
      await page.locator('#faults').getByRole('status').getByText(`On: ${name}.`).waitFor();
      await page.keyboard.press('Escape');
    },
    async everythingWorks() {
      await page.locator('#faults > summary').click();
      await page.getByRole('button', { name: 'Everything works again' }).click();
      await page.locator('#faults').getByRole('status').getByText('All faults are off.').waitFor();
      await page.keyboard.press('Escape');
    },
    async close() {
      await browser.close();
      await stopDemo(demo);
    },
  };
}

async function contextOf(
  browser: Browser,
  viewport: { width: number; height: number },
  complaints: string[],
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: 1,
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
  });
  context.setDefaultTimeout(10_000);
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (line) => {
    if (line.type() === 'error') complaints.push(`${line.text()} (${line.location().url})`);
  });
  context.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1:|data:)/.test(request.url())) complaints.push(`went to ${request.url()}`);
  });
  return context;
}

interface Demo {
  readonly demo: ChildProcess;
  readonly url: string;
  readonly checkAudit: () => Promise<string>;
}

async function startDemo(): Promise<Demo> {
  const demo = spawn(process.execPath, [join(DIST, 'demo', 'index.js')], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (words: Buffer): void => {
      said += words.toString();
      const found = /Keysmith demo: (http:\S+)/.exec(said);
      if (found?.[1] !== undefined) resolve(found[1]);
    };
    demo.stdout.on('data', listen);
    demo.stderr.on('data', listen);
    demo.once('exit', () => reject(new Error(`The demo ended: ${said}`)));
  });
  const checkAudit = async (): Promise<string> => {
    const [, DATABASE_URL, key] = /DATABASE_URL=(\S+) .* --key (\S+)/.exec(said) ?? [];
    const words = [join(DIST, 'audit.js'), 'verify', '--key', key ?? ''];
    const { stdout } = await promisify(execFile)(process.execPath, words, { env: { ...process.env, DATABASE_URL } });
    return stdout;
  };
  return { demo, url, checkAudit };
}

async function stopDemo(demo: ChildProcess): Promise<void> {
  if (demo.exitCode !== null) return;
  const ended = once(demo, 'exit');
  demo.kill('SIGTERM');
  await ended;
}

/** One of the three panes, as the person sees it who sits before it. */
export class Pane {
  readonly area: Locator;
  readonly dialog: Locator;

  constructor(page: Page, name: PaneName) {
    this.area = page.locator(`#${name}`);
    this.dialog = this.area.getByRole('dialog');
  }

  async is(person: string): Promise<void> {
    await this.area.getByRole('combobox', { name: /: who$/ }).selectOption({ label: person });
    await this.area.getByRole('log', { name: person }).waitFor();
  }

  async worksIn(product: 'Microsoft Teams' | 'Slack'): Promise<void> {
    await this.area.locator('.places').getByRole('button', { name: product }).click();
  }

  /** A chat, a channel, or App Home. */
  async goes(chat: string): Promise<void> {
    await this.area.locator('.chats').getByRole('button', { name: chat }).click();
  }

  async writes(text: string): Promise<void> {
    const line = this.area.locator('.composer textarea');
    await line.fill(text);
    await line.press('Enter');
  }

  messages(text?: string | RegExp): Locator {
    const all = this.area.locator('.message');
    return text === undefined ? all : all.filter({ hasText: text });
  }

  /** The newest message that says this; waits for it. */
  async reads(text: string | RegExp, timeout = 10_000): Promise<Locator> {
    const found = this.messages(text).last();
    await found.waitFor({ timeout });
    return found;
  }

  /** Presses a button of the newest message that says this. */
  async presses(button: string, text: string | RegExp): Promise<void> {
    const message = await this.reads(text);
    await message.getByRole('button', { name: button, exact: true }).click();
  }

  /** Waits until the dialog says this. */
  async seesDialog(text: string | RegExp): Promise<Locator> {
    await this.dialog.filter({ hasText: text }).waitFor();
    return this.dialog;
  }

  async chooses(label: string, option: string): Promise<void> {
    await this.dialog.getByLabel(label).selectOption({ label: option });
  }

  async submits(button: string): Promise<void> {
    await this.dialog.getByRole('button', { name: button, exact: true }).click();
  }

  /** Reads the last words of a dialog and closes it. */
  async closesDialog(saying: string | RegExp): Promise<void> {
    await this.seesDialog(saying);
    await this.dialog.getByRole('button', { name: 'Close', exact: true }).first().click();
    await this.dialog.waitFor({ state: 'detached' });
  }
}

/** Links whom `pane` shows: the button of the newest "Link …" message, both sign-ins in one tab, and the yes. */
export async function linkSlack(bench: Workbench, pane: Pane, name: string): Promise<void> {
  const message = await pane.reads('Link your Slack account');
  const tab = await bench.newTab(() => message.getByRole('button', { name: 'Link my account' }).click());
  await tab.getByRole('button', { name: 'Sign in to Slack' }).click();
  await tab.getByRole('button', { name }).click();
  await signInToEntra(tab, name);
  await tab.getByRole('heading', { name: 'Are both accounts yours?' }).waitFor();
  await tab.getByRole('button', { name: 'Link these two accounts' }).click();
  await tab.getByRole('heading', { name: 'Your accounts are linked' }).waitFor();
  await tab.close();
}

export async function signInToEntra(tab: Page, name: string): Promise<void> {
  await tab.getByRole('button', { name }).click();
  await tab.getByRole('button', { name: 'Use your passkey' }).click();
}

/** The employee's phone above their chat. */
export async function onPhone(pane: Pane, does: (phone: Locator) => Promise<void>): Promise<void> {
  const phone = pane.area.locator('.phone');
  await phone.locator('summary').click();
  await does(phone);
  await phone.locator('summary').click();
}

export async function registerPasskey(pane: Pane): Promise<void> {
  await onPhone(pane, async (phone) => {
    await phone.getByRole('button', { name: 'Register the passkey on the phone' }).click();
    await phone.getByText(/^Passkey created/).waitFor();
  });
}

/** Writes a picture for README when asked to (`KEYSMITH_SCREENSHOTS=1`); CI leaves the tree as it is. */
export async function picture(what: Page | Locator, name: string, height?: number): Promise<void> {
  if (process.env['KEYSMITH_SCREENSHOTS'] !== '1') return;
  mkdirSync(PICTURES, { recursive: true });
  const page = 'page' in what ? what.page() : what;
  const before = page.viewportSize() ?? WIDE;
  await page.setViewportSize({ ...before, height: height ?? before.height });
  await what.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled', caret: 'hide' });
  await page.setViewportSize(before);
}
