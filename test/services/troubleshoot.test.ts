import { join } from 'node:path';
import { loadCards } from '../../src/cards';
import { parseChoice } from '../../src/channels/choice';
import { known, unread } from '../../src/domain/fact';
import { entries } from '../../src/knowledge/entries';
import type { SignIn } from '../../src/domain/sign-ins';
import { done } from '../../src/domain/refusal';
import type { CardData, MessageView } from '../../src/services/views';
import { NOW, pass, passkey, passkeyPolicy, passPolicy, profile, push, YUBIKEY } from '../domain/readiness/facts';
import { Room, titles } from './converse-room';

const cards = loadCards(join(__dirname, '../../cards'));

type Answered = CardData['answer'];

function answered(view: MessageView): Answered {
  if (view.card !== 'answer') throw new Error(`That is a ${view.card}: ${view.text}`);
  return view.data;
}

async function ask(room: Room, words: string): Promise<Answered> {
  return answered(await room.write(words));
}

const iphone = passkey();
const excluded = passkeyPolicy({ exclude: [{ to: 'group', id: 'staff' }] });
const failed = (code: number, more: Partial<SignIn> = {}): SignIn => ({
  at: NOW - 600_000,
  app: 'Microsoft Teams',
  code,
  applied: [],
  ...more,
});

/** 135016, and what stands behind it. */
describe('an error that the tenant explains', () => {
  it('is explained by it: yes, and this is it', async () => {
    const room = new Room();
    room.methods = done([iphone, push]);
    room.facts = { ...room.facts, passkeyPolicy: known(excluded, NOW) };
    const data = await ask(room, 'AADSTS135016');
    expect(data.headline).toBe('Yes, and this is it.');
    expect(data.findings).toMatchObject([{ what: expect.stringContaining('All staff') as unknown }]);
    expect(data.general[0]).toContain('does not let this passkey sign in');
  });

  it('is not laid to a policy about something the person does not have', async () => {
    const room = new Room();
    // Synced passkeys are not allowed here, and the person has none.
    room.methods = done([iphone, push]);
    const data = await ask(room, 'AADSTS135016');
    expect(data.headline).toMatch(
      /^I checked the passkey policy with your groups.*and found nothing there that explains it\.$/,
    );
    expect(data.findings).toEqual([]);
  });

  it('is something else, when no passkey is registered at all', async () => {
    const data = await ask(new Room(), 'AADSTS135016');
    expect(data.headline).toBe('Not that, but this.');
    expect(data.findings).toMatchObject([{ what: 'Your account has no passkey or security key.' }]);
  });

  it('is never explained by a guess: a gap is named with its permission', async () => {
    const room = new Room();
    room.methods = done([iphone]);
    const gap = { what: 'the passkey policy', reason: 'permission', permission: 'Policy.Read.All' } as const;
    room.facts = { ...room.facts, passkeyPolicy: unread(gap) };
    const data = await ask(room, 'AADSTS135016');
    expect(data.headline).toMatch(/^I can't see that from here/);
    expect(data.gaps.join()).toContain('Policy.Read.All is missing');
    expect(data.findings).toEqual([]);
  });

  it('gets the usual answer while Entra does not answer, and says so', async () => {
    const room = new Room();
    const down = unread({ what: 'your account', reason: 'unavailable' });
    room.facts = { ...room.facts, person: down, methods: down, groups: down };
    room.methods = { ok: false, refusal: { code: 'graph-unavailable', facts: {}, changed: '' } };
    const data = await ask(room, 'AADSTS135016');
    expect(data.lines[0]).toMatch(/^I could not check your account right now/);
    expect(data.fix).not.toBe('');
  });

  it('costs one read of the person, and nothing where others read along', async () => {
    const room = new Room();
    await room.write('AADSTS135016');
    expect(room.reads).toBe(1);
    const view = await room.write('AADSTS135016', { ...room.turn, place: 'shared' });
    expect(room.reads).toBe(1);
    expect(view.card).toBe('notice');
    expect(view.text).toContain('in our own chat');
  });
});

describe('what Graph cannot tell', () => {
  it('is looked at by the person, and asked for where it matters', async () => {
    const room = new Room();
    const view = await room.write('the QR code does nothing');
    expect(answered(view).headline).toMatch(/^I can't see that from here/);
    expect(answered(view).question).toContain('Bluetooth');
    const told = answered(await room.press(view, 'Bluetooth is switched off'));
    expect(told.headline).toBe('Yes, and this is it.');
    expect(told.findings).toMatchObject([{ why: expect.stringContaining('Bluetooth') as unknown }]);
    expect(told.question).toBe('');
  });

  it('is not asked again, and stays known when the same thing is asked later', async () => {
    const room = new Room();
    await room.talk('the QR code does nothing', 'Bluetooth is switched off');
    expect((await ask(room, 'bluetooth is blocked by my company')).headline).toBe('Yes, and this is it.');
    room.now += 2 * 3_600_000;
    expect((await ask(room, 'the QR code does nothing')).question).toContain('Bluetooth');
  });

  it('of a security key is its model', async () => {
    const room = new Room();
    const list = profile({ keyRestrictions: { enforced: true, type: 'allow', aaguids: [YUBIKEY] } });
    room.facts = { ...room.facts, passkeyPolicy: known(passkeyPolicy({ profiles: [list] }), NOW) };
    const view = await room.write('FIDO2 key blocked by Key Restriction Policy');
    expect(answered(view).question).toContain('Which key is it');
    const told = answered(await room.press(view, 'Google Titan'));
    expect(told.findings).toMatchObject([{ what: 'Google Titan v2 is not on the list of allowed passkeys.' }]);
    expect(titles(view)).toContain('Send this to the helpdesk');
  });

  it('keeps the place of the conversation that it interrupts', async () => {
    const room = new Room();
    await room.talk('register a passkey', 'iPhone');
    const view = await room.talk('the QR code does nothing', 'Bluetooth is on');
    expect(titles(view)).toContain('Go on with your passkey');
    expect(room.states.get('teams:priya')).toMatchObject({ flow: 'register-passkey' });
  });

  it.each([
    ['I have more than three passkeys and safari does not choose', [1, 2, 3, 4], 'Yes, and this is it.'],
    ['I have more than three passkeys and safari does not choose', [1], /^I checked your sign-in methods/],
  ])('%s, with %j', async (_, numbers, headline) => {
    const room = new Room();
    room.methods = done(numbers.map((one) => passkey({ id: String(one), name: `Key ${String(one)}` })));
    const entry = { verb: 'start', flow: 'entry:too-many-passkeys-safari' } as const;
    const [reply] = await room.converse.choose(room.turn, entry);
    if (reply?.kind !== 'say') throw new Error('nothing said');
    expect(answered(reply.view).headline).toMatch(headline);
  });
});

describe('a pass that does not work', () => {
  it.each([
    ['AADSTS130504', [pass({ usable: false, usability: 'Expired' })], 'The pass on your account has expired.'],
    ['AADSTS130505', [pass({ usable: false, usability: 'OneTimeUsed' })], 'The pass on your account has been used.'],
    ['AADSTS130503', [push], 'There is no Temporary Access Pass on your account.'],
  ])('%s', async (code, methods, what) => {
    const room = new Room();
    room.methods = done(methods);
    const data = await ask(room, code);
    expect([data.headline, data.findings[0]?.what]).toEqual(['Yes, and this is it.', what]);
  });

  it('is out of the policy, in words for its owner', async () => {
    const room = new Room();
    room.methods = done([pass()]);
    room.facts = { ...room.facts, passPolicy: known(passPolicy({ exclude: [{ to: 'group', id: 'staff' }] }), NOW) };
    const data = await ask(room, 'AADSTS130502');
    expect(data.findings[0]?.what).toBe('The Temporary Access Pass policy excludes your account.');
  });

  it('is only perhaps mistyped when there is a valid one', async () => {
    const room = new Room();
    room.methods = done([pass()]);
    expect((await ask(room, 'AADSTS130503')).headline).toBe('It may be this.');
  });
});

describe('the sign-in log', () => {
  it('says when and where the code came up, and which policy stopped it', async () => {
    const room = new Room();
    const applied = [{ id: 'ca1', name: 'Company devices', result: 'failure', controls: ['compliantDevice'] }] as const;
    room.signIns = known([failed(0), failed(53003, { applied, failureReason: 'Access has been blocked.' })], NOW);
    const data = await ask(room, 'AADSTS53003');
    expect(data.lines[0]).toBe(
      "53003 is in your sign-in log: 09:50, Microsoft Teams. Microsoft's words: Access has been blocked.",
    );
    expect(data.headline).toBe('Yes, and this is it.');
    expect(data.findings[0]).toMatchObject({
      what: 'The Conditional Access policy "Company devices" stopped that sign-in.',
      why: expect.stringContaining('a compliant device') as unknown,
    });
  });

  it('is not read into: a code that is not in it is said to be absent', async () => {
    const room = new Room();
    room.signIns = known([failed(0)], NOW);
    const data = await ask(room, 'AADSTS50126');
    expect(data.lines[0]).toContain("I don't see 50126 in your last sign-in.");
  });

  it('that may not be read names the permission', async () => {
    const room = new Room();
    room.signIns = unread({ what: 'recent sign-ins', reason: 'permission', permission: 'AuditLog.Read.All' });
    expect((await ask(room, 'AADSTS53003')).gaps.join()).toContain('AuditLog.Read.All is missing');
    const view = await room.write('show my last sign-ins');
    expect(view.text).toContain('AuditLog.Read.All is missing');
  });

  it('is what "why can\'t I sign in" looks at first', async () => {
    const room = new Room();
    room.signIns = known([failed(50140), failed(50057)], NOW);
    expect((await ask(room, "why can't I sign in")).topic).toContain('50057');
    room.signIns = known([failed(0), failed(50057)], NOW);
    expect((await ask(room, "why can't I sign in")).topic).toBe("Why can't I sign in?");
  });

  it('is shown with every policy and what became of it', async () => {
    const room = new Room();
    const policy = (name: string, result: SignIn['applied'][number]['result']) => ({
      ...{ id: name, name, result },
      controls: ['mfa'],
    });
    const applied = [
      policy('MFA', 'success'),
      policy('Devices', 'failure'),
      policy('Passkeys', 'reportOnlyInterrupted'),
      policy('Pilot', 'reportOnlyNotApplied'),
    ];
    room.facts = {
      ...room.facts,
      access: known(
        [
          {
            id: 'Pilot',
            name: 'Pilot',
            state: 'reportOnly',
            users: {
              include: { all: true, users: [], groups: [], roles: [], guests: false },
              exclude: { all: false, users: [], groups: ['staff'], roles: [], guests: false },
            },
            apps: ['All'],
            excludedApps: [],
            appFilter: false,
            userActions: [],
            platforms: [],
            excludedPlatforms: [],
            narrowedBy: [],
          },
        ],
        NOW,
      ),
    };
    room.signIns = known([failed(53003, { applied })], NOW);
    const view = await room.write('show my last sign-ins');
    if (view.card !== 'sign-ins') throw new Error(view.card);
    expect(view.data.entries[0]?.policies).toEqual([
      '"MFA" was fulfilled.',
      '"Devices" stopped it: it demands a second factor.',
      'Report-only, user action required: "Passkeys" would ask for a second factor.',
      'Report-only, not applied: "Pilot" excludes the group "All staff".',
    ]);
    expect(titles(view)[0]).toBe('Why 53003?');
  });
});

const checked = entries.flatMap((entry) => (entry.kind === 'answer' && entry.check !== undefined ? [entry.id] : []));

async function shown(room: Room, id: string): Promise<MessageView> {
  const [reply] = await room.converse.choose(room.turn, { verb: 'start', flow: `entry:${id}` });
  if (reply?.kind !== 'say') throw new Error('nothing said');
  return reply.view;
}

describe('every answer that looks at the tenant', () => {
  const hidden = (what: string) => unread({ what, reason: 'permission', permission: 'Some.Read.All' });
  const nothingReadable = (room: Room): void => {
    const names = Object.keys(room.facts).filter((name) => name !== 'id');
    room.facts = { ...room.facts, ...Object.fromEntries(names.map((name) => [name, hidden(name)])) };
    room.methods = { ok: false, refusal: { code: 'graph-denied', facts: { permission: 'x' }, changed: '' } };
    room.signIns = hidden('recent sign-ins');
    room.federation = hidden('the domain');
  };

  it.each(checked)('%s never says yes, no or that nothing explains it, of what it cannot read', async (id) => {
    const room = new Room();
    nothingReadable(room);
    const data = answered(await shown(room, id));
    expect(data.headline).not.toMatch(/^(Yes|Not that|I checked)/);
    expect(data.findings).toEqual([]);
  });

  it.each(checked)('%s becomes a card that both products take', async (id) => {
    const room = new Room();
    room.methods = done([passkey(), push, pass({ usable: false, usability: 'Expired' })]);
    room.facts = { ...room.facts, passkeyPolicy: known(excluded, NOW), riskState: known('atRisk', NOW) };
    const view = await shown(room, id);
    const card = JSON.stringify(cards.fill(view));
    expect(card.length).toBeLessThan(28_000);
    expect(view.text).not.toMatch(/\*\*|[{}]|undefined/);
    for (const { does } of answered(view).buttons) expect([does, parseChoice(does).ok]).toEqual([does, true]);
  });
});
