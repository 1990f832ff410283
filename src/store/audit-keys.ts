import { type KeyObject, createHash, createPrivateKey, createPublicKey, createSecretKey, hkdfSync } from 'node:crypto';

/**
 * What makes the audit authentic, all of it from the file at AUDIT_SEAL_KEY_PATH: the Ed25519 key that signs seals,
 * and a secret derived from it that marks each row at the moment it is written. The newest key stands first in the
 * file; older ones below it still prove what was written with them.
 */
export interface AuditKeys {
  readonly name: string;
  readonly sign: KeyObject;
  /** Name of the seal key -> the secret for rows that was derived from it. */
  readonly rows: ReadonlyMap<string, KeyObject>;
}

const PEM = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g;
const ROW_KEY_BYTES = 32;

/** @throws where the text holds no Ed25519 private key, or something beside them. */
export function auditKeysIn(pems: string): AuditKeys {
  const [sign, ...older] = privateKeysIn(pems);
  if (sign === undefined) throw new Error('The audit seal key is not a private key in PEM');
  return { name: keyId(sign), sign, rows: new Map([sign, ...older].map((key) => [keyId(key), rowKeyOf(key)])) };
}

export function privateKeysIn(pems: string): readonly KeyObject[] {
  return (pems.match(PEM) ?? []).map((pem) => {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('The audit seal key is not an Ed25519 key');
    return key;
  });
}

/** HKDF-SHA256 (RFC 5869) over the private key's 32 bytes: whoever has it needs no second secret, and nobody else has it. */
export function rowKeyOf(key: KeyObject): KeyObject {
  const seed = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
  return createSecretKey(Buffer.from(hkdfSync('sha256', seed, '', 'keysmith audit row', ROW_KEY_BYTES)));
}

/** First 16 hexadecimal digits of SHA-256 over the public key (SPKI, DER). */
export function keyId(key: KeyObject): string {
  const spki = (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex').slice(0, 16);
}
