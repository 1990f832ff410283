import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { METHOD_SCOPES } from '../../../src/channels/slack/client';
import { SHORTCUTS, readCommand, readShortcut } from '../../../src/channels/slack/commands';
import { EVENTS } from '../../../src/channels/slack/envelope';
import { COMMAND, HELP } from '../../../src/channels/slack/words';
import { neededScopes } from '../../../src/doctor/slack';
import { makePackages } from '../../../src/package';

interface Manifest {
  display_information: { name: string; description: string };
  features: {
    shortcuts: { name: string; type: string; callback_id: string; description: string }[];
    slash_commands: { command: string; should_escape: boolean; usage_hint: string }[];
  };
  oauth_config: { scopes: Record<string, string[]> };
  settings: {
    event_subscriptions: { bot_events: string[] };
    interactivity: Record<string, unknown>;
    org_deploy_enabled: boolean;
    token_rotation_enabled: boolean;
  };
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
  const { shortcuts } = manifest.features;
  const idsOf = (type: string) => shortcuts.filter((one) => one.type === type).map(({ callback_id: id }) => id);
  expect(idsOf('global').sort()).toEqual(Object.keys(SHORTCUTS).sort());
  for (const id of idsOf('global')) expect(readShortcut(id).asks).toBe('choice');
  expect(idsOf('message')).toEqual([HELP]);
  expect(manifest.features.slash_commands.map(({ command, should_escape }) => [command, should_escape])).toEqual([
    [COMMAND, true],
  ]);
  const [command] = manifest.features.slash_commands;
  const hinted = command!.usage_hint.split('|').map((use) => use.trim().split(' ')[0]!);
  for (const word of hinted) expect(JSON.stringify(readCommand(`${word} somebody`))).not.toContain('I do not know');
});

it('hears exactly the events that have an answer', () => {
  const heard = manifest.settings.event_subscriptions.bot_events;
  expect(heard.map((event) => event.replace('message.im', 'message')).sort()).toEqual([...EVENTS].sort());
});

it('is what the doctor holds the token against', () => {
  expect([...neededScopes().keys()].sort()).toEqual(manifest.oauth_config.scopes['bot']);
});

it('is for one workspace, with a token that does not run out (docs/decisions/015)', () => {
  expect([manifest.settings.org_deploy_enabled, manifest.settings.token_rotation_enabled]).toEqual([false, false]);
});

it('names no address of ours but the redirect of the sign-in when SLACK_APP_TOKEN is set', () => {
  const env = {
    MicrosoftAppId: '11111111-1111-4111-8111-111111111111',
    AZURE_CLIENT_ID: '22222222-2222-4222-8222-222222222222',
    PUBLIC_URL: 'https://keysmith.example',
  };
  const addresses = (more: object) =>
    JSON.stringify(makePackages({ ...env, ...more }, 'manifest', '1.0.0').slack).match(/https:[^"]+/g);
  const redirect = 'https://keysmith.example/auth/slack/callback';
  expect(addresses({ SLACK_APP_TOKEN: 'xapp-1' })).toEqual([redirect]);
  expect(addresses({})).toContain('https://keysmith.example/slack/events');
  const { settings } = makePackages({ ...env, SLACK_APP_TOKEN: 'xapp-1' }, 'manifest', '1.0.0').slack;
  expect(settings).toMatchObject({ socket_mode_enabled: true });
});

it('keeps Slack’s limits for a manifest', () => {
  expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
  expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
  for (const { name, description } of manifest.features.shortcuts) {
    expect(name.length).toBeLessThanOrEqual(24);
    expect(description.length).toBeLessThanOrEqual(150);
  }
});
