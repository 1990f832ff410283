import { setTimeout } from 'node:timers/promises';
import { z } from 'zod/v4';
import { openObserver, type ObserverOptions } from '../src/observe';

function open(options: Partial<ObserverOptions> = {}) {
  const lines: string[] = [];
  const operations = openObserver({
    level: 'info',
    ofProcess: false,
    write: (line) => void lines.push(line),
    ...options,
  });
  return {
    ...operations,
    lines,
    logged: () => lines.map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line))),
  };
}

test('an event is one JSON line and one count', async () => {
  const { observer, logged, metrics } = open();
  observer.event('web.refused', { page: 'link', code: 'link-over' });
  observer.event('web.refused', { page: 'link', code: 'link-over' });
  observer.event('graph.failed', { operation: 'listMethods', reason: 'throttled', request: '1f0a' });
  expect(logged()[0]).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    event: 'web.refused',
    page: 'link',
    code: 'link-over',
  });
  expect(logged()).toHaveLength(3);
  const { body, contentType } = await metrics();
  expect(contentType).toContain('text/plain');
  expect(body).toContain('keysmith_events_total{event="web.refused",reason="link-over",operation=""} 2');
  expect(body).toContain('keysmith_events_total{event="graph.failed",reason="throttled",operation="listMethods"} 1');
});

test('a failure says what it was, with its causes, and nothing that the error carries along', () => {
  const { observer, logged, lines } = open();
  const cause = Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
    config: { headers: 'hunter2' },
  });
  observer.failure('store.connection', new Error('no connection', { cause }), { attempt: 2 });
  expect(logged()[0]).toMatchObject({
    level: 'error',
    event: 'store.connection',
    attempt: 2,
    error: { type: 'Error', message: 'no connection', cause: { code: 'ECONNREFUSED' } },
  });
  expect(lines.join()).not.toContain('hunter2');
  observer.failure('odd', { token: 'hunter2' });
  expect(lines.join()).not.toContain('hunter2');
});

test('two turns at once keep their correlation ids apart', async () => {
  const { observer, withCorrelation, logged } = open();
  const turn = (id: string, ms: number) =>
    withCorrelation(id, async () => {
      observer.event('turn.begins', { turn: id });
      await setTimeout(ms);
      observer.event('turn.ends', { turn: id });
    });
  await Promise.all([turn('a', 20), turn('b', 5)]);
  observer.event('elsewhere');
  const pairs = logged().map(({ correlation, turn: of }) => [correlation, of]);
  expect(pairs).toEqual([
    ['a', 'a'],
    ['b', 'b'],
    ['b', 'b'],
    ['a', 'a'],
    [undefined, undefined],
  ]);
});

test('secrets never leave in a line, whatever name or shape they have', () => {
  const { observer, lines } = open({ secrets: ['bot-pass"word'] });
  const secrets = {
    'a token by its name': { access_token: 'abcdef' },
    'a Slack token': { words: 'sent xoxb-123-abcdef to Slack' },
    'a JWT': { words: 'got eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl' },
    'a bearer': { words: 'Authorization: Bearer abcdef.ghijkl' },
    'a known secret': { words: 'with bot-pass"word in it' },
    'a database password': { words: 'postgres://keysmith:abcdef@db/keysmith' },
    'a key': { words: '-----BEGIN PRIVATE KEY-----\nabcdef\n-----END PRIVATE KEY-----' },
    'a form': { words: 'grant_type=x&client_secret=abcdef&code=abcdef' },
    'a pass': { words: '{"temporaryAccessPass":"abcdef"}' },
  };
  for (const [name, facts] of Object.entries(secrets)) {
    observer.event('test', facts);
    observer.failure('test', new Error(JSON.stringify(facts)), facts);
    expect([name, lines.splice(0).join('')]).toEqual([
      name,
      expect.not.stringMatching(/abcdef|eyJzdWIi|pass\\+"word/) as string,
    ]);
  }
});

test('made-up reasons and ids do not become labels', async () => {
  const { observer, metrics } = open();
  for (let i = 0; i < 1_000; i += 1) {
    observer.event('teams.refused', {
      why: `reason-${String.fromCharCode(97 + (i % 26))}${String.fromCharCode(97 + Math.floor(i / 26))}`,
    });
  }
  observer.event('link.made', { kind: 'aaaaaaaa-0000-4000-8000-000000000004' });
  observer.event('link.made', { why: 'somebody wrote "this"' });
  const { body } = await metrics();
  expect(body.split('\n').filter((line) => line.startsWith('keysmith_events_total'))).toHaveLength(202);
  expect(body).not.toMatch(/aaaaaaaa|somebody/);
  expect(body).toContain('event="link.made",reason="other",operation=""} 2');
});

test('durations of turns, well or badly ended, and of events that bring their own', async () => {
  const { timed, observer, metrics } = open();
  expect(await timed('turn', () => Promise.resolve(7))).toBe(7);
  await expect(timed('turn', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  observer.event('graph.call', { ms: 40 });
  const { body } = await metrics();
  expect(body).toContain('keysmith_duration_seconds_count{what="turn"} 2');
  expect(body).toContain('keysmith_duration_seconds_bucket{le="0.05",what="graph.call"} 1');
});

test('a gauge is read with the metrics; one that cannot be read is logged and spoils nothing', async () => {
  const { gauge, metrics, logged } = open();
  gauge('keysmith_jobs_overdue', 'Jobs past their time', () => Promise.resolve(3));
  gauge('keysmith_broken', 'Never', () => Promise.reject(new Error('locked')));
  expect((await metrics()).body).toContain('keysmith_jobs_overdue 3');
  expect(logged()).toMatchObject([{ event: 'metrics.unread' }]);
});

test('the level of the settings is obeyed, counting goes on', async () => {
  const { observer, lines, metrics } = open({ level: 'error' });
  observer.event('quiet');
  expect(lines).toEqual([]);
  expect((await metrics()).body).toContain('event="quiet"');
});
