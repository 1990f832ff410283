import type { Finding } from '../domain/readiness';

type Said = Pick<Finding, 'what' | 'why' | 'fix' | 'who'>;

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const IDS_IN_BRACKETS = new RegExp(` \\((?:${ID}(?:, | and )?)+\\)`, 'gi');
const PORTAL = /,? at (?:Entra ID|ID Protection) > [^.,;(]*(?:\([^)]*\)[^.,;(]*)*/g;

/**
 * A finding as the person themselves reads it: models by name only. The rules write "name (AAGUID)", and whoever keeps
 * the lists reads that on the person's page (lookup).
 */
export function plainFinding({ what, why, fix, who }: Said): Said {
  return { what: plain(what), why: plain(why), fix: plain(fix), who };
}

/** In a list of several: where in the portal is for the method's own card. */
export function briefFix({ fix }: Pick<Finding, 'fix'>): string {
  return plain(fix).replace(PORTAL, '');
}

function plain(words: string): string {
  return words.replace(IDS_IN_BRACKETS, '').replaceAll('AAGUID', 'model');
}
