import { setTimeout as pause } from 'node:timers/promises';
import { Lull } from '../../../src/channels/slack/lull';

it('lets turns begin when nothing has arrived for a moment, in their order', async () => {
  const lull = new Lull();
  const begun: number[] = [];
  lull.arrived();
  const turns = Array.from({ length: 40 }, (_, n) => lull.wait().then(() => begun.push(n)));
  expect(begun).toEqual([]);
  await Promise.all(turns);
  expect(begun).toEqual(Array.from({ length: 40 }, (_, n) => n));
});

it('holds them back while requests keep arriving, and not for long', async () => {
  const lull = new Lull();
  let began = false;
  const started = performance.now();
  lull.arrived();
  const turn = lull.wait().then(() => {
    began = true;
  });
  const until = started + 200;
  while (performance.now() < until) {
    lull.arrived();
    await pause(1);
  }
  expect(began).toBe(false);
  const busy = setInterval(() => lull.arrived(), 1);
  await turn;
  clearInterval(busy);
  expect(performance.now() - started).toBeLessThan(3_000);
});
