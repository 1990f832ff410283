import { briefFix, plainFinding } from '../../src/services/plain-finding';

const IPHONE = '90a3ccdf-635c-4729-a248-9b709135078f';
const ANDROID = 'de1e552d-db1d-4423-a619-566b625cdc84';
const PLACE =
  'Entra ID > Authentication methods > Policies > Passkey (FIDO2) (older portals: Protection > Authentication methods)';
const finding = {
  what: 'Authenticator is not allowed.',
  why: `The list lacks Authenticator for iPhones (${IPHONE}) and Authenticator for Android phones (${ANDROID}).`,
  fix: `Add Windows Hello (${IPHONE}, ${ANDROID}) to the allowed AAGUIDs at ${PLACE}, or use another passkey.`,
  who: 'An Authentication Policy Administrator',
};

it('an employee reads models by name, and where in the portal', () => {
  expect(plainFinding(finding)).toEqual({
    ...finding,
    why: 'The list lacks Authenticator for iPhones and Authenticator for Android phones.',
    fix: `Add Windows Hello to the allowed models at ${PLACE}, or use another passkey.`,
  });
});

it('among several methods the way through the portal is left out', () => {
  expect(briefFix(finding)).toBe('Add Windows Hello to the allowed models, or use another passkey.');
  expect(briefFix({ fix: `Add Synced to the profile at ${PLACE}.` })).toBe('Add Synced to the profile.');
  expect(briefFix({ fix: `Add it to a profile that does not enforce attestation, at ${PLACE}.` })).toBe(
    'Add it to a profile that does not enforce attestation.',
  );
  expect(briefFix({ fix: 'Change it at Entra ID > Users > (the person) > Properties, or wait.' })).toBe(
    'Change it, or wait.',
  );
  expect(briefFix({ fix: 'Look at ID Protection > Risky users; then dismiss it.' })).toBe('Look; then dismiss it.');
  expect(briefFix({ fix: 'Register a second one.' })).toBe('Register a second one.');
});
