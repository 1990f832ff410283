import { accountChange } from '../../src/entra/wire-changes';

const TOM = '11111111-1111-4111-8111-111111111111';
const MIA = '22222222-2222-4222-8222-222222222222';

/** A row as Microsoft's audit log writes it, with what matters here. */
function row(activityDisplayName: string, change: Record<string, unknown> = {}): unknown {
  return {
    activityDateTime: '2026-03-02T09:00:00Z',
    activityDisplayName,
    result: 'success',
    resultReason: '',
    initiatedBy: { user: { id: MIA }, app: null },
    targetResources: [{ id: TOM, type: 'User', modifiedProperties: [] }],
    ...change,
  };
}
const said = (raw: unknown): string | undefined => accountChange(TOM).parse(raw)?.what;
const modified = (...names: string[]) => [
  { id: TOM, modifiedProperties: names.map((displayName) => ({ displayName })) },
];

it.each([
  ['Set user manager', {}, 'manager-changed'],
  ['Remove user manager', {}, 'manager-changed'],
  ['Update user', { targetResources: modified('Manager.ObjectID', 'Manager.UPN') }, 'manager-changed'],
  ['Update user', { targetResources: modified('JobTitle') }, undefined],
  ['User deleted security info', {}, 'method-removed'],
  ['Admin deleted security info', { resultReason: 'Admin deleted Mobile App method for user' }, 'method-removed'],
  ['Admin deleted security info', { resultReason: 'Admin deleted temporary access pass method for user' }, undefined],
  ['Delete Windows Hello for Business credential', {}, 'method-removed'],
  ['Delete passwordless phone sign-in credential', {}, 'method-removed'],
  ['User registered security info', {}, undefined],
  ['Update StsRefreshTokenValidFrom Timestamp', {}, 'sessions-revoked'],
  ['Revoke user sign-in sessions', {}, 'sessions-revoked'],
  ['Admin deleted security info', { result: 'failure' }, undefined],
  // The new manager is named second, and nothing of theirs changed.
  ['Set user manager', { targetResources: [{ id: MIA, modifiedProperties: [] }, ...modified()] }, undefined],
  [
    'Set user manager',
    { targetResources: [{ id: MIA, modifiedProperties: [] }, ...modified('Manager')] },
    'manager-changed',
  ],
])('%s %j is %s', (activity, change, what) => {
  expect(said(row(activity, change))).toBe(what);
});

it('says whether an app did it, and survives a row without an initiator', () => {
  const byApp = accountChange(TOM).parse(row('Admin deleted security info', { initiatedBy: { app: { appId: null } } }));
  expect(byApp).toMatchObject({ byApp: true });
  expect(accountChange(TOM).parse(row('Admin deleted security info', { initiatedBy: null }))).toMatchObject({
    byApp: false,
  });
});
