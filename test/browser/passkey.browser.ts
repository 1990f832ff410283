import { openWorkbench, picture, registerPasskey, type Workbench } from './workbench';

/*
 * An employee asks for a passkey: what stands in the way is said for each of them, and who is ready is walked along
 * until Entra shows the passkey.
 */
describe('register a passkey', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await openWorkbench();
  });
  afterAll(async () => {
    await bench.close();
    expect(bench.complaints).toEqual([]);
  });

  async function asks(person: string, phone: 'iPhone' | 'Android'): Promise<void> {
    const { employee } = bench;
    await employee.is(person);
    await employee.writes('register a passkey');
    await employee.presses(phone, 'Which phone will hold the passkey?');
    if (phone === 'iPhone') await employee.presses('iOS 18 or newer', 'Which iOS does it have?');
    else await employee.presses('Android 15 or newer', 'Which Android does it have?');
  }

  /** Android does not protect a passkey without a screen lock, so who is not blocked is asked for it. */
  async function hasScreenLock(): Promise<void> {
    await bench.employee.presses('Yes', 'Does the phone have a screen lock?');
  }

  it.each([
    [
      'נועה לוי',
      'iPhone',
      'You\'re in the group "Passkeys: excluded", which is excluded from passkeys.',
      'The owner of the group "Passkeys: excluded", or an Authentication Policy Administrator',
    ],
    [
      'Pavel Dvořák',
      'Android',
      'The passkey policy does not include your account.',
      'The owner of an included group, or an Authentication Policy Administrator',
    ],
    [
      'Lena Vogel',
      'Android',
      'Authenticator is allowed on iPhones, but not on Android phones.',
      'An Authentication Policy Administrator',
    ],
    [
      'Grace Mbeki',
      'iPhone',
      "You're a guest from another organisation.",
      'The IT department of the home organisation',
    ],
    ['Emil Novák', 'iPhone', 'Your account is disabled.', 'A User Administrator'],
  ] as const)('tells %s what is in the way, and who can change it', async (person, phone, why, who) => {
    await asks(person, phone);
    const verdict = await bench.employee.reads("You can't add a passkey yet.");
    const words = await verdict.innerText();
    expect(words).toContain(why);
    expect(words).toContain(who);
    expect(words).toContain('Checked just now.');
    if (person === 'נועה לוי') await picture(bench.employee.area, 'verdict', 1040);
  });

  it('offers only the way inside the app where attestation is enforced', async () => {
    await asks('Chidi Okafor', 'Android');
    await hasScreenLock();
    const verdict = await bench.employee.reads('inside the app');
    expect(await verdict.getByRole('button').allInnerTexts()).toEqual(['Show me the steps', 'Not now']);
  });

  it.each([
    ['佐藤 由紀 (Yuki Sato)', 'iPhone', 'Authenticator Passkey - iPhone'],
    ['عمر الفاسي', 'Android', 'Authenticator Passkey - Android'],
  ] as const)('walks %s along until Entra shows the passkey', async (person, phone, method) => {
    const { employee } = bench;
    await asks(person, phone);
    if (phone === 'Android') await hasScreenLock();
    await employee.presses('Show me the steps', "You're ready for a passkey");
    await employee.presses("I've started", 'Microsoft Authenticator');
    await employee.reads("I'm watching for your passkey.");
    await registerPasskey(employee);
    await bench.moveClock('+1 min');
    const arrived = await employee.reads('Your passkey is there');
    expect(await arrived.innerText()).toMatch(new RegExp(`"${method}", added \\d\\d:\\d\\d`));
  });

  it('says by itself, when the time is over, that nothing has arrived', async () => {
    const { employee } = bench;
    await asks('Ingrid Sørensen', 'Android');
    await hasScreenLock();
    await employee.presses('Show me the steps', "You're ready for a passkey");
    await employee.presses("I've started", 'Microsoft Authenticator');
    await employee.reads("I'm watching for your passkey.");
    await bench.moveClock('+10 min');
    await bench.moveClock('+1 min');
    const overdue = await employee.reads('What do you see on the phone?');
    expect(await overdue.getByRole('button').count()).toBeGreaterThan(2);
  });

  it('stays calm when Microsoft Graph is down, and goes on afterwards', async () => {
    const { employee } = bench;
    await employee.is('Gus Thompson');
    await employee.writes('register a passkey');
    await employee.presses('Android', 'Which phone will hold the passkey?');
    await bench.fault('Unavailable (503) until switched off');
    await employee.presses('Android 15 or newer', 'Which Android does it have?');
    const calm = await employee.reads("I can't reach Microsoft Entra right now", 30_000);
    expect(await calm.innerText()).toContain('Nothing was changed.');
    expect(await calm.innerText()).not.toMatch(/503|error|exception/i);
    await bench.everythingWorks();
    await employee.presses('Try again', "I can't reach Microsoft Entra right now");
    await hasScreenLock();
    await employee.reads("You're ready for a passkey");
  });
});
