import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isNativeError } from 'node:util/types';
import { zipSync } from 'fflate';
import { z } from 'zod/v4';
import { fill, type ManifestValues } from './package/fill';
import { overSocketMode, slackManifest, type SlackManifest } from './package/slack';
import { pngSize, teamsManifest, type TeamsManifest } from './package/teams';
import type { Env } from './settings';

/*
 * `npm run package`: the Teams app and the Slack manifest for this environment. It reads the same names as `npm start`,
 * and only the few it needs, because these files are made before there is a bot token or a signing secret.
 */

export interface Packages {
  /** Ready to be uploaded: the same environment makes the same bytes. */
  readonly teamsZip: Uint8Array;
  readonly slack: SlackManifest;
}

/** Everything that is wrong, one line each. */
export class PackageProblems extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Nothing was written. ${problems.length === 1 ? 'One thing is' : `${String(problems.length)} things are`} missing or wrong:
${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'PackageProblems';
  }
}

/** @param folder with teams/manifest.json, its icons, and slack/manifest.json. @throws PackageProblems with all of them */
export function makePackages(env: Env, folder: string, version: string): Packages {
  const problems: string[] = [];
  const values = valuesFrom(env, version, problems);
  const teams = read(join(folder, 'teams', 'manifest.json'), teamsManifest, values, problems);
  const slack = read(join(folder, 'slack', 'manifest.json'), slackManifest, values, problems);
  const icons = teams === undefined ? {} : iconsOf(teams, join(folder, 'teams'), problems);
  if (teams === undefined || slack === undefined || problems.length > 0)
    throw new PackageProblems([...new Set(problems)]);
  return {
    teamsZip: zipped({ 'manifest.json': Buffer.from(json(teams)), ...icons }),
    slack: isSet(env['SLACK_APP_TOKEN']) ? overSocketMode(slack) : slack,
  };
}

const guid = z.guid();

/** Where a setting is missing or wrong, which is reported, these let the rest of a manifest be checked all the same. */
const STAND_IN = { id: '00000000-0000-4000-8000-000000000000', host: 'missing.invalid' };

function valuesFrom(env: Env, version: string, problems: string[]): ManifestValues {
  const id = (name: string, what: string): Record<string, string> => {
    const value = env[name]?.trim() ?? '';
    if (value === '') problems.push(`${name} is missing: ${what}.`);
    else if (!guid.safeParse(value).success) problems.push(`${name} is not a GUID: ${what}.`);
    else return { [name]: value.toLowerCase() };
    return { [name]: STAND_IN.id };
  };
  return {
    VERSION: version,
    ...id('MicrosoftAppId', "the client ID of the bot's app registration"),
    ...id('AZURE_CLIENT_ID', 'the client ID of the registration that has the Graph permissions'),
    ...address(env['PUBLIC_URL']?.trim() ?? '', problems),
  };
}

function address(given: string, problems: string[]): Record<string, string> {
  const what = 'the https address of Keysmith without a path, such as https://keysmith.example.com';
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (given === '') problems.push(`PUBLIC_URL is missing: ${what}.`);
  else if (url?.protocol !== 'https:' || url.href !== `${url.origin}/`) problems.push(`PUBLIC_URL is not ${what}.`);
  else return { PUBLIC_URL: url.origin, PUBLIC_HOST: url.host };
  return { PUBLIC_URL: `https://${STAND_IN.host}`, PUBLIC_HOST: STAND_IN.host };
}

function read<S extends z.ZodType>(
  file: string,
  schema: S,
  values: ManifestValues,
  problems: string[],
): z.output<S> | undefined {
  let template: unknown;
  try {
    template = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    problems.push(`${file} cannot be read: ${isNativeError(error) ? error.message : 'it is no JSON'}`);
    return undefined;
  }
  const missing = new Set<string>();
  const filled = fill(template, values, missing);
  problems.push(...[...missing].map((name) => `${file} names \${${name}}, which nothing fills.`));
  const parsed = schema.safeParse(filled);
  for (const issue of parsed.error?.issues ?? []) {
    problems.push(`${file}, ${issue.path.join('.')}: ${issue.message}`);
  }
  return parsed.data;
}

/** Teams refuses icons of another size. */
function iconsOf({ icons }: TeamsManifest, folder: string, problems: string[]): Record<string, Uint8Array> {
  const wanted = [
    [icons.color, 192],
    [icons.outline, 32],
  ] as const;
  const found: Record<string, Uint8Array> = {};
  for (const [name, side] of wanted) {
    try {
      const bytes = readFileSync(join(folder, name));
      const size = pngSize(bytes);
      if (size?.width !== side || size.height !== side) {
        problems.push(`${name} has to be a PNG of ${String(side)} by ${String(side)} pixels.`);
      }
      found[name] = bytes;
    } catch {
      problems.push(`${join(folder, name)} cannot be read.`);
    }
  }
  return found;
}

/** A fixed date, the earliest a zip can hold: the same content is the same file. */
function zipped(files: Record<string, Uint8Array>): Uint8Array {
  return zipSync(files, { mtime: new Date(1980, 0, 1) });
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value.trim() !== '';
}

const packageFile = z.object({ version: z.string() });

/** Writes both files, or neither. */
export function writePackages(env: Env, root: string, target: string, say: (text: string) => void): 0 | 1 {
  const { version } = packageFile.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  try {
    const { teamsZip, slack } = makePackages(env, join(root, 'manifest'), version);
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, 'keysmith-teams.zip'), teamsZip);
    writeFileSync(join(target, 'slack-manifest.json'), json(slack));
    say(`Wrote ${join(target, 'keysmith-teams.zip')} and ${join(target, 'slack-manifest.json')}.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof PackageProblems)) throw error;
    say(`${error.message}\n`);
    return 1;
  }
}

if (require.main === module) {
  const root = dirname(__dirname);
  process.exitCode = writePackages(process.env, root, join(root, 'dist-package'), (text) => {
    process.stdout.write(text);
  });
}
