import { z } from 'zod/v4';
import { done, type Outcome } from '../domain/refusal';
import { judgeReply } from './attempts';
import { deadlineIn } from './deadline';
import { refusalOf } from './failure';

import type { Transport } from './transport';

const claims = z.object({ roles: z.array(z.string()).optional() });

/**
 * The application permissions Graph's token carries (its `roles` claim). The token is ours and fresh from Entra, so
 * its signature is Graph's business. Sorted; empty where nothing was granted.
 */
export async function grantedPermissions(transport: Transport, readMs: number): Promise<Outcome<readonly string[]>> {
  const access = await transport.token(deadlineIn(readMs));
  if (access.end === 'not-sent') {
    const read = judgeReply('tenant', access);
    return read.ok ? done([]) : refusalOf(read.failure);
  }
  // A simulated tenant on loopback asks for no token, so there is nothing to be granted.
  if (access.token === undefined) return done([]);
  const roles = rolesOf(access.token);
  return roles === undefined ? refusalOf({ kind: 'nonsense' }) : done([...roles].sort());
}

function rolesOf(token: string): readonly string[] | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined) return undefined;
  try {
    const parsed = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return parsed.success ? (parsed.data.roles ?? []) : undefined;
  } catch {
    // The error of JSON.parse would quote the token.
    return undefined;
  }
}
