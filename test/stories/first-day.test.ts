import { DAY, HOUR, MINUTE } from '../../src/domain/clock';
import { momentIn, nextDays } from '../../src/services/calendar';
import { withoutEffect } from './effects';
import { approveInTeams, createPass, heard, openPass, requestIn, saidBy, sceneWith, until } from './steps';

/*
 * Ingrid starts on another day. Priya, helpdesk, has seen her ID in a video call and asks today; it is approved today,
 * and opens on the first working day, at the time that was said, and no earlier.
 */

const scene = sceneWith(['priya']);

/** Priya's time zone, as the form names it. */
let zone = 'UTC';

async function fillForm(fields: Record<string, string>): Promise<void> {
  const slack = scene.slack.person('priya');
  await slack.slash('/passwordless', `lookup ${scene.tenant.people.ingrid.upn}`);
  await slack.waitForModal(scene.tenant.people.ingrid.displayName);
  await slack.clickInModal('Request a pass');
  const form = await slack.waitForModal('New starters: first working day');
  await slack.submit({ 'How did you check who it is?': 'By video, with a photo ID', ...fields });
  zone = /From what time on that day \(([^)]+)\)/.exec(form.words)?.[1] ?? 'missing';
}

it('only a new starter has a first working day', async () => {
  const { words } = await asked('Lost or stolen phone');
  expect(words).toContain('Only the pass of a new starter can wait for a first working day.');
  expect(words).toContain('Nothing was changed.');
  expect(await scene.app.store.ledger.requestsFor(scene.tenant.people.ingrid.id, 1)).toEqual([]);
});

it('it is asked for with day and time, approved before, and opens only then', async () => {
  const { words } = await asked('New starter');
  heard(scene, 'ingrid', words);
  await until(async () => (await scene.app.store.ledger.openRequestFor(scene.tenant.people.ingrid.id)) !== undefined);
  await scene.settle();
  const { opensAt = 0, expiresAt } = await requestIn(scene, 'ingrid');
  expect(opensAt).toBe(momentIn(tomorrow().date, '09:00', zone));
  expect(expiresAt).toBe(opensAt + 4 * HOUR);
  expect(scene.teams.person('ingrid').last().words).toMatch(/It can be opened from \d\d:\d\d/);
  expect(scene.teams.person('ingrid').last().words).toContain(tomorrow().words);

  await approveInTeams(scene, 'lucia', 'ingrid');
  const approved = await requestIn(scene, 'ingrid');
  expect(approved).toMatchObject({ state: 'approved', openUntil: opensAt + 30 * MINUTE });
  const ingrid = scene.teams.person('ingrid');
  const card = await ingrid.waitFor('[Show my pass]');
  const { result } = await withoutEffect(scene, ['ingrid'], () => ingrid.clickStale(card, 'Show my pass'));
  expect(saidBy(result)).toMatch(/This pass can be opened from \d\d:\d\d on /);
  const created = await withoutEffect(scene, ['ingrid'], async () => {
    const data = { verb: 'pass.create', request: approved.id, opening: 'made-up', pairing: '000000' };
    const [answer] = await ingrid.invoke(card, 'task/submit', { data });
    return JSON.stringify(answer?.body);
  });
  expect(created.result).toMatch(/This pass can be opened from \d\d:\d\d on /);

  const before = ingrid.messages().length;
  await waitUntil(opensAt + MINUTE);
  expect(ingrid.messages().length).toBe(before + 1);
  expect(ingrid.last().words).not.toContain('It can be opened from');
  expect((await requestIn(scene, 'ingrid')).state).toBe('approved');
  await openPass(scene, 'ingrid');
  await createPass(scene, 'ingrid');
  expect(ingrid.dialog?.words).toContain('Works once, until');
});

it('the time follows the clock of whoever chose it, over a change of clocks, too', () => {
  expect(new Date(momentIn('2026-03-28', '09:00', 'Europe/Berlin')).toISOString()).toBe('2026-03-28T08:00:00.000Z');
  expect(new Date(momentIn('2026-03-29', '09:00', 'Europe/Berlin')).toISOString()).toBe('2026-03-29T07:00:00.000Z');
  expect(new Date(momentIn('2026-11-01', '09:00', 'America/New_York')).toISOString()).toBe('2026-11-01T14:00:00.000Z');
  expect(new Date(momentIn('2026-03-02', '09:00', 'Not/AZone')).toISOString()).toBe('2026-03-02T09:00:00.000Z');
  const late = Date.parse('2026-03-02T23:30:00Z');
  expect(nextDays(late, 2, 'Asia/Tokyo')).toEqual([
    { date: '2026-03-03', words: 'Tuesday 3 March' },
    { date: '2026-03-04', words: 'Wednesday 4 March' },
  ]);
});

/** Tomorrow at nine, for this reason; what Priya reads then. */
async function asked(reason: string): Promise<{ words: string }> {
  await fillForm({ 'What happened?': reason, 'New starters: first working day': tomorrow().words });
  const slack = scene.slack.person('priya');
  const modal = await slack.waitForModal(/Read this number to|Nothing was changed/);
  await slack.closeModal();
  await scene.settle();
  return modal;
}

function tomorrow(): { readonly date: string; readonly words: string } {
  return nextDays(scene.clock.now().getTime(), 2, zone)[1]!;
}

async function waitUntil(at: number): Promise<void> {
  while (scene.clock.now().getTime() < at) {
    scene.clock.advance(Math.min(at - scene.clock.now().getTime(), DAY / 48));
    await scene.settle();
  }
}
