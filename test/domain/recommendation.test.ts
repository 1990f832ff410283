import { known, unread } from '../../src/domain/fact';
import { METHODS } from '../../src/domain/readiness';
import { besides, HOMES, isPrivileged, recommended, resistant, WORKPLACES } from '../../src/domain/recommendation';
import { facts as factsOf } from './readiness/facts';

describe('what suits somebody', () => {
  it.each([
    ['own-windows', true, ['windows-hello', 'authenticator-passkey', 'security-key']],
    ['own-windows', false, ['windows-hello', 'security-key']],
    ['own-other', true, ['authenticator-passkey', 'security-key', 'synced-passkey']],
    ['own-other', false, ['security-key', 'synced-passkey']],
    ['shared-computer', true, ['security-key', 'authenticator-passkey', 'phone-sign-in']],
    ['shared-computer', false, ['security-key']],
    ['own-phone', true, ['authenticator-passkey', 'synced-passkey', 'security-key']],
    ['shared-phone', true, ['security-key']],
  ] as const)('%s, phone %s: %j first', (workplace, phone, best) => {
    expect(recommended({ workplace, phone }, false).slice(0, best.length)).toEqual(best);
  });

  it('names for a privileged account only what resists phishing, a key first', () => {
    for (const workplace of WORKPLACES) {
      const named = recommended({ workplace, phone: true }, true);
      expect(named[0]).toBe('security-key');
      expect(named).not.toContain('phone-sign-in');
      expect(named).not.toContain('authenticator-push');
    }
  });

  it('adds nothing that lives on what one has already, except a further key', () => {
    for (const method of METHODS) {
      const more = besides([method], false).filter((one) => one !== 'security-key');
      expect(more.map((one) => HOMES[one])).not.toContain(HOMES[method]);
    }
    expect(besides(['authenticator-passkey'], false)[0]).toBe('security-key');
    expect(besides(['security-key'], true)).toContain('security-key');
  });

  it('counts for an administrator only what resists phishing', () => {
    expect(resistant(['phone-sign-in', 'authenticator-push', 'windows-hello'])).toBe(1);
  });

  it('takes a role that cannot be read for one that is held, and no licence for none', () => {
    const base = factsOf();
    const gap = { what: 'roles', reason: 'permission' } as const;
    expect(isPrivileged(base)).toBe(false);
    expect(isPrivileged({ ...base, activeRoles: unread(gap) })).toBe(true);
    expect(isPrivileged({ ...base, eligibleRoles: unread({ ...gap, reason: 'licence' }) })).toBe(false);
    expect(isPrivileged({ ...base, eligibleRoles: known(['Global Reader'], 0) })).toBe(true);
  });
});
