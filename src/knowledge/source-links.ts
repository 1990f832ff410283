import { sources } from './sources';

/** Where a fact can be read up. A guide of ours has a title and no address. */
export interface SourceLink {
  readonly title: string;
  readonly url?: string;
}

const LEARN = 'https://learn.microsoft.com/en-us';

/**
 * The published page of a source file: the names in sources.ts are those of Microsoft's public documentation
 * repositories, and learn.microsoft.com follows their folders. `code` leads to the one page that explains it.
 */
export function sourceLink(key: string, code?: string): SourceLink | undefined {
  const named = Object.entries(sources).find(([one]) => one === key)?.[1];
  if (named === undefined) return undefined;
  if (key === 'ERRX') {
    const title = 'login.microsoftonline.com/error';
    return /^\d+$/.test(code ?? '')
      ? { title, url: `https://${title}?code=${code ?? ''}` }
      : { title, url: `https://${title}` };
  }
  const [, repository, file] = /^(?:(\S+) )?(\S+?)\.(?:md|yml)\b/.exec(named) ?? [];
  return file === undefined
    ? { title: named }
    : { title: file.split('/').at(-1) ?? file, url: addressOf(repository, file) };
}

function addressOf(repository: string | undefined, file: string): string {
  if (repository === 'microsoft-graph-docs-contrib') return `${LEARN}/graph/api/${file.replace(/^api\//, '')}`;
  if (repository === 'windows-itpro-docs') return `${LEARN}/windows/security/identity-protection/${file}`;
  if (file.startsWith('identity-platform/')) return `${LEARN}/entra/${file}`;
  return `${LEARN}/entra/identity/${file.includes('/') ? file : `authentication/${file}`}`;
}
