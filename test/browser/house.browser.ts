import type { Page } from 'playwright-core';
import { NARROW, openWorkbench, Pane, picture, type Workbench } from './workbench';

/*
 * The page itself: usable by keyboard and screen reader, wide and narrow.
 */
describe('the workbench page', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await openWorkbench();
  });
  afterAll(async () => {
    await bench.close();
    expect(bench.complaints).toEqual([]);
  });

  const focused = (page: Page): Promise<string> =>
    page.evaluate("document.activeElement?.closest('[role=dialog]') === null ? 'outside' : 'inside'");

  it('has landmarks, one heading of the page, and a name for everything one can press or fill in', async () => {
    const { page } = bench;
    for (const name of ['Employee', 'Helpdesk agent', 'Approver'])
      expect(await page.getByRole('region', { name, exact: true }).count()).toBe(1);
    expect(await page.getByRole('banner').count()).toBe(1);
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await page.evaluate(WITHOUT_NAME)).toEqual([]);
    expect(await page.evaluate(IDS_TWICE)).toEqual([]);
  });

  it('leads by keyboard past the header, and gives each message its author', async () => {
    const { page, employee } = bench;
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the conversations');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('panes');
    expect(await employee.area.getByRole('article', { name: /^Keysmith, \d\d:\d\d$/ }).count()).toBe(1);
  });

  it('keeps the focus inside a dialog, closes it with Esc and gives the focus back', async () => {
    const { page, employee } = bench;
    await employee.writes('I need a pass');
    await employee.presses('Nothing works any more', 'What do you need the pass for?');
    await employee.presses('Ask for a pass', 'a Temporary Access Pass is the way');
    await employee.seesDialog('What happened?');
    expect(await employee.dialog.getAttribute('aria-modal')).toBe('true');
    expect(await page.evaluate(WITHOUT_NAME)).toEqual([]);
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('inside');
    }
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('inside');
    await page.keyboard.press('Escape');
    await employee.dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Ask for a pass');
  });

  it('fits 1280 and 390 pixels without scrolling sideways, and shows one pane at a time on a phone', async () => {
    expect(await bench.page.evaluate(SIDEWAYS)).toBe(0);
    const page = await bench.otherBrowser(NARROW);
    await page.goto(bench.url);
    const employee = new Pane(page, 'employee');
    await employee.is('Ida Lund');
    await employee.writes('register a passkey');
    await employee.presses('iPhone', 'Which phone will hold the passkey?');
    await employee.presses('iOS 18 or newer', 'Which iOS does it have?');
    await employee.reads("You're ready for a passkey");
    expect(await page.evaluate(SIDEWAYS)).toBe(0);
    await picture(page, 'phone-390');
    for (const tab of ['Agent', 'Approver', 'Wire', 'Employee']) {
      await page.getByRole('navigation', { name: 'Panes' }).getByRole('button', { name: tab }).click();
      expect(await page.evaluate(SIDEWAYS)).toBe(0);
      expect(await page.locator('.pane:visible, #wire:visible').count()).toBe(1);
    }
    await page.context().close();
  });
});

/** What one can press or fill in and a screen reader could not name. */
const WITHOUT_NAME = `[...document.querySelectorAll('button, a[href], input, select, textarea, [role=dialog]')]
  .filter((node) => node.offsetParent !== null)
  .filter((node) => {
    const by = (node.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join('');
    const labels = [...(node.labels ?? [])].map((label) => label.textContent).join('');
    return [node.getAttribute('aria-label'), by, labels, node.matches('button, a') ? node.textContent : '']
      .every((words) => (words ?? '').trim() === '');
  })
  .map((node) => node.outerHTML.slice(0, 120))`;

const IDS_TWICE = `(() => {
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id).filter(Boolean);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
})()`;

const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
