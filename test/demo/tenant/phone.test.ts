import { movableClock } from '../../../src/demo/clock';
import { startTenant, type PersonKey, type PolicyVariant, type Tenant } from '../../../src/demo/tenant';

let tenant: Tenant;
beforeEach(async () => {
  tenant = await startTenant({ clock: movableClock() });
});
afterEach(() => tenant.close());

const tryPhone = (who: PersonKey, platform: 'ios' | 'android', via: 'app' | 'browser' = 'app') => {
  const result = tenant.world.registerPasskey(tenant.people[who].id, { platform, via });
  return result.registered ? 'registered' : result.why;
};

describe('a phone that registers a passkey in the simulated tenant', () => {
  it.each<[PersonKey, 'ios' | 'android', string]>([
    ['yuki', 'ios', 'registered'],
    ['omar', 'android', 'registered'],
    ['ingrid', 'android', 'registered'],
    ['noa', 'ios', 'excluded'],
    ['pavel', 'android', 'not-targeted'],
    ['lena', 'android', 'model-not-allowed'],
    ['lena', 'ios', 'registered'],
    ['grace', 'ios', 'guest'],
    ['ravi', 'android', 'guest'],
    ['emil', 'ios', 'disabled'],
    ['oscar', 'ios', 'too-many-passkeys'],
    ['tom', 'ios', 'no-strong-sign-in'],
    ['hana', 'ios', 'no-strong-sign-in'],
    ['aoife', 'ios', 'no-strong-sign-in'],
  ])('%s on %s: %s', (who, platform, expected) => {
    expect(tryPhone(who, platform)).toBe(expected);
  });

  it('proves its model only inside the app', () => {
    expect(tryPhone('chidi', 'android', 'browser')).toBe('attestation-needs-the-app');
    expect(tryPhone('chidi', 'android', 'app')).toBe('registered');
  });

  it.each<[PolicyVariant, string]>([
    ['profiles', 'registered'],
    ['older', 'registered'],
    ['older-no-android', 'model-not-allowed'],
    ['self-service-off', 'self-service-off'],
    ['passkeys-off', 'method-off'],
    ['no-profile-linked', 'no-profile'],
    ['passkeys-for-all', 'registered'],
  ])('meets the policy variant %s with: %s', (variant, expected) => {
    tenant.world.usePolicy(variant);
    expect(tryPhone('omar', 'android')).toBe(expected);
  });

  it('cannot sign in any more once it is wiped', () => {
    tenant.world.wipePhone(tenant.people.yuki.id);
    expect(tryPhone('yuki', 'ios')).toBe('no-strong-sign-in');
  });
});
