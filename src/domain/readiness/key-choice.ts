import type { PersonFacts } from '../facts';
import type { PasskeyProfile } from '../policies';
import { allowsType, effectivePolicy } from './effective-policy';
import type { Requirements } from './verdict';

/** Longer lists are cut: nobody reads them on a card. */
const SHOWN = 6;

/** Which security keys the policy takes from this person, after "Allowed here:"; for somebody whose model decides. */
export function acceptedKeys(facts: PersonFacts, known: Requirements): string {
  const passkeys = effectivePolicy(facts);
  const profiles = passkeys.known ? passkeys.value.profiles : [];
  const each = profiles
    .filter((profile) => allowsType(profile, 'deviceBound'))
    .flatMap((profile) => acceptedBy(profile, known) ?? []);
  return each.length === 0 ? 'none that I can name' : [...new Set(each)].join('; or ');
}

function acceptedBy({ keyRestrictions, attestation }: PasskeyProfile, known: Requirements): string | undefined {
  const proves =
    attestation === 'disabled' ? '' : `on Microsoft's list (FIDO metadata ${String(known.metadataVersion)})`;
  const { enforced, type, aaguids } = keyRestrictions;
  const names = listed(aaguids, known);
  if (!enforced || (type === 'block' && names === '')) return ['any key', proves].join(' ').trim();
  if (type === 'block') return ['any key', proves, `but ${names}`].filter((words) => words !== '').join(' ');
  return names === '' ? undefined : names;
}

/** Phones and PCs that stand on the same list are no keys; what nobody knows may be one. */
function listed(aaguids: readonly string[], known: Requirements): string {
  const keys = aaguids.filter((aaguid) => (known.modelKind(aaguid) ?? 'security-key') === 'security-key');
  const names = [...new Set(keys.map((aaguid) => known.modelName(aaguid) ?? `the model ${aaguid}`))];
  const more = names.length - SHOWN;
  return [...names.slice(0, SHOWN), ...(more > 0 ? [`${String(more)} more`] : [])].join(', ');
}
