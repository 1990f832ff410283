import { Router } from 'express';
import { z } from 'zod/v4';
import type { Tenant } from '../tenant';
import { pathPart, withBody, withoutBody } from './door';

const platform = z.strictObject({ platform: z.enum(['ios', 'android']) });
/** Everything else that somebody sets up at their phone, key or PC while the bot watches. */
const also = z.strictObject({
  platform: z.enum(['ios', 'android']),
  what: z.enum([
    'authenticator',
    'phone-sign-in',
    'phone-sign-in-with-pass',
    'security-key',
    'passkey-by-code',
    'synced-passkey',
    'windows-passkey',
    'join-pc',
    'windows-hello',
    'strange-passkey',
  ]),
});
const pass = z.strictObject({ code: z.string().trim().min(1).max(100) });

type Obstacle = Extract<ReturnType<Tenant['world']['registerPasskey']>, { registered: false }>['why'];

/** What the phone says when Entra refuses; knowledge.md section C has the rules behind each. */
const obstacles: Record<Obstacle, string> = {
  'no-such-person': 'We couldn’t find this account.',
  disabled: 'Your account has been locked. Contact your support person.',
  guest: 'Guests register in their own organisation.',
  'method-off': 'Passkeys aren’t allowed by your organisation.',
  excluded: 'Passkeys aren’t allowed for your account.',
  'not-targeted': 'Passkeys aren’t available for your account yet.',
  'no-profile': 'No passkey profile applies to your account.',
  'self-service-off': 'Your organisation doesn’t let you add a passkey yourself.',
  'type-not-allowed': 'This kind of passkey isn’t allowed by your organisation.',
  'attestation-needs-the-app': 'Add this passkey inside Microsoft Authenticator.',
  'model-not-allowed': 'Your organisation restricts which passkeys you can use. This one isn’t among them.',
  'too-many-passkeys': 'You have ten passkeys already. Remove one first.',
  'app-off': 'Microsoft Authenticator isn’t allowed by your organisation.',
  'app-mode': 'Your organisation doesn’t allow this use of Microsoft Authenticator.',
  'no-app': 'Add your account to Microsoft Authenticator first.',
  'no-computer': 'This PC doesn’t belong to your organisation.',
  'no-strong-sign-in': 'Sign in with a second factor or a Temporary Access Pass first.',
};

const passErrors: Record<number, string> = {
  130502: 'Temporary Access Pass sign-in was blocked: your organisation doesn’t allow it for you.',
  130503: 'Your Temporary Access Pass is incorrect. Check it and try again.',
  130504: 'Your Temporary Access Pass has expired.',
  130505: 'Your Temporary Access Pass was already used.',
  130507: 'You have no Temporary Access Pass.',
  50057: 'Your account has been locked. Contact your support person.',
};

/** The person's own phone: it changes the simulated tenant, as a phone changes a real one, and tells the bot nothing. */
export function phoneRoutes(tenant: Tenant, changed: () => void): Router {
  const router = Router();
  const idOf = (key: string): string => {
    const found = Object.values(tenant.people).find((person) => person.key === key);
    if (found === undefined) throw new Error(`Nobody in the tenant is "${key}".`);
    return found.id;
  };
  router.get(
    '/:person',
    withoutBody((request) => ({ methods: methodsOf(tenant, idOf(pathPart(request, 'person'))) })),
  );
  router.post(
    '/:person/register',
    withBody(platform, (body, request) => {
      const result = tenant.world.registerPasskey(idOf(pathPart(request, 'person')), body);
      changed();
      return result.registered
        ? { done: true, text: `Passkey created: ${result.method.displayName}.` }
        : { done: false, text: obstacles[result.why] };
    }),
  );
  router.post(
    '/:person/also',
    withBody(also, (body, request) => {
      const result = setUp(tenant.world, idOf(pathPart(request, 'person')), body);
      changed();
      return result;
    }),
  );
  router.post(
    '/:person/pass',
    withBody(pass, ({ code }, request) => {
      const result = tenant.world.signInWithPass(idOf(pathPart(request, 'person')), code);
      changed();
      return result.signedIn
        ? { done: true, text: 'You’re signed in. Now create your passkey.' }
        : { done: false, text: passErrors[result.error] ?? 'That did not work.' };
    }),
  );
  return router;
}

function setUp(
  world: Tenant['world'],
  person: string,
  { what, platform }: z.infer<typeof also>,
): { readonly done: boolean; readonly text: string } {
  if (what === 'join-pc')
    return { done: true, text: `${world.joinComputer(person).displayName} belongs to Entra now.` };
  const result = {
    authenticator: () => world.registerAuthenticator(person, platform),
    'phone-sign-in': () => world.enablePhoneSignIn(person, platform),
    'phone-sign-in-with-pass': () => world.enablePhoneSignIn(person, platform, 'pass'),
    'security-key': () => world.registerSecurityKey(person),
    'passkey-by-code': () => world.registerPasskey(person, { platform, via: 'browser' }),
    'synced-passkey': () => world.registerOtherPasskey(person, 'synced'),
    'windows-passkey': () => world.registerOtherPasskey(person, 'windows'),
    'windows-hello': () => world.registerWindowsHello(person),
    // Whoever sits in one of the person's sessions, with the other kind of phone.
    'strange-passkey': () => world.registerPasskey(person, { platform: platform === 'ios' ? 'android' : 'ios' }),
  }[what]();
  return result.registered
    ? { done: true, text: `Set up: ${result.method.displayName}.` }
    : { done: false, text: obstacles[result.why] };
}

const kinds: Record<string, string> = {
  password: 'Password',
  passkey: 'Passkey',
  authenticator: 'Microsoft Authenticator',
  windowsHello: 'Windows Hello',
  phone: 'Text message',
  softwareOath: 'One-time code app',
  email: 'E-mail',
  pass: 'Temporary Access Pass',
};

function methodsOf(tenant: Tenant, personId: string): object[] {
  return tenant.world.methodsOf(personId).map((method) => ({
    id: method.id,
    kind: method.kind,
    name:
      'displayName' in method && typeof method.displayName === 'string'
        ? method.displayName
        : (kinds[method.kind] ?? method.kind),
    lost: 'lost' in method && method.lost,
  }));
}
