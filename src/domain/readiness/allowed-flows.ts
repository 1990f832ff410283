import { acceptingProfiles, candidates } from './effective-policy';
import type { Seen } from './rule';
import type { RegistrationFlow } from './verdict';

/** Attestation works only when the passkey is made inside the app (EAP); by QR code needs one profile without it. */
export function allowedFlows({ passkeys, asked, method }: Seen): readonly RegistrationFlow[] {
  if (method !== 'authenticator-passkey') return [];
  if (!passkeys.known || !passkeys.value.policy.enabled || passkeys.value.excludedBy.length > 0) return [];
  const effective = passkeys.value;
  const profiles = candidates(asked.platform).flatMap((platform) => acceptingProfiles(effective, platform));
  if (profiles.length === 0) return [];
  const byCode = profiles.some(({ attestation }) => attestation === 'disabled');
  return byCode ? ['in-app', 'security-info', 'cross-device'] : ['in-app', 'security-info'];
}
