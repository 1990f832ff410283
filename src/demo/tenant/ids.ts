import { createHash } from 'node:crypto';

/** The same object id for the same name in every start, so that the demo's people keep theirs. */
export function stableId(name: string): string {
  const hex = createHash('sha256').update(`keysmith demo tenant ${name}`).digest('hex');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4] ?? '8';
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
