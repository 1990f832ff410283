import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { METHOD_SCOPES } from '../../../src/channels/slack/client';
import { readShortcut } from '../../../src/channels/slack/commands';

interface Manifest {
  display_information: { name: string; description: string };
  features: {
    shortcuts: { name: string; callback_id: string; description: string }[];
    slash_commands: { command: string; should_escape: boolean }[];
  };
  oauth_config: { scopes: Record<string, string[]> };
  settings: { event_subscriptions: { bot_events: string[] } };
}

const source = 'src/channels/slack';
const manifest = JSON.parse(readFileSync('manifest/slack/manifest.json', 'utf8')) as Manifest;
const code = readdirSync(source)
  .map((file) => readFileSync(join(source, file), 'utf8'))
  .join('\n');

/** What an event or feature needs besides the methods that are called (docs.slack.dev/reference/events). */
const EVENT_SCOPES: Record<string, string[]> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  'message.im': ['im:history'],
};

it('asks for the scopes that the methods we call, the events and the command need, and for no others', () => {
  const called = new Set(
    [...code.matchAll(/\bclient\s*\.(\w+)\s*\.(\w+)\(/g)].map(([, group, name]) => `${group!}.${name!}`),
  );
  expect([...called].sort()).toEqual(Object.keys(METHOD_SCOPES).sort());
  const events = manifest.settings.event_subscriptions.bot_events.flatMap(
    (event) => EVENT_SCOPES[event] ?? ['unknown event'],
  );
  const needed = new Set(['commands', ...events, ...Object.values(METHOD_SCOPES).flat()]);
  expect(manifest.oauth_config.scopes).toEqual({ bot: [...needed].sort() });
});

it('offers only shortcuts and commands that have an answer', () => {
  for (const { callback_id: id } of manifest.features.shortcuts) expect(readShortcut(id).asks).toBe('choice');
  expect(manifest.features.slash_commands.map(({ command, should_escape }) => [command, should_escape])).toEqual([
    ['/passwordless', true],
  ]);
});

it('keeps Slack’s limits for a manifest', () => {
  expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
  expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
  for (const { name, description } of manifest.features.shortcuts) {
    expect(name.length).toBeLessThanOrEqual(24);
    expect(description.length).toBeLessThanOrEqual(150);
  }
});
