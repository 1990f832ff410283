import { type Device, holdsHello } from '../devices';
import { canSignInStrongly, type Method } from '../methods';
import { found, nothing, type Rule, type Seen, WHO, within } from './rule';

/** R-40 to R-43, R-57, R-69: Windows Hello for Business. What Intune and the computer say has to be asked. */
export const helloRules: readonly Rule[] = [
  {
    id: 'R-40',
    severity: 'blocker',
    source: 'EPW, WHWORK',
    inventory: ['S0-34', 'S0-58', 'S2-20'],
    find: ({ facts, say }) =>
      within(facts.devices, (devices) =>
        devices.some((device) => holdsHello(device) && device.enabled)
          ? nothing
          : found({
              what: `${say.You} ${say.have} no Windows computer that can hold a Windows Hello key.`,
              why: devices.some(holdsHello)
                ? 'The only joined one is disabled in Entra.'
                : 'It has to be joined to Entra, or hybrid joined. A computer that is only registered cannot hold one.',
              fix: `${devices.some(holdsHello) ? 'Have it enabled again' : 'Join the computer first'}, or use a security key.`,
              who: `${WHO.helpdesk}, an Intune Administrator or whoever looks after the computers`,
            }),
      ),
  },
  {
    id: 'R-41',
    severity: 'warning',
    source: 'WHWORK',
    inventory: ['S0-35', 'S0-58'],
    find: ({ facts, asked, say }) =>
      within(facts.devices, (devices) =>
        within(facts.methodDevices, (tied) => {
          // Where Windows offers it, nothing is wrong: it only has not been done yet.
          if (asked.helloOffered === true) return nothing;
          const covered = new Set(tied.flatMap(({ device }) => (device === undefined ? [] : [device.id])));
          const bare = devices.filter((device) => holdsHello(device) && device.enabled && !covered.has(device.id));
          return bare.length === 0
            ? nothing
            : found({
                what: `Windows Hello is not set up on ${namesOf(bare)}.`,
                why: 'No policy of Intune or the domain offers it, the TPM was not ready, or the second factor was not finished.',
                fix: 'Run dsregcmd /status there, finish the second factor, and set a PIN; check the policy and the TPM.',
                who: `${say.You}; for the policy: ${WHO.deviceAdmin}`,
              });
        }),
      ),
  },
  {
    id: 'R-42',
    severity: 'blocker',
    source: 'ERR',
    inventory: ['S0-58'],
    find: ({ facts, known, say }) =>
      within(facts.methods, (methods) =>
        within(facts.methodDevices, (tied) =>
          within(facts.devices, (devices) => {
            const hello = new Set(methods.filter(({ kind }) => kind === 'windows-hello').map(({ id }) => id));
            const gone = tied.filter(({ methodId, device }) => hello.has(methodId) && device?.enabled !== true);
            const another = devices.some((device) => holdsHello(device) && device.enabled);
            return found(
              ...gone.map(({ device }) => ({
                what: `Windows Hello on ${device === undefined ? 'a computer that Entra no longer has' : `"${device.name}"`} cannot sign in (135011, 130007).`,
                why: device === undefined ? 'The device was deleted in Entra.' : 'The device is disabled in Entra.',
                fix: `Enable the device at ${known.places.devices}, or join it again; then set up Windows Hello anew.`,
                who: `${WHO.deviceAdmin}; then ${say.You}`,
                ...(another ? { severity: 'warning' as const } : {}),
              })),
            );
          }),
        ),
      ),
  },
  {
    id: 'R-43',
    severity: 'warning',
    source: 'PRR',
    inventory: ['S2-51'],
    find: ({ asked }) =>
      asked.sharedComputer === true
        ? found({
            what: 'Windows Hello takes up to 10 people on one computer.',
            why: 'The key of each person lives on that computer.',
            fix: 'Use security keys on shared computers.',
            who: WHO.deviceAdmin,
          })
        : nothing,
  },
  {
    id: 'R-57',
    severity: 'info',
    source: 'STR, STRT',
    inventory: [],
    find: ({ asked, say }) =>
      asked.symptom === 'no-hello-prompt'
        ? found({
            what: 'Windows Hello is asked for and does not open.',
            why: 'This session began with a password, and there is no prompt for Hello inside it.',
            fix: 'Sign out of Windows, choose Sign-in options, and sign in with Hello.',
            who: say.You,
          })
        : nothing,
  },
  {
    id: 'R-69',
    severity: 'warning',
    source: 'TAP',
    inventory: [],
    find: ({ facts, say }) =>
      within(facts.methods, (methods) =>
        within(facts.devices, (devices) =>
          methods.some(otherThanPass) || !devices.some(holdsHello)
            ? nothing
            : found({
                what: 'A Temporary Access Pass alone does not set up Windows Hello on a computer that is joined already.',
                why: 'You have to sign in to the computer first, with a password, a smart card or a security key.',
                fix: 'Sign in there with another method first; on an Entra joined computer Web sign-in can be switched on for the pass.',
                who: `${say.You}; for Web sign-in: ${WHO.deviceAdmin}`,
              }),
        ),
      ),
  },
];

export function needsHelloAnswer({ facts, asked }: Seen): boolean {
  const has = facts.methods.known && facts.methods.value.some(({ kind }) => kind === 'windows-hello');
  return !has && asked.helloOffered !== true;
}

function otherThanPass(method: Method): boolean {
  return canSignInStrongly(method) || method.kind === 'phone';
}

function namesOf(devices: readonly Device[]): string {
  const names = devices.slice(0, 3).map(({ name }) => `"${name}"`);
  return `${names.join(', ')}${devices.length > 3 ? ` and ${String(devices.length - 3)} more` : ''}`;
}
