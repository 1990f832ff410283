import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod/v4';
import { METHOD_SCOPES } from '../src/channels/slack/client';
import { neededScopes } from '../src/doctor/slack';
import { makePackages, PackageProblems, writePackages } from '../src/package';
import type { Env } from '../src/settings';

const root = join(__dirname, '..');
const manifests = join(root, 'manifest');
const bot = '11111111-1111-4111-8111-111111111111';
const graph = '22222222-2222-4222-8222-222222222222';

const env: Env = { PUBLIC_URL: 'https://keysmith.contoso.com/', MicrosoftAppId: bot, AZURE_CLIENT_ID: graph };

const jsonSchema = z.looseObject({ $schema: z.string().optional(), id: z.string().optional() });

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keysmith-package-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function teamsManifest(given: Env = env): unknown {
  return JSON.parse(strFromU8(unzipSync(makePackages(given, manifests, '1.2.3').teamsZip)['manifest.json']!));
}

function problemsOf(given: Env, from = manifests): readonly string[] {
  try {
    makePackages(given, from, '1.2.3');
  } catch (error) {
    if (error instanceof PackageProblems) return error.problems;
    throw error;
  }
  return [];
}

describe('the Teams app', () => {
  test('passes the JSON schema that Microsoft publishes for its version', () => {
    const manifest = teamsManifest();
    const { manifestVersion } = z.looseObject({ manifestVersion: z.string() }).parse(manifest);
    const schemas = join(root, 'node_modules/@microsoft/app-manifest/build/json-schemas/teams');
    const file = join(schemas, `v${manifestVersion}`, 'MicrosoftTeams.schema.json');
    // Draft 4 and draft 7 differ in nothing these schemas use but their own name.
    const { $schema: _draft, id: _id, ...schema } = jsonSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    const valid = ajv.compile(schema);
    void valid(manifest);
    expect(valid.errors ?? []).toEqual([]);
  });

  test('has this bot, this address and nothing left to fill', () => {
    const text = JSON.stringify(teamsManifest());
    expect(text).toContain(bot);
    expect(text).toContain('keysmith.contoso.com');
    expect(text).not.toMatch(/\$\{|\{\{|undefined/);
  });

  test('is a zip of the manifest and both icons at its top, the same bytes each time', () => {
    const { teamsZip } = makePackages(env, manifests, '1.2.3');
    expect(Object.keys(unzipSync(teamsZip))).toHaveLength(3);
    expect(Object.keys(unzipSync(teamsZip)).every((name) => !name.includes('/'))).toBe(true);
    expect(makePackages(env, manifests, '1.2.3').teamsZip).toEqual(teamsZip);
  });

  test('may install itself for people only as the app that calls Graph', () => {
    const manifest = z.looseObject({ webApplicationInfo: z.looseObject({ id: z.string() }) }).parse(teamsManifest());
    expect(manifest.webApplicationInfo.id).toBe(graph);
  });
});

const slackShape = z.looseObject({
  oauth_config: z.looseObject({
    redirect_urls: z.array(z.string()),
    scopes: z.looseObject({ bot: z.array(z.string()) }),
  }),
  settings: z.looseObject({ socket_mode_enabled: z.boolean() }),
});

describe('the Slack manifest', () => {
  test('points at this address', () => {
    const { slack } = makePackages(env, manifests, '1.2.3');
    expect(slackShape.parse(slack).oauth_config.redirect_urls).toEqual([
      'https://keysmith.contoso.com/auth/slack/callback',
    ]);
    expect(slack.settings.event_subscriptions.request_url).toBe('https://keysmith.contoso.com/slack/events');
    expect(slack.settings.socket_mode_enabled).toBe(false);
  });

  test('asks for exactly the scopes that calls, events and commands need', () => {
    const { bot: asked } = slackShape.parse(makePackages(env, manifests, '1.2.3').slack).oauth_config.scopes;
    expect([...asked].sort()).toEqual([...neededScopes().keys()].sort());
    for (const scopes of Object.values<readonly string[]>(METHOD_SCOPES)) {
      expect(asked).toEqual(expect.arrayContaining([...scopes]));
    }
  });

  test('over Socket Mode has no address to call, and keeps the one people come back to', () => {
    const { slack } = makePackages({ ...env, SLACK_APP_TOKEN: 'xapp-1' }, manifests, '1.2.3');
    expect(slack.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(slack)).not.toContain('/slack/events');
    expect(JSON.stringify(slack)).toContain('/auth/slack/callback');
    expect(JSON.stringify(slack)).not.toContain('xapp-1');
  });
});

describe('mistakes', () => {
  test('are told all at once, each once, and nothing is written', () => {
    const said: string[] = [];
    const target = join(folder, 'out');
    expect(writePackages({}, root, target, (text) => void said.push(text))).toBe(1);
    for (const name of ['MicrosoftAppId', 'AZURE_CLIENT_ID', 'PUBLIC_URL']) {
      expect(said.join('').match(new RegExp(`${name} is missing`, 'g'))).toHaveLength(1);
    }
    expect(said.join('')).toContain('Nothing was written.');
    expect(existsSync(target)).toBe(false);
  });

  test.each([
    ['MicrosoftAppId', 'my-bot'],
    ['AZURE_CLIENT_ID', '123'],
    ['PUBLIC_URL', 'http://keysmith.contoso.com'],
    ['PUBLIC_URL', 'https://keysmith.contoso.com/bot'],
    ['PUBLIC_URL', 'keysmith.contoso.com'],
    ['PUBLIC_URL', 'https://user:secret@keysmith.contoso.com'],
  ])('%s=%s', (name, value) => {
    const problems = problemsOf({ ...env, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} is not`));
    expect(problems[0]).not.toContain('secret');
  });

  test('in the manifests are told together: a name nothing fills, a text too long, an icon of the wrong size', () => {
    cpSync(manifests, folder, { recursive: true });
    change(join(folder, 'slack', 'manifest.json'), (text) =>
      text
        .replace('"Ask for a pass"', '"Ask for a pass, for yourself or for somebody else"')
        .replace('PUBLIC_URL', 'PUBLIC'),
    );
    const icon = readdirSync(join(folder, 'teams')).find((name) => name.includes('color'))!;
    writeFileSync(join(folder, 'teams', icon), 'no picture');
    const problems = problemsOf({ ...env, MicrosoftAppId: '' }, folder).join('\n');
    expect(problems).toMatch(/MicrosoftAppId is missing/);
    expect(problems).toMatch(/\$\{PUBLIC\}, which nothing fills/);
    expect(problems).toMatch(/features.shortcuts.0.name/);
    expect(problems).toMatch(/192 by 192/);
  });
});

test('writes both files', () => {
  const said: string[] = [];
  expect(writePackages(env, root, folder, (text) => void said.push(text))).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['keysmith-teams.zip', 'slack-manifest.json']);
  expect(said.join('')).toContain('keysmith-teams.zip');
});

function change(file: string, by: (text: string) => string): void {
  writeFileSync(file, by(readFileSync(file, 'utf8')));
}
