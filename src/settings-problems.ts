import { X509Certificate, createPrivateKey } from 'node:crypto';
import { privateKeysIn } from './store/audit-keys';
import type { VariableName, Variables } from './variables';

/** One setting that is missing or wrong. Both sentences are free of values. */
export interface SettingProblem {
  readonly name: string;
  readonly what: string;
  readonly fix: string;
}

export class SettingsError extends Error {
  constructor(readonly problems: readonly SettingProblem[]) {
    const lines = problems.map(({ name, what, fix }) => `  ${name}\n    ${what}\n    ${fix}`);
    const count = problems.length === 1 ? 'One setting is' : `${String(problems.length)} settings are`;
    super(
      `Keysmith did not start. ${count} missing or wrong:\n\n${lines.join('\n\n')}\n\nEach setting is explained in env.example.`,
    );
    this.name = 'SettingsError';
  }
}

export interface KeyFiles {
  auditSealKey?: string;
  signInCertificate?: string;
}

export type Report = (name: VariableName, what: string, fix: string) => void;

/** The files that settings name, read and looked into, so that a wrong one is found before anything starts. */
export function keyFileRules(
  values: Variables,
  report: Report,
  readFile: (path: string) => string,
  files: KeyFiles,
): void {
  const read = (name: 'AUDIT_SEAL_KEY_PATH' | 'AZURE_CLIENT_CERTIFICATE_PATH' | 'SIGNIN_CLIENT_CERTIFICATE_PATH') => {
    const path = values[name];
    if (path === undefined) return undefined;
    try {
      return readFile(path);
    } catch {
      report(name, 'The file cannot be read.', 'Check the path, and that the account Keysmith runs under may read it.');
      return undefined;
    }
  };
  for (const name of ['AZURE_CLIENT_CERTIFICATE_PATH', 'SIGNIN_CLIENT_CERTIFICATE_PATH'] as const) {
    const pem = read(name);
    if (pem === undefined) continue;
    if (!holdsCertificateAndKey(pem)) {
      report(
        name,
        'The file does not hold a certificate and its private key.',
        'Put both into one PEM file, the key without a passphrase.',
      );
    } else if (name === 'SIGNIN_CLIENT_CERTIFICATE_PATH') files.signInCertificate = pem;
  }
  const seal = read('AUDIT_SEAL_KEY_PATH');
  if (seal !== undefined && sealKeyFits(seal)) files.auditSealKey = seal;
  else if (seal !== undefined) {
    report(
      'AUDIT_SEAL_KEY_PATH',
      'The file does not hold an Ed25519 private key.',
      'Make one: openssl genpkey -algorithm ed25519 -out seal.pem',
    );
  } else if (values.AUDIT_SEAL_KEY_PATH === undefined && values.KEYSMITH_MODE === 'production') {
    report(
      'AUDIT_SEAL_KEY_PATH',
      'It is missing. Without it, a changed audit trail could not be told from a true one.',
      'Make a key: openssl genpkey -algorithm ed25519 -out seal.pem, and keep it apart from the database.',
    );
  }
}

function holdsCertificateAndKey(pem: string): boolean {
  try {
    return new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem));
  } catch {
    return false;
  }
}

function sealKeyFits(pem: string): boolean {
  try {
    return privateKeysIn(pem).length > 0;
  } catch {
    return false;
  }
}
