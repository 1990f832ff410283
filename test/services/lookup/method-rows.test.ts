import { preferredWords } from '../../../src/services/lookup/method-rows';

/* What a person is asked for second, as an agent reads it. */

const at = Date.parse('2026-01-15T10:00:00Z');

it.each([
  ['none', false, 'None chosen'],
  ['none', true, 'None chosen: Microsoft Entra asks for the strongest one they have'],
  ['push', false, 'Notification in Microsoft Authenticator'],
  ['push', true, 'Notification in Microsoft Authenticator, but Microsoft Entra asks for the strongest one they have'],
])('%s, chosen by Entra %s: %s', (chosen, bySystem, words) => {
  expect(preferredWords({ chosen, bySystem, system: [] }, at, 'Europe/Berlin')).toBe(words);
});
