import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod/v4';
import { permissionTable } from '../src/doctor/permissions';
import { variableNames } from '../src/variables';

const root = join(__dirname, '..');
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'],
  ...filesIn(join(root, 'docs'), '.md').map((file) => relative(root, file)),
];

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

const text = (page: string): string => readFileSync(join(root, page), 'utf8');

/** What stands between the two comments of this name. */
function section(page: string, name: string): string {
  const found = new RegExp(`<!-- ${name}:[^>]*-->\\n([\\s\\S]*?)<!-- /${name} -->`).exec(text(page));
  if (found?.[1] === undefined) throw new Error(`${page} has no section ${name}`);
  return found[1].trim();
}

/** As GitHub makes them. */
function anchorsOf(page: string): Set<string> {
  const headings = [...text(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  );
}

describe.each(pages)('%s', (page) => {
  const links = [...text(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

  test('links only to what is there', () => {
    const broken = links
      .filter((target) => !/^https?:\/\//.test(target))
      .filter((target) => {
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? page : relative(root, join(root, dirname(page), path));
        if (!existsSync(join(root, file))) return true;
        return anchor !== undefined && !anchorsOf(file).has(anchor);
      });
    expect(broken).toEqual([]);
  });

  test('names only files that are there', () => {
    const named = [...text(page).matchAll(/`((?:src|test|docs|manifest|scripts|cards)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('names only npm scripts that are there', () => {
    const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(text('package.json')));
    const named = [...text(page).matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('names only settings that are there', () => {
    const known = new Set<string>([...variableNames, ...ELSEWHERE]);
    const named = [...text(page).matchAll(/`([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

/** Constants of the code and variables of the tests. */
const ELSEWHERE = ['SECRET_NAMES', 'METHOD_SCOPES', 'DATABASE_URL_TEST', 'GRAPH_CONTRACT_DIR'];

test('the table of rooms is the one that dependency-cruiser holds', () => {
  const rules = z.object({ forbidden: z.array(z.looseObject({ name: z.string(), comment: z.string().optional() })) });
  const { forbidden } = rules.parse(createRequire(__filename)('../.dependency-cruiser.cjs'));
  const may = new Map(forbidden.map(({ name, comment = '' }) => [name, comment.split(': ')[1] ?? '']));
  const rooms = [...may.keys()]
    .filter((name) => name.endsWith('-rooms'))
    .map((name) => name.slice(0, -'-rooms'.length));
  const rows = rooms.map((room) => {
    const packages = (may.get(`${room}-packages`) ?? '')
      .split(', ')
      .map((name) => (name === 'none' ? name : `\`${name}\``));
    return `| \`${room}\` | ${may.get(`${room}-rooms`) ?? ''} | ${packages.join(', ')} |`;
  });
  const table = ['| room | may import | outside packages |', '|---|---|---|', ...rows].join('\n');
  expect(section('docs/architecture.md', 'rooms')).toBe(table);
});

test('the table of permissions is the one the doctor prints', () => {
  expect(section('docs/permissions.md', 'permissions')).toBe(permissionTable());
});

test('every log event has its row, and every row its event', () => {
  const told = new Set(
    [...section('docs/operations.md', 'events').matchAll(/`([a-z]+\.[a-z-]+)`/g)].map(([, name]) => name),
  );
  const sources = filesIn(join(root, 'src'), '.ts').filter((file) => !file.includes('/src/demo/'));
  const calls = /(?:\.event|\.failure|onFailure|#quietly)\(\s*'([a-z]+\.[a-z-]+)'/g;
  const made = new Set(
    sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(calls)].map(([, name]) => name)),
  );
  expect({
    untold: [...made].filter((name) => !told.has(name)),
    unmade: [...told].filter((name) => !made.has(name)),
  }).toEqual({
    untold: [],
    unmade: [],
  });
});

/** A row of the table of threats. */
interface Threat {
  readonly title: string;
  /** Tests by file, as the last cell names them. */
  readonly named: readonly { readonly file: string; readonly name: string }[];
}

function threats(): readonly Threat[] {
  const rows = text('docs/security.md')
    .split('\n')
    .filter((line) => /^\| (?!threat|-)/.test(line) && !line.startsWith('|---'));
  return rows.map((row) => {
    const last = row.split(' | ').at(-1) ?? '';
    const found = [...last.matchAll(/\]\((\.\.\/test\/[^)#]+)\)((?:,? “[^”]+”)*)/g)];
    return {
      title: row.slice(2).split(' | ')[0] ?? '',
      named: found.flatMap(([, path = '', names = '']) =>
        [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => ({ file: join(root, 'docs', path), name })),
      ),
    };
  });
}

/** The lines of a test from its name to the next one; undefined where the file has none of this name. */
function linesOfTest({ file, name }: Threat['named'][number]): string | undefined {
  if (!existsSync(file) || !statSync(file).isFile()) return undefined;
  const source = readFileSync(file, 'utf8').replaceAll("\\'", "'");
  const start = ["'", '"', '`'].map((quote) => source.indexOf(`${quote}${name}${quote}`)).find((at) => at >= 0);
  return start === undefined ? undefined : source.slice(start).split(/\n *(?:test|it|describe)(?:\.each)?[(<]/)[0];
}

test('every threat names tests that are there', () => {
  expect(threats().length).toBeGreaterThan(25);
  expect(threats().filter(({ named }) => named.length === 0)).toEqual([]);
  expect(threats().flatMap(({ named }) => named.filter((one) => linesOfTest(one) === undefined))).toEqual([]);
});

/** What nobody tries through a door: settings, permissions, logs, what is kept, and a process that dies. */
const NOBODY_TRIES = [
  'A Groups Administrator makes themselves an approver',
  // Over PostgreSQL in two processes: effects are counted there by the story itself.
  'Anything pressed twice at the same moment, in two replicas',
  'The code in a database, log, trace, error, metric or chat',
  'A rehearsal that writes to the tenant',
  'Permissions in Graph that are broader than needed, or a stolen Graph credential',
  'A killed process loses or doubles what it acknowledged',
  'A secret in a log line or an error',
  'Words of people kept for ever',
  'Development mode left on',
];

test('every threat that somebody could try names a test that counts its effects in tenant, store and chats', () => {
  const counts = ({ named }: Threat): boolean =>
    named.some((one) => linesOfTest(one)?.includes('withoutEffect(') === true);
  expect(
    threats()
      .filter((threat) => !counts(threat))
      .map(({ title }) => title),
  ).toEqual(NOBODY_TRIES);
});

test('each decision is a page with date, status, context, decision and consequence, numbered without gaps', () => {
  const files = readdirSync(join(root, 'docs/decisions')).sort();
  files.forEach((file, index) => {
    expect(file).toMatch(new RegExp(`^${String(index + 1).padStart(3, '0')}-[a-z0-9-]+\\.md$`));
    const page = text(join('docs/decisions', file));
    expect(page).toMatch(/^Date: \d{4}-\d\d-\d\d\. Status: (accepted|replaced by \d{3})\.$/m);
    for (const heading of ['Context', 'Decision', 'Consequence']) expect(page).toContain(`\n## ${heading}\n`);
  });
});

test('the settings a stranger must set are in the README', () => {
  const readme = text('README.md');
  const needed = [
    ...['PUBLIC_URL', 'AUDIT_SEAL_KEY_PATH', 'AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_CERTIFICATE_PATH'],
    ...['MicrosoftAppId', 'MicrosoftAppPassword', 'HELPDESK_GROUP_ID', 'APPROVER_GROUP_ID', 'SECURITY_GROUP_ID'],
    ...['ADMIN_GROUP_ID', 'SIGNIN_CLIENT_ID', 'STEP_UP_AUTH_CONTEXT', 'TEAMS_APP_CATALOG_ID'],
    ...variableNames.filter((name) => /^SLACK_.*(TOKEN|SECRET|ID)$/.test(name)),
  ];
  expect(needed.filter((name) => !readme.includes(name))).toEqual([]);
});
