import type { Requirements } from '../domain/readiness';
import { isAttestableKey, keyModels, METADATA_VERSION, modelKind, modelName } from './authenticators';
import { portal } from './portal';

/** What the rules compare with and point to (knowledge.md C.1, B-4, B-5). */
export const requirements: Requirements = {
  // EAP, FAQ-A
  minimumSystem: { ios: '17', android: '14' },
  // PKF: required where a profile that allows both kinds targets Authenticator
  minimumAppForBothTypes: { ios: '6.8.37', android: '6.2507.4749' },
  // COMB
  maximumPasskeys: 10,
  // TAP: what Microsoft Graph accepts at all, whatever the tenant's own bounds
  passMinutes: { minimum: 10, maximum: 43_200 },
  // COMB
  maximumAuthenticators: 5,
  // PKF: the whole policy may have 20 KB
  passkeyPolicyBytes: 20 * 1_024,
  metadataVersion: METADATA_VERSION,
  modelName,
  modelKind,
  keyModels,
  isAttestableKey,
  places: {
    passkeyPolicy: portal.passkeyPolicy,
    passPolicy: portal.passPolicy,
    authenticatorPolicy: portal.authenticatorPolicy,
    methodsPolicy: portal.policies,
    access: portal.access,
    user: portal.user,
    devices: portal.devices,
    strengths: portal.strengths,
    riskyUsers: portal.riskyUsers,
    selfService: portal.selfService,
    iosAutofill: { '18': portal.autofill.ios18, '17': portal.autofill.ios17 },
    androidAutofill: portal.autofill.android,
  },
};
