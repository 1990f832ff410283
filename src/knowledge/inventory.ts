/**
 * What the five guides on passwordless sign-in contain, item by item: the measure of docs/coverage.md.
 * One line per item in the order of the guide; the number in front of the line is the number of the item.
 */
const guides = {
  S0: `
Runbook for Entra ID, Microsoft 365 and Windows, for second-line support
Three ways without a password: phone sign-in, passkeys on keys, Windows Hello for Business
People who still use a password with SMS, voice or one-time codes
Enrolment has to be switched on and promoted
Stronger sign-in for privileged roles and valuable apps
Weak practice: per-user MFA alone
Weak practice: SMS or voice alone
Weak practice: Authenticator recommended, but neither phone sign-in nor passkeys enabled
Workloads concerned: mail, files, Teams, admin centres, Azure
Default: old methods on, passwordless off or for nobody
Exposure while strengths cannot be enforced
Target: methods enabled and groups targeted
Target: people register on the web or in Windows
Target: Conditional Access demands a strength
Gap: the method is not enabled or not targeted
Trigger: new tenant without a policy
Trigger: tenant that comes from per-user MFA
Trigger: Windows devices below the needs of Windows Hello
Checklist before enabling
Role that may change the methods
Where the policies are in the portal
Microsoft Authenticator enabled
Everybody targeted, or a pilot group
At least two admins in the pilot
Authenticator mode includes passwordless
Saving the Authenticator policy
Passkey (FIDO2), also called security key
Passkey policy enabled
Pilot or everybody: begin small
Self-service set-up allowed, and its page
Attestation enforced in production
Key models restricted by AAGUID
Saving the passkey policy
Windows Hello: version and join of the PC
Windows Hello comes by Intune or group policy
Claim: Windows Hello is switched on among the methods
Security keys for resources on premises
Pilot people open Security info
Install Authenticator
Add the account, switch on phone sign-in
Security info: add a sign-in method
Security key in the browser, by USB, NFC or Bluetooth
Windows Hello during set-up of the PC or in Settings
Two methods for each admin
Check by signing in to a portal
What is offered: number, key, Hello
Logs show sign-ins without a password
Script: permissions to connect with
Script: read the passkey configuration
Script: body that enables for everybody
Script: update and show
Where to run the script
Success: enabled and targeted as set
Script explained line by line
Trouble: options missing at sign-in
Trouble: key fails in the browser
Trouble: model blocked by attestation or restriction
Trouble: Windows Hello not offered
Trouble: Intune and group policy contradict each other
Trouble: Graph answers 403
Trouble: Graph module too old`,
  S1: `
What a passkey is
Migrate the old MFA and reset policies first
Microsoft Authenticator enabled for people
Minimum version of Authenticator
Minimum versions of Android and iOS
Internet and Bluetooth on both devices
Two ways to set it up: portal and PowerShell
Where the passkey policy is
Enable for all and save
Allow self-service set-up
Attestation set to No (outdated)
Key restrictions: enforce and allow
Add both AAGUIDs of Authenticator
A refused registration leaves a passkey in the app only
Unknown error during passkey registration
Policy is saved
Install the Graph module
Scope to connect with
Parameters of the policy update
Verify what was set
Register from a computer with a phone, or on the phone
Security info: add Passkey in Microsoft Authenticator
Choose iPhone or iPad
iOS: switch on AutoFill for Authenticator
Continue through the explanations
Scan the QR code with the phone
Create the passkey on the phone
Device connected
Name it, done
Two uses: on the phone, and on a computer with the phone
Sign in on the phone
Sign in on a computer with the phone
Report of everybody's MFA status
Conclusion`,
  S2: `
Passwords are what attackers use
Three options and whom they suit
Wizard that recommends methods
Own device without Windows: which method
Own Windows 10 1703 or later: which method
Own older Windows 10: which method
Shared tablets and phones: which method
Old kiosks: which method
Kiosks and shared Windows 10: which method
Role for combined registration
Role to manage people's methods
People configure app or key themselves
Enable for all privileged accounts
Needed: combined registration
Needed: people can do MFA
Needed: registered for MFA and reset
Needed: phone registered in Entra
Needed: Windows and browser versions
Needed: compatible security key
Needs of Windows Hello by environment and join
Stakeholders
Pilot groups
What to tell people
Templates for announcements
The page to register at
Changes of registrations are logged
First sign-in without a password: Temporary Access Pass
A pass is personal, limited in time and counts as strong
A pass after losing key or app
Fallback: another registered method
Download the app, switch on phone sign-in
AD FS: how phone sign-in behaves
AD FS: Conditional Access does not cover its apps
MFA Server: one phone sign-in credential
MFA Server has ended
One tenant and one account per phone (outdated)
Deploy the app
Test: register the app
Test: switch on phone sign-in
Test: sign in to an app with the phone
Test: roll the app back
Test: remove phone sign-in
Trouble: combined registration impossible
Trouble: phone sign-in cannot be switched on
Trouble: option shown to somebody out of scope
Enable keys; list of makers
Life of a key: distribution
Life of a key: activation and PIN
Life of a key: disable it
Life of a key: a new one
Three deployments: web, joined, hybrid joined
Needs on the web and on joined PCs
Needs on hybrid joined PCs
Key sign-in to Windows by Intune
Key sign-in to Windows by provisioning package
Key sign-in to Windows by group policy
Integration on premises
Restrict key models; two ways to learn an AAGUID
Error when a restricted key is registered
Message when a model is restricted after registration
Deploy keys
Test: register in Windows settings (1809)
Test: reset with the maker's tool (1809)
Test: sign in to Windows (1809)
Test: register in Windows settings (1903)
Test: reset in Windows settings (1903)
Test: sign in to Windows (1903)
Test: register with Edge
Test: register with Firefox
Test: open OneDrive with Edge
Test: open OneDrive with Firefox
Test: roll keys back
Trouble: combined registration impossible, with a key
Trouble: key cannot be added in Security info
Trouble: key cannot be added in Windows
Error: browser or system does not support keys
Error: company policy requires a different method
Trouble: key cannot be managed on Windows 10 1809
Trouble: is the key defective?
Manage somebody's methods in the admin centre
Graph: read and delete a lost key
Graph: read and delete Authenticator of a lost phone
Graph: manage the method policies
Roll back: switch a method off
Roll back: what people with keys see
Owners of the reports
Report: registered for combined registration
Report: registered for app notification
Report: who signs in how
Audit: changes by admins
Audit: changes of people's credentials
Audit: Windows events about keys
How long logs are kept
Activity: registrations by method
Activity: sign-ins by method
Sign-in log: authentication details`,
  S3: `
SMS, voice, codes and push can be phished
A passkey is a key pair; the private key stays
Passkey profiles and synced passkeys arrive
System-preferred authentication
How challenge and response work
Admins first
Profile says who may, Conditional Access says who must
Licences
Roles
Needs of the phone
Authenticator passkeys are bound to the device
Two emergency accounts first
Rules for emergency accounts
Names of emergency accounts
Exactly two emergency accounts
Test exclusion and sign-in of emergency accounts
Create the pilot group
One or two admins first
The group is used in profile and policy
Profiles are settings per group
Where profiles are; banner to opt in
Opting in cannot be undone
Number of profiles
Profile for Authenticator with attestation
AAGUIDs of Authenticator
Attestation: laboratory and production
With attestation, register in the app
Assign the profile to a target
Final state of the policy
Self-service on
Temporary Access Pass to begin with
Occasions for a pass
Pass policy: enable and target
Pass policy: settings
Passes by authorised people, for a reason, watched
In the app: create a passkey
In the app: new account and passkey
Security info: passkey in Authenticator
Naming convention
Test in a private session
Name of the policy
Include the pilot, exclude emergency accounts
All resources
No conditions
Grant: phishing-resistant strength
Report-only first
Test: report-only success
Not applied: why
Switch the policy on
Log shows success
Authentication details
Previously satisfied; how to test cleanly
Waves
Other profile for standard users
Registration campaign
Prepare the roll-out
Trouble: policy not applied
Trouble: report-only failure
Trouble: registration not available
Trouble: registration fails with attestation
Trouble: blocked as risky
Trouble: an older policy requires MFA
Summary in eight steps`,
  S4: `
Hardware, software and platform options
Pilot group
Licence
Pilot already registered for MFA
Combined registration switched on
Methods in the portal
What a Temporary Access Pass is for
Windows Hello is configured elsewhere
Authenticator policy for a group
Mode: passwordless, push or any
Passwordless-only people register in the app
Admin part and people's part
Security info: add Authenticator
Wizard: install the app
Another authenticator app is a second factor only
First start of the app: scan
App in use: add an account
Test notification
Account in app and in Security info
Switch on phone sign-in
Register the device
Security info shows Passwordless
Sign in with the app
The number
The app becomes the default
How it works
Benefits`,
} as const;

/** Item id ("S0-1" … "S4-27") to its content. */
export const inventory: ReadonlyMap<string, string> = new Map(
  Object.entries(guides).flatMap(([guide, lines]) =>
    lines
      .trim()
      .split('\n')
      .map((line, place): [string, string] => [`${guide}-${String(place + 1)}`, line]),
  ),
);
