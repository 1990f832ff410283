"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const clock_1 = require("../../../src/domain/clock");
const claims_1 = require("../../../src/channels/web/claims");
const tenant = '11111111-1111-4111-8111-111111111111';
const person = 'aaaaaaaa-0000-4000-8000-000000000004';
const now = Date.parse('2026-03-02T09:30:00Z');
const seconds = now / 1000;
function verdict(claims) {
    const session = (0, claims_1.entraSession)({ tid: tenant, oid: person, acrs: ['c1'], auth_time: seconds, ...claims }, tenant);
    if (!session.ok)
        return session.refusal.code;
    const confirmed = (0, claims_1.confirms)(session.value, { person, context: 'c1', now });
    return confirmed.ok ? 'confirmed' : confirmed.refusal.code;
}
test.each([
    ['complete claims', {}, 'confirmed'],
    ['ids in capitals', { tid: tenant.toUpperCase(), oid: person.toUpperCase() }, 'confirmed'],
    ['acrs as one word', { acrs: 'c1' }, 'confirmed'],
    ['a sign-in five minutes ago', { auth_time: seconds - 300 }, 'confirmed'],
    ['a sign-in five minutes and a second ago', { auth_time: seconds - 301 }, 'sign-in-too-old'],
    ['no auth_time', { auth_time: undefined }, 'sign-in-too-old'],
    ['an auth_time in the future', { auth_time: seconds + 2 * (clock_1.MINUTE / 1000) }, 'sign-in-too-old'],
    ['an auth_time that is text', { auth_time: String(seconds) }, 'sign-in-failed'],
    ['no acrs', { acrs: undefined }, 'sign-in-too-weak'],
    ['another acrs', { acrs: ['c2', 'c10'] }, 'sign-in-too-weak'],
    ['another tenant', { tid: '22222222-2222-4222-8222-222222222222' }, 'foreign-tenant'],
    ['no tenant', { tid: undefined }, 'sign-in-failed'],
    ['no object id', { oid: undefined }, 'sign-in-failed'],
    ['another person', { oid: 'aaaaaaaa-0000-4000-8000-000000000005' }, 'sign-in-wrong-person'],
])('Entra: %s → %s', (_, claims, expected) => {
    expect(verdict(claims)).toBe(expected);
});
test.each([
    ['user and team fit', {}, true],
    ['another user', { 'https://slack.com/user_id': 'U2' }, false],
    ['another team', { 'https://slack.com/team_id': 'T2' }, false],
    ['no team', { 'https://slack.com/team_id': undefined }, false],
])('Slack: %s', (_, change, ok) => {
    const claims = { 'https://slack.com/user_id': 'U1', 'https://slack.com/team_id': 'T1', name: 'Priya', ...change };
    expect((0, claims_1.slackName)(claims, { team: 'T1', user: 'U1' }).ok).toBe(ok);
});
//# sourceMappingURL=claims.test.js.map