import type { Tenant } from '../../src/demo/tenant';
import { known } from '../../src/domain/fact';
import type { PersonFacts } from '../../src/domain/facts';
import { allVerdicts, type Asked, type MethodName } from '../../src/domain/readiness';
import { done, refuse } from '../../src/domain/refusal';
import { entries } from '../../src/knowledge/entries';
import { requirements } from '../../src/knowledge/requirements';
import type { MessageView } from '../../src/services/views';
import type { Override } from '../entra/front';
import { closeSettings, openSetting } from '../entra/setting';
import { Room, titles } from './converse-room';

/*
 * Tenants that nobody wishes for, as Graph tells them: whatever a person asks, the answer names what is missing, and
 * never says that they are ready when they are not.
 */

afterAll(closeSettings);

type Key = keyof Tenant['people'];

interface Hostile {
  readonly name: string;
  readonly who: Key;
  readonly overrides?: readonly Override[];
  readonly world?: (tenant: Tenant) => void;
  /** What may be called ready all the same; everything else has to say why not. */
  readonly mayBeReady: readonly MethodName[];
}

const POLICY = /authenticationMethodConfigurations\/fido2/i;
const APP = /authenticationMethodConfigurations\/microsoftAuthenticator/i;
const RULES = /conditionalAccess\/policies/i;
const change = (path: RegExp, changes: Record<string, unknown>): Override => ({
  path,
  change: (body) => ({ ...body, ...changes }),
});
const passkeyMethods: readonly MethodName[] = [
  'authenticator-passkey',
  'security-key',
  'synced-passkey',
  'windows-passkey',
];
const appMethods: readonly MethodName[] = ['phone-sign-in', 'authenticator-push'];

/** A rule for everybody with one thing in it that nobody has heard of. */
const oddRule = (grantControls: unknown): Record<string, unknown> => ({
  id: '0d1f3c55-6d1a-4a26-9d5d-3f2f6a5a1c77',
  displayName: 'CA-odd',
  state: 'enabled',
  conditions: {
    users: { includeUsers: ['All'] },
    applications: { includeApplications: ['All'] },
    clientAppTypes: ['all'],
  },
  grantControls,
});

function without(kept: (name: string, at: number) => boolean): (tenant: Tenant) => void {
  return ({ world }) => {
    for (const [at, name] of [...world.permissions].sort().entries())
      if (!kept(name, at)) world.permissions.delete(name);
  };
}

const hostile: readonly Hostile[] = [
  {
    name: 'kinds of passkey and of proof that nobody knows',
    who: 'yuki',
    overrides: [
      {
        path: POLICY,
        change: (body) => ({
          ...body,
          passkeyProfiles: [
            {
              id: '00000000-0000-0000-0000-000000000001',
              name: 'Future',
              attestationEnforcement: 'unknownFutureValue',
              passkeyTypes: 'quantum',
              keyRestrictions: { isEnforced: true, enforcementType: 'unknownFutureValue', aaGuids: [] },
            },
          ],
        }),
      },
    ],
    mayBeReady: appMethods,
  },
  {
    name: 'policies in a state that nobody knows',
    who: 'yuki',
    overrides: [change(POLICY, { state: 'unknownFutureValue' }), change(APP, { state: 'unknownFutureValue' })],
    mayBeReady: [],
  },
  {
    name: 'a mode of Authenticator that nobody knows',
    who: 'yuki',
    overrides: [
      {
        path: APP,
        change: (body) => ({
          ...body,
          includeTargets: [{ targetType: 'group', id: 'all_users', authenticationMode: 'unknownFutureValue' }],
        }),
      },
    ],
    mayBeReady: passkeyMethods,
  },
  {
    name: 'a Conditional Access policy with a control that nobody knows',
    who: 'yuki',
    overrides: [
      change(RULES, {
        value: [oddRule({ operator: 'AND', builtInControls: ['unknownFutureValue'], customAuthenticationFactors: [] })],
      }),
    ],
    mayBeReady: [],
  },
  {
    name: 'empty lists',
    who: 'yuki',
    overrides: [
      change(POLICY, { passkeyProfiles: [], includeTargets: [], excludeTargets: [] }),
      change(APP, { includeTargets: [], excludeTargets: [] }),
      change(RULES, { value: [] }),
    ],
    mayBeReady: [],
  },
  {
    name: 'null where lists and profiles belong',
    who: 'yuki',
    overrides: [
      change(POLICY, { passkeyProfiles: null, includeTargets: null, excludeTargets: null, keyRestrictions: null }),
      change(APP, { includeTargets: null, excludeTargets: null }),
    ],
    mayBeReady: [],
  },
  {
    name: '200 groups, the last of them excluded',
    who: 'yuki',
    world: ({ world, people }) => {
      for (let n = 0; n < 200; n += 1) {
        const id = `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, '0')}`;
        world.groups.set(id, {
          ...{ id, displayName: `Group ${String(n)}`, description: '', isAssignableToRole: false },
          ...{ createdAt: new Date(0), members: new Set([people.yuki.id]), owners: new Set<string>() },
        });
      }
      const last = { targetType: 'group' as const, id: 'aaaaaaaa-0000-4000-8000-000000000199' };
      const { passkeys, authenticator } = world.policies;
      world.policies.passkeys = { ...passkeys, excludeTargets: [last] };
      world.policies.authenticator = { ...authenticator, excludeTargets: [last] };
    },
    mayBeReady: [],
  },
  { name: 'ten passkeys', who: 'oscar', mayBeReady: appMethods },
  {
    name: 'every second permission missing',
    who: 'ida',
    world: without((_, at) => at % 2 === 0),
    mayBeReady: [],
  },
  {
    name: 'the other half of the permissions missing',
    who: 'ida',
    world: without((_, at) => at % 2 === 1),
    mayBeReady: [],
  },
  {
    name: 'no permission but for people',
    who: 'ida',
    world: without((name) => name === 'User.Read.All'),
    mayBeReady: [],
  },
];

const said: Asked = {
  platform: 'ios',
  osVersion: '18',
  authenticatorVersion: 'newest',
  keyModel: 'YubiKey 5 NFC',
  helloOffered: true,
};

async function factsOf({ who, overrides = [], world }: Hostile): Promise<PersonFacts> {
  const { entra, tenant, front } = await openSetting();
  world?.(tenant);
  front.override(...overrides);
  return entra.tenant.facts(tenant.people[who].id);
}

function roomWith(facts: PersonFacts): Room {
  const room = new Room();
  room.facts = facts;
  room.methods = facts.methods.known ? done(facts.methods.value) : refuse('graph-denied', { permission: 'x' });
  return room;
}

/** Each flow with a check, and what is pressed on the way to its verdict. */
const FLOWS: Readonly<Record<MethodName, readonly [flow: string, ...titles: readonly string[]]>> = {
  'authenticator-passkey': ['register-passkey', 'iPhone', 'iOS 18 or newer', 'Yes, or I have just updated it'],
  'security-key': ['security-key', 'On a Windows PC', 'Edge', 'YubiKey 5 with NFC'],
  'synced-passkey': ['synced-passkey', 'Apple Passwords (iPhone, iPad, Mac)'],
  'windows-passkey': ['windows-passkey', 'Web pages and apps', 'No, another PC'],
  'windows-hello': ['windows-hello', 'The work PC that I use', 'No, only I', 'Yes, it is offered'],
  'phone-sign-in': ['phone-sign-in'],
  'authenticator-push': ['authenticator-push'],
};

async function walk(room: Room, [flow, ...path]: (typeof FLOWS)[MethodName]): Promise<MessageView> {
  const [reply] = await room.converse.choose(room.turn, { verb: 'start', flow });
  if (reply?.kind !== 'say') throw new Error('nothing said');
  let view: MessageView = reply.view;
  for (const title of path) if (titles(view).includes(title)) view = await room.press(view, title);
  return view;
}

const READY = /^(You're ready|For you:|Best beside what you have:)/;

describe.each(hostile)('$name', (one) => {
  let facts: PersonFacts;
  beforeAll(async () => {
    facts = await factsOf(one);
  });

  it('makes nothing ready that is not, and every other verdict says why', () => {
    for (const verdict of allVerdicts(facts, said, requirements)) {
      const { method, ready, findings, gaps, questions } = verdict;
      if (!one.mayBeReady.includes(method)) expect([method, ready]).toEqual([method, false]);
      expect(ready || findings.length + gaps.length + questions.length > 0).toBe(true);
    }
  });

  it.each(Object.entries(FLOWS))('%s: the conversation says no more than the verdict', async (method, path) => {
    const verdict = allVerdicts(facts, said, requirements).find((other) => other.method === method);
    const view = await walk(roomWith(facts), path);
    if (READY.test(view.text)) expect(verdict?.ready).toBe(true);
    if (verdict?.ready === true || view.card !== 'verdict') return;
    expect(view.data.findings.length + view.data.gaps.length).toBeGreaterThan(0);
  });

  it('the overview and the recommendations offer nothing that is not open', async () => {
    const open = allVerdicts(facts, {}, requirements).filter(
      ({ findings, gaps }) =>
        !findings.some(({ severity }) => severity === 'blocker') && !gaps.some((gap) => gap.decides),
    );
    const flowsOpen = new Set(open.map(({ method }) => FLOWS[method][0]));
    const asked = [['what can I use'], ['second method'], ['which method suits me', 'My own phone or tablet']];
    for (const [text = '', ...presses] of asked) {
      const view = await roomWith(facts).talk(text, ...presses);
      if (view.card !== 'overview') continue;
      const starts = view.data.buttons.flatMap(({ does }) => (does['verb'] === 'start' ? [String(does['flow'])] : []));
      const methods = Object.values(FLOWS).map(([flow]) => flow);
      expect(starts.filter((flow) => methods.includes(flow) && !flowsOpen.has(flow))).toEqual([]);
    }
  });

  it('no answer about an error claims to have looked at what it could not read', async () => {
    const checked = entries.flatMap((entry) =>
      entry.kind === 'answer' && entry.check !== undefined ? [entry.id] : [],
    );
    for (const id of checked) {
      const room = roomWith(facts);
      room.signIns = known([], 0);
      const [reply] = await room.converse.choose(room.turn, { verb: 'start', flow: `entry:${id}` });
      if (reply?.kind !== 'say' || reply.view.card !== 'answer') throw new Error(id);
      const { headline, gaps } = reply.view.data;
      if (gaps.length > 0) expect([id, headline]).not.toEqual([id, expect.stringMatching(/^I checked/)]);
      expect(reply.view.text).not.toMatch(/undefined|\[object|\$\{/);
    }
  });
});
