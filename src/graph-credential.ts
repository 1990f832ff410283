import type { TokenCredential } from '@azure/identity';
import { credentialFrom } from './entra';
import type { Secrets, Settings } from './settings';

/** What Keysmith signs in to Graph with; undefined for a simulated Graph on loopback. The app and the doctor use the same. */
export function graphCredential({ tenantId, graph }: Settings, secrets: Secrets): TokenCredential | undefined {
  const { clientId, authorityHost } = graph;
  const about = { tenantId, clientId, authorityHost };
  switch (graph.credential) {
    case 'none':
      return undefined;
    case 'certificate':
      return credentialFrom({ ...about, signInWith: { kind: 'certificate', path: graph.certificatePath ?? '' } });
    case 'secret':
      return credentialFrom({ ...about, signInWith: { kind: 'secret', secret: secrets.azureClientSecret ?? '' } });
    case 'platform':
      return credentialFrom({
        ...about,
        signInWith: { kind: 'platform', federatedTokenFile: graph.federatedTokenFile },
      });
  }
}
