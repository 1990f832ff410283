import type { PersonKey, PolicyVariant } from '../../src/demo/tenant';
import { answerQuestions, askForPasskey, sceneWith } from './steps';

/*
 * People who want a passkey write so to the bot in Teams. What it says is held against the tenant as it is: for each
 * one who may not, exactly what, why, what to do, who can, and how old the answer is.
 */

const iPhone = ['iPhone', 'iOS 18 or newer'];
const android = ['Android', 'Android 15 or newer'];
const lockedAndroid = [...android, 'Yes'];
const ADMIN = 'An Authentication Policy Administrator';
const FRESH = "Checked just now. Policy read just now. I can't see your phone's settings from here.";

const scene = sceneWith();

/** The verdict of one person on one phone. */
function verdict(who: PersonKey, phone: readonly string[]): Promise<string> {
  return askForPasskey(scene, who, phone);
}

/** The tenant with other policies for the time of one question; the bot has forgotten the old ones by then. */
async function under<T>(variant: PolicyVariant, ask: () => Promise<T>): Promise<T> {
  const { world } = scene.tenant;
  scene.clock.advance(60 * 60_000);
  world.usePolicy(variant);
  try {
    return await ask();
  } finally {
    world.usePolicy('profiles');
    scene.clock.advance(60 * 60_000);
  }
}

describe('ready', () => {
  it.each<[string, PersonKey, readonly string[]]>([
    ['Yuki, iPhone with iOS 18', 'yuki', iPhone],
    ['Yuki, iPhone with iOS 17', 'yuki', ['iPhone', 'iOS 17']],
    ['Omar, Android 15 with a screen lock', 'omar', lockedAndroid],
    ['Omar, Android 14 with a screen lock', 'omar', ['Android', 'Android 14', 'Yes']],
    ['Ingrid, only in a group inside the included group', 'ingrid', lockedAndroid],
    ['Lena, on an iPhone, which her profile lists', 'lena', ['iPhone', 'iOS 17']],
    ['Gus, who has nothing but a password and text messages', 'gus', lockedAndroid],
  ])('%s', async (_, who, phone) => {
    const said = await verdict(who, phone);
    expect(said).toContain("You're ready for a passkey in Microsoft Authenticator. It takes about three minutes");
    expect(said).toContain(FRESH);
    expect(said).toContain('[Show me the steps]\n[Start in a browser]\n[By QR code from a computer]\n[Not now]');
  });

  it('Chidi, whose profile enforces attestation: only inside the app', async () => {
    const said = await verdict('chidi', lockedAndroid);
    expect(said).toContain("You're ready");
    expect(said).toContain('Your organisation asks for it to be made inside the app.');
    expect(said).not.toContain('browser');
  });

  it('Ana, who has one already: a new phone needs its own', async () => {
    expect(await verdict('ana', iPhone)).toContain(
      'You already have "Authenticator Passkey - iPhone 15"; a new phone needs its own.',
    );
  });

  it('Sofia, Global Administrator: ready, and told what her role means for a pass', async () => {
    const said = await verdict('sofia', iPhone);
    expect(said).toContain("You're ready");
    expect(said).toContain('Your account has privileged access: it holds the role Global Administrator.');
  });
});

describe('blocked by exactly this', () => {
  const cases: readonly [string, PersonKey, readonly string[], readonly string[]][] = [
    [
      'Noa is in an excluded group, which wins over the included one',
      'noa',
      iPhone,
      [
        'You\'re in the group "Passkeys: excluded", which is excluded from passkeys.',
        'An exclusion wins over every inclusion',
        'Take the account out of the group "Passkeys: excluded"',
        `The owner of the group "Passkeys: excluded", or an Authentication Policy Administrator`,
      ],
    ],
    [
      'Pavel is in no group that the policy names',
      'pavel',
      android,
      [
        'The passkey policy does not include your account.',
        'It includes the group "Passkey pilot", the group "Finance, attested passkeys", the group "Field crew"',
        'Add the account to an included group',
        'The owner of an included group, or an Authentication Policy Administrator',
      ],
    ],
    [
      'Lena has an Android phone, and the list of her profile names only the iPhone app',
      'lena',
      android,
      [
        'Authenticator is allowed on iPhones, but not on Android phones.',
        '"Field crew iPhones"',
        'Add Authenticator for Android phones to the allowed models at Entra ID > Authentication methods',
        ADMIN,
        '[Use a security key]',
      ],
    ],
    [
      'Grace is a guest from another organisation',
      'grace',
      iPhone,
      [
        "You can't add a passkey yet.\nYou're a guest from another organisation.",
        'Register the passkey in the home organisation.',
        'The IT department of the home organisation',
      ],
    ],
    [
      'Ravi is an internal guest',
      'ravi',
      android,
      [
        'Your account is an internal guest.',
        'Change the user type from guest to member at Entra ID > Users',
        'A User Administrator',
      ],
    ],
    [
      'Emil left: his account is disabled',
      'emil',
      android,
      ['Your account is disabled.', 'Enable the account at Entra ID > Users', 'A User Administrator'],
    ],
    [
      'Óscar has ten passkeys',
      'oscar',
      iPhone,
      [
        'You already have 10 passkeys, and 10 is the most',
        'Delete one that is no longer used in Security info.',
        'You',
      ],
    ],
    [
      'Yuki with an iPhone that stays on iOS 16',
      'yuki',
      ['iPhone', 'iOS 16 or older'],
      [
        'A passkey in Authenticator needs iOS 17 or newer; this phone has iOS 16.',
        'Update iOS, or use another phone or a security key.',
        "[I've updated it, or have another phone]",
      ],
    ],
    [
      'Omar with a phone without a screen lock',
      'omar',
      [...android, 'No, or only a swipe'],
      ['The phone has no screen lock.', 'Set a PIN, fingerprint or face in the settings of the phone.', 'You'],
    ],
    [
      'Hana, who started today and has no method at all',
      'hana',
      iPhone,
      [
        'You have only a password, and that is not enough to add a passkey.',
        'Ask for a Temporary Access Pass.',
        '[Ask for a pass]',
      ],
    ],
  ];

  it.each(cases)('%s', async (_, who, phone, expected) => {
    const said = await verdict(who, phone);
    expect(said).toContain("You can't add a passkey yet");
    expect(said).not.toContain("You're ready");
    for (const words of expected) expect(said).toContain(words);
    expect(said).toContain(FRESH);
  });

  it('offers a security key or another phone only where that would help', async () => {
    for (const [who, phone] of [
      ['noa', iPhone],
      ['pavel', android],
      ['grace', iPhone],
      ['emil', android],
    ] as const) {
      const said = await verdict(who, phone);
      expect(said).not.toContain('[Use a security key]');
      expect(said).not.toContain('another phone');
    }
    expect(await verdict('grace', iPhone)).not.toContain('Temporary Access Pass');
  });
});

describe('in other tenants', () => {
  it.each<[PolicyVariant, readonly string[]]>([
    [
      'self-service-off',
      ['Nobody here can add a passkey by themselves.', 'Set "Allow self-service set up" to Yes', ADMIN],
    ],
    ['passkeys-off', ['Passkeys are switched off in this organisation.', 'Set Enable to On', ADMIN]],
    ['no-profile-linked', ['without any passkey profile', 'Give that target a passkey profile', ADMIN]],
    ['older-no-android', ['Authenticator is allowed on iPhones, but not on Android phones.', ADMIN]],
  ])('%s blocks Omar, and says who can change it', async (variant, expected) => {
    const said = await under(variant, () => verdict('omar', android));
    expect(said).toContain("You can't add a passkey yet.");
    for (const words of expected) expect(said).toContain(words);
  });

  it('the older top-level settings count as well', async () => {
    expect(await under('older', () => verdict('omar', lockedAndroid))).toContain('[Start in a browser]');
    const attested = await under('older-attestation', () => verdict('yuki', iPhone));
    expect(attested).toContain('Your organisation asks for it to be made inside the app.');
    expect(attested).not.toContain('[Start in a browser]');
    expect(await under('older-no-android', () => verdict('yuki', iPhone))).toContain("You're ready");
  });

  it('reads the policy again when asked to check again, and says how old it is otherwise', async () => {
    const { world } = scene.tenant;
    scene.clock.advance(60 * 60_000);
    await verdict('omar', lockedAndroid);
    scene.clock.advance(2 * 60_000);
    world.usePolicy('passkeys-off');
    expect(await verdict('omar', lockedAndroid)).toContain('Checked just now. Policy read 2 minutes ago.');
    scene.clock.advance(60 * 60_000);
    expect(await verdict('omar', android)).toContain('switched off');
    world.usePolicy('profiles');
    const omar = scene.teams.person('omar');
    await omar.click(omar.last(), 'Check again');
    expect(await answerQuestions(scene, 'omar', ['Yes'])).toContain("You're ready");
  });
});

describe('half of the permissions missing', () => {
  const gone: readonly [string, readonly string[]][] = [
    ['Policy.Read.All', ["I can't read the passkey policy", 'Policy.Read']],
    ['GroupMember.Read.All', ["I can't read group memberships: GroupMember.Read.All is missing."]],
    ['UserAuthenticationMethod.Read.All', ["I can't read registered sign-in methods"]],
  ];

  it.each(gone)('without %s nobody is called ready, and the gap is named', async (permission, expected) => {
    const { permissions } = scene.tenant.world;
    scene.clock.advance(60 * 60_000);
    const taken = [...permissions].filter((name) => name === permission || name.startsWith('UserAuthMethod'));
    for (const name of taken) permissions.delete(name);
    try {
      const said = await verdict('yuki', iPhone);
      expect(said).toContain("I can't say for sure whether you can add a passkey");
      expect(said).not.toContain('ready for');
      for (const words of expected) expect(said).toContain(words);
      expect(said).toContain('A Privileged Role Administrator can grant it to Keysmith.');
      expect(said).not.toContain('[Show me the steps]');
    } finally {
      for (const name of taken) permissions.add(name);
      scene.clock.advance(60 * 60_000);
    }
  });

  it('what blocks for certain is said all the same', async () => {
    const { permissions } = scene.tenant.world;
    permissions.delete('RoleManagement.Read.Directory');
    permissions.delete('IdentityRiskyUser.Read.All');
    try {
      expect(await verdict('noa', iPhone)).toContain('which is excluded from passkeys');
      // Roles and risk decide about passes, not about passkeys.
      expect(await verdict('yuki', iPhone)).toContain("You're ready");
    } finally {
      permissions.add('RoleManagement.Read.Directory').add('IdentityRiskyUser.Read.All');
    }
  });
});
