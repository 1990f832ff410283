/** Where things are today: names as the screens show them (knowledge.md B-1, B-3, B-5). The one place to change them. */
export const portal = {
  passkeyPolicy:
    'Entra ID > Authentication methods > Policies > Passkey (FIDO2) (older portals: Protection > Authentication methods)',
  policies: 'Entra ID > Authentication methods > Policies',
  passPolicy: 'Entra ID > Authentication methods > Policies > Temporary Access Pass',
  authenticatorPolicy: 'Entra ID > Authentication methods > Policies > Microsoft Authenticator',
  access: 'Entra ID > Conditional Access > Policies',
  campaign: 'Entra ID > Authentication methods > Registration campaign',
  activity: 'Entra ID > Authentication methods > Activity',
  riskyUsers: 'ID Protection > Risky users',
  user: 'Entra ID > Users > (the person) > Properties',
  devices: 'Entra ID > Devices > All devices',
  reRegister: 'Require re-register multifactor authentication',
  myTerms: 'myaccount.microsoft.com > Settings & Privacy > Privacy',
  strengths: 'Entra ID > Conditional Access > Authentication strengths',
  usersMethods: 'Entra ID > Users > (the person) > Authentication methods',
  selfService: 'Allow self-service set up',
  addMethod: 'Add sign-in method',
  authenticatorPasskey: 'Passkey in Microsoft Authenticator',
  anotherWay: 'create your passkey a different way',
  havingTrouble: 'Having trouble',
  connected: 'Device connected!',
  setUpCodesIn: 'Set Up Codes In',
  useKey: 'Face, fingerprint, PIN or security key',
  otherWays: 'Other ways to sign in',
  signInOptions: 'Sign-in options',
  approveInApp: 'Approve a request on my Authenticator app',
  passkeyMethod: 'Passkey',
  authenticatorMethod: 'Authenticator app',
  addAccount: '+ (or Add account)',
  workAccount: 'Work or school account',
  appSignIn: 'Sign in',
  appScan: 'Scan QR code',
  registerDevice: 'Register device',
  usePasskey: 'Sign in with passkey',
  forgotPin: 'I forgot my PIN',
  pinHello: 'PIN (Windows Hello)',
  faceHello: 'Facial recognition (Windows Hello)',
  fingerHello: 'Fingerprint recognition (Windows Hello)',
  phoneSignIn: 'Set up phone sign-in (older: Enable phone sign-in)',
  anotherAccount: 'Use another account',
  phoneDevice: 'iPhone, iPad, or Android device',
  anotherDevice: 'Use another device (or More options)',
  securityKey: 'Security key',
  windowsSignIn: 'Settings > Accounts > Sign-in options',
  joinPc: 'Settings > Accounts > Access work or school',
  macRepair: 'Settings > Users & Groups > Network Account Server > Edit > Repair',
  macPasskeys: 'Settings > Passwords > Password options > Company Portal on',
  serviceHealth: 'Microsoft 365 admin center > Health > Service health',
  keyPin: 'Settings > Accounts > Sign-in options > Security Key > Manage',
  autofill: {
    ios18: 'Settings > General > AutoFill & Passwords',
    ios17: 'Settings > Passwords > Password Options',
    android: 'Settings > Passwords & accounts > Additional providers',
    androidSynced: 'Settings > Security and privacy > More security settings > Passwords, passkeys, and autofill',
  },
  keyPolicy: {
    intune: './Device/Vendor/MSFT/PassportForWork/SecurityKey/UseSecurityKeyForSignin = 1',
    gpo: 'Turn on security key sign-in',
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

/** Short forms to type, and addresses that a network must let through uninspected (knowledge.md R-25). */
export const addresses = {
  securityInfo: 'mysignins.microsoft.com/security-info',
  shortSecurityInfo: 'aka.ms/mysecurityinfo',
  passwordReset: 'aka.ms/sspr',
  announcements: 'aka.ms/MFAtemplates',
  serviceStatus: 'status.cloud.microsoft',
  crossDevice:
    'cable.ua5v.com, cable.auth.com, app-site-association.cdn-apple.com, app-site-association.networking.apple',
} as const;

/** Days on which Microsoft changes something for everybody (SMSR, S2-135, NUMBER). */
export const dates = {
  phoneMethodsNudged: '1 September 2026',
  phoneMethodsEnd: '1 February 2027',
  multiFactorServerEnded: '30 September 2024',
  watchAppEnded: 'January 2023',
} as const;

/** Versions from which on something works (KEYWIN, PRR, COMPAT, FAQ-A, WHCKT). */
export const versions = {
  ios: 'iOS 17',
  android: 'Android 14',
  keysAtWindows: 'Windows 10 1909 when joined to Entra, 2004 when hybrid joined',
  keyManagementInWindows: 'Windows 10 1903',
  hello: 'Windows 10 1809 or Windows 11',
  passkeysInApps: 'iOS 16, Android 14 (13 for a security key) or macOS 14',
  cloudKerberos: 'Windows 10 21H2 or Windows 11, domain controllers of 2016 or newer',
  qrInWindows: 'Windows 11 23H2',
  recommended: 'Windows 10 or 11 22H2, macOS 13, iOS 17, Android 14',
} as const;

/** The app registration that a Conditional Access policy may have to leave out (knowledge.md R-53). */
export const credentialRegistrationApp =
  'Microsoft Authenticator Credential Registration (6aa00308-ea33-4caa-90d6-ae905d8cb51b)';

/** Timers of every registration (COMB, PKF, TAP). */
export const timers = {
  freshSignIn: 'Adding a passkey needs a sign-in less than 5 minutes old, so you may be asked again.',
  securityInfoSession: 'The Security info page closes its session after 15 minutes.',
  passLife: 'What you signed in to with a pass ends with the pass.',
  afterPass: 'With a pass that works once, finish within 10 minutes of signing in.',
} as const;
