import { parseArgs } from 'node:util';
import type { TokenCredential } from '@azure/identity';
import { checkClock, checkGraph, checkPermissions } from './doctor/graph';
import { missing, ok, type Finding } from './doctor/finding';
import { checkGroups } from './doctor/groups';
import { permissionTable } from './doctor/permissions';
import { checkPassPolicy, checkStepUp } from './doctor/policies';
import { checkSlack } from './doctor/slack';
import { checkStore } from './doctor/store';
import { asTable } from './doctor/table';
import { systemClock, type Clock } from './domain/clock';
import { openEntra, type Entra } from './entra';
import { graphCredential } from './graph-credential';
import { readEnv, SettingsError, type Env, type Secrets, type Settings } from './settings';

/*
 * `npm run doctor`: looks at settings, Graph, Slack and the store, and changes nothing. It reads the same environment as
 * `npm start` and asks Graph with the same credential.
 */

const USAGE = `Usage:
  npm run doctor                     checks everything; ends with 1 when something needed is missing
  npm run --silent doctor -- --json  the same as JSON
  npm run --silent doctor -- --permissions
                                     the table of Graph permissions (docs/permissions.md); asks nobody
`;

const SETTINGS = { check: 'Settings', why: 'Keysmith does not start while one is missing or wrong.' };

export interface DoctorOptions {
  readonly clock?: Clock;
  readonly fetcher?: typeof fetch;
  /** Instead of the one the settings name. */
  readonly credential?: TokenCredential;
  /** Columns of the terminal. */
  readonly width?: number;
}

/** 0: nothing needed is missing. 1: something is. 2: it was called in a way it does not know. */
export type ExitCode = 0 | 1 | 2;

export async function doctor(
  words: readonly string[],
  env: Env,
  say: (text: string) => void,
  options: DoctorOptions = {},
): Promise<ExitCode> {
  const flags = flagsOf(words);
  if (flags === undefined) {
    say(USAGE);
    return 2;
  }
  if (flags.permissions === true) {
    say(`${permissionTable()}\n`);
    return 0;
  }
  const findings = await examine(env, options);
  say(flags.json === true ? `${JSON.stringify(findings, undefined, 2)}\n` : asTable(findings, options.width ?? 110));
  return findings.some(({ verdict }) => verdict === 'missing') ? 1 : 0;
}

function flagsOf(words: readonly string[]): { readonly json?: boolean; readonly permissions?: boolean } | undefined {
  try {
    const known = { json: { type: 'boolean' }, permissions: { type: 'boolean' } } as const;
    return parseArgs({ args: [...words], options: known }).values;
  } catch {
    return undefined;
  }
}

/** Every check, each on its own: one that fails hides no other. */
async function examine(env: Env, options: DoctorOptions): Promise<readonly Finding[]> {
  const read = settingsOf(env);
  if ('problems' in read) return read.problems;
  const { config, secrets } = read;
  const { clock = systemClock, fetcher = fetch } = options;
  const credential = options.credential ?? graphCredential(config, secrets);
  const entra = openEntra({
    tenantId: config.tenantId,
    baseUrl: config.graph.baseUrl,
    clock,
    ...(credential === undefined ? {} : { credential }),
  });
  const graph = await checkGraph(entra);
  const checks = await Promise.all([
    ...(graph.verdict === 'ok' ? aboutTenant(entra, config, credential !== undefined) : []),
    checkClock(config, clock, fetcher),
    checkSlack(config, secrets, fetcher),
    checkStore(config, secrets),
  ]);
  return [ok(SETTINGS, `All are there and fit, for ${config.mode} mode.`), graph, ...checks.flat()];
}

/** What only a Graph that answers can tell; asked only then, so that one cause is one finding. */
function aboutTenant(
  entra: Entra,
  config: Settings,
  signsIn: boolean,
): readonly (Promise<Finding> | Promise<readonly Finding[]>)[] {
  return [
    checkPermissions(entra, config, signsIn),
    checkGroups(entra, config),
    checkStepUp(entra, config),
    checkPassPolicy(entra, config),
  ];
}

function settingsOf(env: Env): { config: Settings; secrets: Secrets } | { problems: readonly Finding[] } {
  try {
    return readEnv(env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const { problems } = error;
    return {
      problems: problems.map(({ name, what, fix }) => missing({ ...SETTINGS, check: `Setting ${name}` }, what, fix)),
    };
  }
}

if (require.main === module) {
  void doctor(process.argv.slice(2), process.env, (text) => void process.stdout.write(text), {
    width: process.stdout.columns,
  }).then((code) => {
    process.exitCode = code;
  });
}
