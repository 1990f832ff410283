import type { Json } from '../../src/demo/tenant/answers';
import type { PolicyVariant, Tenant } from '../../src/demo/tenant';
import { HELLO } from '../domain/readiness/tenants';

type World = Tenant['world'];
export type Key = keyof Tenant['people'];

export const IOS = '90a3ccdf-635c-4729-a248-9b709135078f';
export const ANDROID = 'de1e552d-db1d-4423-a619-566b625cdc84';
export const YUBIKEY = 'fa2b99dc-9e39-4257-8f92-4a30d23c4118';

export function profile(
  changes: Partial<World['policies']['passkeys']['passkeyProfiles'][number]>,
): (world: World) => void {
  return ({ policies }) => {
    const passkeyProfiles = policies.passkeys.passkeyProfiles.map((one) => ({ ...one, ...changes }));
    policies.passkeys = { ...policies.passkeys, passkeyProfiles };
  };
}
export const allow = (...aaGuids: readonly string[]) => ({
  keyRestrictions: { isEnforced: true, enforcementType: 'allow' as const, aaGuids },
});
export const block = (...aaGuids: readonly string[]) => ({
  keyRestrictions: { isEnforced: true, enforcementType: 'block' as const, aaGuids },
});
export const app =
  (changes: Partial<World['policies']['authenticator']>) =>
  ({ policies }: World): void => {
    policies.authenticator = { ...policies.authenticator, ...changes };
  };
/** Switches a policy of the tenant on, with these grant controls. */
export const access =
  (name: RegExp, grant?: Json) =>
  ({ conditionalAccess }: World): void => {
    conditionalAccess.policies = conditionalAccess.policies.map((policy) =>
      name.test(String(policy['displayName']))
        ? { ...policy, state: 'enabled', ...(grant === undefined ? {} : { grantControls: { ...none, ...grant } }) }
        : policy,
    );
  };
const none = {
  operator: 'OR',
  builtInControls: [],
  customAuthenticationFactors: [],
  termsOfUse: [],
  authenticationStrength: null,
};
export const strength = (combinations: readonly string[], models?: readonly string[]): Json => ({
  authenticationStrength: {
    id: 'own',
    displayName: 'Our strength',
    policyType: 'custom',
    requirementsSatisfied: 'mfa',
    createdDateTime: '2025-01-01T00:00:00Z',
    modifiedDateTime: '2025-01-01T00:00:00Z',
    allowedCombinations: combinations,
    combinationConfigurations:
      models === undefined
        ? []
        : [
            {
              '@odata.type': '#microsoft.graph.fido2CombinationConfiguration',
              id: 'c',
              appliesToCombinations: ['fido2'],
              allowedAAGUIDs: models,
            },
          ],
  },
});
export const methodsOf =
  (who: Key, change: (world: World, id: string) => void) => (world: World, people: Tenant['people']) =>
    change(world, people[who].id);

type Result = World['signIns'][number]['applied'][number]['result'];
export type Change = (world: World, people: Tenant['people']) => void;
export const same: Change = () => undefined;

export function guest(world: World, people: Tenant['people']): void {
  const person = world.people.get(people.yuki.id);
  if (person !== undefined) person.userType = 'Guest';
}

export function keys(changes: Partial<World['policies']['passkeys']>): Change {
  return ({ policies }) => {
    policies.passkeys = { ...policies.passkeys, ...changes };
  };
}

export function targets(changes: { readonly allowedPasskeyProfiles: string[] }): Change {
  return ({ policies }) => {
    const includeTargets = policies.passkeys.includeTargets.map((one) => ({ ...one, ...changes }));
    policies.passkeys = { ...policies.passkeys, includeTargets };
  };
}

export function assignEvery(world: World, people: Tenant['people']): void {
  targets({ allowedPasskeyProfiles: world.policies.passkeys.passkeyProfiles.map(({ id }) => id) })(world, people);
}

export function attest(world: World): void {
  profile({ attestationEnforcement: 'registrationOnly' })(world);
}

export function unattest(who: Key): Change {
  return methodsOf(who, (world, id) => {
    const methods = world.methodsOf(id).map((one) => (one.kind === 'passkey' ? { ...one, attested: false } : one));
    world.methods.set(id, methods);
  });
}

export function withoutHello(world: World, id: string): void {
  world.methods.set(
    id,
    world.methodsOf(id).filter(({ kind }) => kind !== 'windowsHello'),
  );
}

/** A passkey in Windows Hello, from the days when the list still had it. */
export function onWindows(world: World, { yuki }: Tenant['people']): void {
  const list = world.methodsOf(yuki.id);
  world.methods.set(yuki.id, [
    ...list,
    {
      kind: 'passkey',
      id: 'on-windows',
      createdAt: new Date('2026-01-05T08:00:00Z'),
      displayName: 'Windows PC',
      aaGuid: HELLO[0],
      model: 'Windows Hello Hardware Authenticator',
      passkeyType: 'deviceBound',
      attested: false,
    },
  ]);
}

/** A second policy like the first, under another name. */
export function another(name: RegExp): Change {
  return ({ conditionalAccess }) => {
    const like = conditionalAccess.policies.filter((policy) => name.test(String(policy['displayName'])));
    const more = like.map((policy) => ({
      ...policy,
      id: '7b0e3d55-6d1a-4a26-9d5d-3f2f6a5a1c11',
      displayName: 'CA005',
    }));
    conditionalAccess.policies = [...conditionalAccess.policies, ...more];
  };
}

export function both(first: Change, second: Change): Change {
  return (world, people) => {
    first(world, people);
    second(world, people);
  };
}

export function disableComputer(world: World, id: string): void {
  for (const device of world.devices.values())
    if (device.ownerId === id && device.operatingSystem === 'Windows') device.accountEnabled = false;
}

export function tieToPhone(world: World, id: string): void {
  const phone = [...world.devices.values()].find(({ ownerId }) => ownerId === id);
  world.methods.set(
    id,
    world.methodsOf(id).map((one) => (one.kind === 'authenticator' ? { ...one, deviceId: phone?.id ?? null } : one)),
  );
}

export function fiveApps(world: World, id: string): void {
  for (let n = 0; n < 4; n += 1) world.registerAuthenticator(id, 'ios');
}

export function without(who: Key, ...kinds: readonly string[]): Change {
  return methodsOf(who, (world, id) => {
    const left = world.methodsOf(id).filter(({ kind }) => !kinds.includes(kind));
    world.methods.set(id, left);
  });
}

/** A pass of an hour that works once, `startsIn` milliseconds from now. */
export function withPass(who: Key, startsIn = 0): Change {
  return methodsOf(who, (world, id) => {
    world.createPass(id, 60, true, new Date(Date.now() + startsIn));
  });
}

/** The same pass, and somebody has signed in with it. */
export function withUsedPass(who: Key): Change {
  return both(
    withPass(who),
    methodsOf(who, (world, id) => {
      world.signInWithPass(id);
    }),
  );
}

export function policy(variant: PolicyVariant): Change {
  return (world) => {
    world.usePolicy(variant);
  };
}

export function campaign(state: World['campaign']): Change {
  return (world) => {
    world.campaign = state;
  };
}

export function migration(state: World['migration']): Change {
  return (world) => {
    world.migration = state;
  };
}

/** Nobody is left out of any policy any more. */
export function forEverybody({ conditionalAccess }: World): void {
  conditionalAccess.policies = conditionalAccess.policies.map((one) => ({ ...one, conditions: openTo(one) }));
}

function openTo({ conditions }: Json): unknown {
  return { ...Object(conditions), users: { includeUsers: ['All'] } };
}

export function federated(behaviour: string): Change {
  return (world, { tom }) => {
    world.federated.set(domainOf(tom.upn), behaviour);
  };
}

export function domainOf(upn: string): string {
  return upn.slice(upn.indexOf('@') + 1);
}

/** The newest sign-in, with what the pilot policy made of it. */
export function signedIn(who: Key, code: number, result?: Result): Change {
  return (world, people) => {
    const pilot = world.conditionalAccess.policies.find((one) => String(one['displayName']).startsWith('CA004'));
    const applied = { id: String(pilot?.['id']), displayName: 'CA004', enforcedGrantControls: ['mfa'] };
    const reason = code === 0 ? null : `AADSTS${String(code)}`;
    world.recordSignIn(people[who].id, 'Teams', code, reason, result === undefined ? [] : [{ ...applied, result }]);
  };
}
