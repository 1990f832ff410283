import { randomBytes } from 'node:crypto';
import type { Secrets } from './settings';

/**
 * What all replicas share and the store does not hold, the newest first. Production always has the seal key, whose file
 * may hold several while they are exchanged; in development, without any secret, the pairing numbers live as long as
 * the process.
 */
export function sharedSecrets({ auditSealKey, signIn, microsoftAppPassword }: Secrets): readonly [string, ...string[]] {
  const [newest, ...older] = auditSealKey?.match(/-----BEGIN[^]*?-----END[^\n]*/g) ?? [];
  if (newest !== undefined) return [newest, ...older];
  const signInSecret = signIn === undefined ? undefined : 'secret' in signIn ? signIn.secret : signIn.certificate;
  return [signInSecret ?? microsoftAppPassword ?? randomBytes(32).toString('base64')];
}
