/**
 * What the five guides on passwordless sign-in contain, item by item: the measure of docs/coverage.md.
 * One line per item in the order of the guide, after what the product should do with it: explain it, guide through it,
 * check it, report it, or do it after an approval.
 */
const guides = {
  S0: `
explained: Runbook for Entra ID, Microsoft 365 and Windows, for second-line support
guided: Three ways without a password: phone sign-in, passkeys on keys, Windows Hello for Business
reported: People who still use a password with SMS, voice or one-time codes
checked, reported: Enrolment has to be switched on and promoted
reported: Stronger sign-in for privileged roles and valuable apps
checked: Weak practice: per-user MFA alone
reported: Weak practice: SMS or voice alone
checked: Weak practice: Authenticator recommended, but neither phone sign-in nor passkeys enabled
explained: Workloads concerned: mail, files, Teams, admin centres, Azure
checked: Default: old methods on, passwordless off or for nobody
checked, reported: Exposure while strengths cannot be enforced
checked: Target: methods enabled and groups targeted
guided: Target: people register on the web or in Windows
checked, reported: Target: Conditional Access demands a strength
checked: Gap: the method is not enabled or not targeted
checked: Trigger: new tenant without a policy
checked: Trigger: tenant that comes from per-user MFA
checked: Trigger: Windows devices below the needs of Windows Hello
reported: Checklist before enabling
checked, explained: Role that may change the methods
explained: Where the policies are in the portal
checked: Microsoft Authenticator enabled
checked: Everybody targeted, or a pilot group
checked: At least two admins in the pilot
checked: Authenticator mode includes passwordless
checked: Saving the Authenticator policy
explained: Passkey (FIDO2), also called security key
checked: Passkey policy enabled
checked, reported: Pilot or everybody: begin small
checked: Self-service set-up allowed, and its page
checked: Attestation enforced in production
checked: Key models restricted by AAGUID
checked: Saving the passkey policy
checked: Windows Hello: version and join of the PC
explained: Windows Hello comes by Intune or group policy
explained: Claim: Windows Hello is switched on among the methods
checked, explained: Security keys for resources on premises
guided: Pilot people open Security info
guided: Install Authenticator
guided: Add the account, switch on phone sign-in
guided: Security info: add a sign-in method
guided: Security key in the browser, by USB, NFC or Bluetooth
guided: Windows Hello during set-up of the PC or in Settings
reported: Two methods for each admin
guided: Check by signing in to a portal
guided: What is offered: number, key, Hello
reported: Logs show sign-ins without a password
explained: Script: permissions to connect with
checked: Script: read the passkey configuration
explained: Script: body that enables for everybody
checked: Script: update and show
explained: Where to run the script
checked: Success: enabled and targeted as set
explained: Script explained line by line
checked: Trouble: options missing at sign-in
checked: Trouble: key fails in the browser
checked: Trouble: model blocked by attestation or restriction
checked: Trouble: Windows Hello not offered
explained: Trouble: Intune and group policy contradict each other
checked: Trouble: Graph answers 403
explained: Trouble: Graph module too old`,
  S1: `
explained: What a passkey is
checked: Migrate the old MFA and reset policies first
checked: Microsoft Authenticator enabled for people
checked: Minimum version of Authenticator
checked: Minimum versions of Android and iOS
guided: Internet and Bluetooth on both devices
explained: Two ways to set it up: portal and PowerShell
explained: Where the passkey policy is
checked: Enable for all and save
checked: Allow self-service set-up
explained: Attestation set to No (outdated)
checked: Key restrictions: enforce and allow
checked: Add both AAGUIDs of Authenticator
checked: A refused registration leaves a passkey in the app only
checked, explained: Unknown error during passkey registration
checked: Policy is saved
explained: Install the Graph module
explained: Scope to connect with
checked, explained: Parameters of the policy update
checked: Verify what was set
guided: Register from a computer with a phone, or on the phone
guided: Security info: add Passkey in Microsoft Authenticator
guided: Choose iPhone or iPad
guided: iOS: switch on AutoFill for Authenticator
guided: Continue through the explanations
guided: Scan the QR code with the phone
guided: Create the passkey on the phone
guided: Device connected
guided: Name it, done
guided: Two uses: on the phone, and on a computer with the phone
guided: Sign in on the phone
guided: Sign in on a computer with the phone
reported: Report of everybody's MFA status
nothing: Conclusion`,
  S2: `
explained: Passwords are what attackers use
guided: Three options and whom they suit
explained: Wizard that recommends methods
guided: Own device without Windows: which method
guided: Own Windows 10 1703 or later: which method
guided: Own older Windows 10: which method
guided: Shared tablets and phones: which method
guided: Old kiosks: which method
guided: Kiosks and shared Windows 10: which method
explained: Role for combined registration
checked, explained: Role to manage people's methods
guided: People configure app or key themselves
reported: Enable for all privileged accounts
explained: Needed: combined registration
checked: Needed: people can do MFA
checked: Needed: registered for MFA and reset
checked: Needed: phone registered in Entra
checked: Needed: Windows and browser versions
checked: Needed: compatible security key
explained: Needs of Windows Hello by environment and join
nothing: Stakeholders
checked, reported: Pilot groups
explained: What to tell people
explained: Templates for announcements
guided: The page to register at
reported: Changes of registrations are logged
done: First sign-in without a password: Temporary Access Pass
explained: A pass is personal, limited in time and counts as strong
guided: A pass after losing key or app
explained: Fallback: another registered method
guided: Download the app, switch on phone sign-in
explained: AD FS: how phone sign-in behaves
explained: AD FS: Conditional Access does not cover its apps
checked: MFA Server: one phone sign-in credential
explained: MFA Server has ended
explained: One tenant and one account per phone (outdated)
explained: Deploy the app
guided: Test: register the app
guided: Test: switch on phone sign-in
guided: Test: sign in to an app with the phone
checked: Test: roll the app back
checked: Test: remove phone sign-in
checked: Trouble: combined registration impossible
checked: Trouble: phone sign-in cannot be switched on
checked, done: Trouble: option shown to somebody out of scope
explained: Enable keys; list of makers
reported: Life of a key: distribution
guided: Life of a key: activation and PIN
done: Life of a key: disable it
guided: Life of a key: a new one
guided: Three deployments: web, joined, hybrid joined
checked: Needs on the web and on joined PCs
checked, explained: Needs on hybrid joined PCs
explained: Key sign-in to Windows by Intune
explained: Key sign-in to Windows by provisioning package
explained: Key sign-in to Windows by group policy
explained: Integration on premises
checked: Restrict key models; two ways to learn an AAGUID
checked, explained: Error when a restricted key is registered
checked, explained: Message when a model is restricted after registration
explained: Deploy keys
guided: Test: register in Windows settings (1809)
explained: Test: reset with the maker's tool (1809)
guided: Test: sign in to Windows (1809)
guided: Test: register in Windows settings (1903)
guided: Test: reset in Windows settings (1903)
guided: Test: sign in to Windows (1903)
guided: Test: register with Edge
guided: Test: register with Firefox
guided: Test: open OneDrive with Edge
guided: Test: open OneDrive with Firefox
checked, explained: Test: roll keys back
checked: Trouble: combined registration impossible, with a key
checked: Trouble: key cannot be added in Security info
explained: Trouble: key cannot be added in Windows
checked: Error: browser or system does not support keys
checked: Error: company policy requires a different method
explained: Trouble: key cannot be managed on Windows 10 1809
explained: Trouble: is the key defective?
reported: Manage somebody's methods in the admin centre
done: Graph: read and delete a lost key
done: Graph: read and delete Authenticator of a lost phone
checked: Graph: manage the method policies
reported, explained: Roll back: switch a method off
explained: Roll back: what people with keys see
reported: Owners of the reports
reported: Report: registered for combined registration
reported: Report: registered for app notification
done, reported: Report: who signs in how
reported: Audit: changes by admins
reported: Audit: changes of people's credentials
explained: Audit: Windows events about keys
checked: How long logs are kept
reported: Activity: registrations by method
reported: Activity: sign-ins by method
reported: Sign-in log: authentication details`,
  S3: `
explained: SMS, voice, codes and push can be phished
explained: A passkey is a key pair; the private key stays
checked: Passkey profiles and synced passkeys arrive
checked, explained: System-preferred authentication
explained: How challenge and response work
reported: Admins first
explained: Profile says who may, Conditional Access says who must
checked: Licences
checked: Roles
checked: Needs of the phone
explained: Authenticator passkeys are bound to the device
checked: Two emergency accounts first
checked: Rules for emergency accounts
checked: Names of emergency accounts
checked: Exactly two emergency accounts
checked: Test exclusion and sign-in of emergency accounts
checked: Create the pilot group
checked: One or two admins first
checked: The group is used in profile and policy
explained: Profiles are settings per group
explained: Where profiles are; banner to opt in
explained: Opting in cannot be undone
checked: Number of profiles
checked: Profile for Authenticator with attestation
checked: AAGUIDs of Authenticator
checked: Attestation: laboratory and production
guided: With attestation, register in the app
checked: Assign the profile to a target
checked: Final state of the policy
checked: Self-service on
explained: Temporary Access Pass to begin with
done: Occasions for a pass
checked: Pass policy: enable and target
checked: Pass policy: settings
done: Passes by authorised people, for a reason, watched
guided: In the app: create a passkey
guided: In the app: new account and passkey
guided: Security info: passkey in Authenticator
guided: Naming convention
guided: Test in a private session
checked: Name of the policy
checked: Include the pilot, exclude emergency accounts
checked: All resources
checked: No conditions
checked: Grant: phishing-resistant strength
checked: Report-only first
checked: Test: report-only success
checked: Not applied: why
checked: Switch the policy on
checked: Log shows success
checked: Authentication details
guided, done: Previously satisfied; how to test cleanly
reported: Waves
explained: Other profile for standard users
checked: Registration campaign
reported: Prepare the roll-out
checked: Trouble: policy not applied
checked: Trouble: report-only failure
checked: Trouble: registration not available
checked: Trouble: registration fails with attestation
checked, done: Trouble: blocked as risky
explained: Trouble: an older policy requires MFA
reported: Summary in eight steps`,
  S4: `
explained: Hardware, software and platform options
checked: Pilot group
explained: Licence
checked: Pilot already registered for MFA
explained: Combined registration switched on
checked: Methods in the portal
done: What a Temporary Access Pass is for
explained: Windows Hello is configured elsewhere
checked: Authenticator policy for a group
checked: Mode: passwordless, push or any
guided: Passwordless-only people register in the app
nothing: Admin part and people's part
guided: Security info: add Authenticator
guided: Wizard: install the app
explained: Another authenticator app is a second factor only
guided: First start of the app: scan
guided: App in use: add an account
guided: Test notification
checked: Account in app and in Security info
guided: Switch on phone sign-in
guided: Register the device
checked: Security info shows Passwordless
guided: Sign in with the app
guided: The number
explained: The app becomes the default
explained: How it works
explained: Benefits`,
} as const;

export interface InventoryItem {
  readonly content: string;
  /** What the product should do with it; empty for what has no use in it. */
  readonly wanted: readonly string[];
}

/** By item id ("S0-1" … "S4-27"). */
export const inventory: ReadonlyMap<string, InventoryItem> = new Map(
  Object.entries(guides).flatMap(([guide, lines]) =>
    lines
      .trim()
      .split('\n')
      .map((line, place): [string, InventoryItem] => {
        const [kinds = '', ...content] = line.split(': ');
        const wanted = kinds === 'nothing' ? [] : kinds.split(', ');
        return [`${guide}-${String(place + 1)}`, { content: content.join(': '), wanted }];
      }),
  ),
);
