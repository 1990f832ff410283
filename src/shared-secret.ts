import { randomBytes } from 'node:crypto';
import type { Secrets } from './settings';

/**
 * What all replicas share and the store does not hold. Production always has the seal key; in development, without any
 * secret, the pairing numbers live as long as the process.
 */
export function sharedSecret({ auditSealKey, signIn, microsoftAppPassword }: Secrets): string {
  const signInSecret = signIn === undefined ? undefined : 'secret' in signIn ? signIn.secret : signIn.certificate;
  return auditSealKey ?? signInSecret ?? microsoftAppPassword ?? randomBytes(32).toString('base64');
}
