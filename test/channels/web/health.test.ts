import express from 'express';
import { healthRouter, type Check, type HealthParts } from '../../../src/channels/web/health';
import { movableClock } from '../../../src/demo/clock';
import { listenOnLoopback, type Loopback } from '../../../src/demo/loopback';
import { done, refuse } from '../../../src/domain/refusal';

let server: Loopback;
afterEach(() => server.close());

async function open(parts: Partial<HealthParts> = {}) {
  const clock = movableClock();
  const metrics = () => Promise.resolve({ contentType: 'text/plain; version=0.0.4; charset=utf-8', body: 'up 1\n' });
  const checks = { store: () => Promise.resolve(), graph: () => Promise.resolve(done(undefined)) };
  server = await listenOnLoopback(express().use(healthRouter({ checks, metrics, clock, ...parts })));
  return clock;
}

async function ask(path: string) {
  const response = await fetch(server.origin + path);
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

test('alive and ready, with the state of each part', async () => {
  await open();
  expect(await ask('/healthz')).toMatchObject({ status: 200, body: '{"state":"up"}' });
  expect(await ask('/readyz')).toMatchObject({
    status: 200,
    body: '{"state":"up","parts":{"store":{"state":"up"},"graph":{"state":"up"}}}',
  });
  expect(await ask('/metrics')).toEqual({
    status: 200,
    type: 'text/plain; version=0.0.4; charset=utf-8',
    body: 'up 1\n',
  });
});

test.each<[string, Check, string]>([
  ['throws', (): Promise<void> => Promise.reject(new Error('password=1 at db:5432')), 'unreachable'],
  ['is refused', () => Promise.resolve(refuse('graph-throttled', { seconds: '3' })), 'graph-throttled'],
  ['does not answer', () => new Promise<void>(() => undefined), 'late'],
])('a part that %s makes it not ready, by name and without details', async (_, check, why) => {
  await open({ checks: { store: () => Promise.resolve(), graph: check }, deadlineMs: 30 });
  const { status, body } = await ask('/readyz');
  expect([status, JSON.parse(body)]).toEqual([
    503,
    { state: 'down', parts: { store: { state: 'up' }, graph: { state: 'down', why } } },
  ]);
  expect(await ask('/healthz')).toMatchObject({ status: 200 });
});

test('a probe in a loop asks the parts once in five seconds', async () => {
  let asked = 0;
  const clock = await open({ checks: { graph: () => Promise.resolve(void (asked += 1)) } });
  await Promise.all(Array.from({ length: 20 }, () => ask('/readyz')));
  expect(asked).toBe(1);
  clock.advance(5_000);
  await ask('/readyz');
  expect(asked).toBe(2);
});

test('a process that is stopping takes no more traffic', async () => {
  await open({ stopping: () => true });
  expect(await ask('/readyz')).toMatchObject({ status: 503, body: expect.stringContaining('"stopping"') as string });
});
