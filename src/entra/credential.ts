import {
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  WorkloadIdentityCredential,
  type TokenCredential,
} from '@azure/identity';

/** From AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_AUTHORITY_HOST, and what the process signs in with. */
export interface CredentialSettings {
  readonly tenantId: string;
  /** Not needed by a system-assigned managed identity. */
  readonly clientId?: string | undefined;
  readonly authorityHost?: string | undefined;
  readonly signInWith:
    | { readonly kind: 'certificate'; readonly path: string }
    | { readonly kind: 'secret'; readonly secret: string }
    /** What Azure gives the machine: workload identity where there is AZURE_FEDERATED_TOKEN_FILE, else managed identity. */
    | { readonly kind: 'platform'; readonly federatedTokenFile?: string | undefined };
}

/** The credential for Graph; nothing is asked of Entra before the first token is needed. */
export function credentialFrom({ tenantId, clientId, authorityHost, signInWith }: CredentialSettings): TokenCredential {
  const host = authorityHost === undefined ? {} : { authorityHost };
  if (signInWith.kind === 'platform' && signInWith.federatedTokenFile === undefined) {
    return clientId === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId });
  }
  if (clientId === undefined) throw new Error('AZURE_CLIENT_ID is needed to sign in to Microsoft Graph.');
  switch (signInWith.kind) {
    case 'certificate':
      return new ClientCertificateCredential(tenantId, clientId, signInWith.path, host);
    case 'platform':
      return new WorkloadIdentityCredential({
        tenantId,
        clientId,
        tokenFilePath: signInWith.federatedTokenFile ?? '',
        ...host,
      });
    case 'secret':
      return new ClientSecretCredential(tenantId, clientId, signInWith.secret, host);
  }
}
