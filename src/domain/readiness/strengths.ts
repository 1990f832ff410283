import type { AccessRule, Strength } from '../access';
import type { PersonFacts } from '../facts';
import { type Method, sameAaguid } from '../methods';

/** Cannot be registered in the middle of a sign-in (STRH). */
const BEFOREHAND = [
  'deviceBasedPush',
  'windowsHelloForBusiness',
  'x509CertificateMultiFactor',
  'x509CertificateSingleFactor',
];
const PASSES = ['temporaryAccessPassOneTime', 'temporaryAccessPassMultiUse'];

/** The strength a policy insists on; undefined where another control will do instead. */
export function strengthNeeded({ grant }: AccessRule): Strength | undefined {
  if (grant?.strength === undefined) return undefined;
  return grant.operator === 'OR' && grant.controls.length > 0 ? undefined : grant.strength;
}

export function acceptsPass({ combinations }: Strength): boolean {
  return combinations.some((one) => PASSES.includes(one));
}

export function beforehandOnly({ combinations }: Strength): boolean {
  return combinations.length > 0 && combinations.every((one) => BEFOREHAND.includes(one));
}

/**
 * Whether something registered meets it. Windows Hello never does on a phone; certificates cannot be seen. Where the
 * methods could not be read nothing is held against the person: the rules about methods name that gap.
 */
export function satisfies(strength: Strength, facts: PersonFacts, where: 'phone' | 'anywhere'): boolean {
  if (!facts.methods.known) return true;
  const methods = facts.methods.value;
  return strength.combinations.some((combination) =>
    combination
      .split(',')
      .every((part) => methods.some((method) => provides(method, part.trim(), strength, facts, where))),
  );
}

function provides(
  method: Method,
  part: string,
  { passkeyModels }: Strength,
  { methodDevices }: PersonFacts,
  where: 'phone' | 'anywhere',
): boolean {
  switch (method.kind) {
    case 'passkey':
      return part === 'fido2' && (passkeyModels?.some((model) => sameAaguid(model, method.aaguid)) ?? true);
    case 'windows-hello':
      return part === 'windowsHelloForBusiness' && where === 'anywhere';
    case 'authenticator':
      if (part === 'microsoftAuthenticatorPush') return true;
      return (
        part === 'deviceBasedPush' &&
        methodDevices.known &&
        methodDevices.value.some(({ methodId, device }) => methodId === method.id && device !== undefined)
      );
    case 'phone':
      return part === 'voice' || (part === 'sms' && method.phoneType === 'mobile');
    case 'password':
      return part === 'password';
    case 'pass':
      return method.usable && part === (method.usableOnce ? PASSES[0] : PASSES[1]);
    case 'other':
      return (part === 'softwareOath' || part === 'hardwareOath') && method.odataType.includes(part);
  }
}
