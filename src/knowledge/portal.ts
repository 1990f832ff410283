/** Where things are today: names as the screens show them (knowledge.md B-1, B-3, B-5). The one place to change them. */
export const portal = {
  passkeyPolicy:
    'Entra ID > Authentication methods > Policies > Passkey (FIDO2) (older portals: Protection > Authentication methods)',
  passPolicy: 'Entra ID > Authentication methods > Policies > Temporary Access Pass',
  selfService: 'Allow self-service set up',
  addMethod: 'Add sign-in method',
  authenticatorPasskey: 'Passkey in Microsoft Authenticator',
  anotherWay: 'create your passkey a different way',
  useKey: 'Face, fingerprint, PIN or security key',
  otherWays: 'Other ways to sign in',
  autofill: {
    ios18: 'Settings > General > AutoFill & Passwords',
    ios17: 'Settings > Passwords > Password Options',
    android: 'Settings > Passwords & accounts > Additional providers',
  },
  systemVersion: {
    ios: 'Settings > General > About',
    android: 'Settings > About phone',
  },
} as const;

export const links = {
  securityInfo: 'https://mysignins.microsoft.com/security-info',
  iosApp: 'https://apps.apple.com/app/microsoft-authenticator/id983156458',
  androidApp: 'https://play.google.com/store/apps/details?id=com.azure.authenticator',
} as const;

/** Timers of every registration (COMB, PKF, TAP). */
export const timers = {
  freshSignIn:
    'Adding a passkey wants a sign-in that is less than 5 minutes old. If you are asked again, that is normal.',
  securityInfoSession: 'The Security info page closes its session after 15 minutes.',
  afterPass: 'With a pass that works once, finish within 10 minutes of signing in.',
} as const;
