import type { ModelKind } from '../domain/readiness';

/** Key models by AAGUID (knowledge.md C.0: EAP, EPW, HWV). Lower case; compared without regard to case. */
export const authenticators: Readonly<Record<string, string>> = {
  '90a3ccdf-635c-4729-a248-9b709135078f': 'Microsoft Authenticator for iPhone',
  'de1e552d-db1d-4423-a619-566b625cdc84': 'Microsoft Authenticator for Android',
  '08987058-cadc-4b81-b6e1-30de50dcbe96': 'Windows Hello (hardware)',
  '9ddd1817-af5a-4672-a2b9-3e3dd95000a9': 'Windows Hello (VBS)',
  '6028b017-b1d4-4c02-b4b3-afcdafc96bb2': 'Windows Hello (software)',
  'fa2b99dc-9e39-4257-8f92-4a30d23c4118': 'YubiKey 5 NFC',
  '2fc0579f-8113-47ea-b116-bb5a8db9202a': 'YubiKey 5 NFC',
  'a25342c0-3cdc-4414-8e46-f4807fca511c': 'YubiKey 5 NFC',
  'd7781e5d-e353-46aa-afe2-3ca49f13332a': 'YubiKey 5 NFC',
  'cb69481e-8ff7-4039-93ec-0a2729a154a8': 'YubiKey 5',
  'ee882879-721c-4913-9775-3dfcce97072a': 'YubiKey 5',
  '19083c3d-8383-4b18-bc03-8f1c9ab2fd1b': 'YubiKey 5',
  'ff4dac45-ede8-4ec2-aced-cf66103f4335': 'YubiKey 5',
  'c1f9a0bc-1dd2-404a-b27f-8e29047a43fd': 'YubiKey 5 FIPS NFC',
  'fcc0118f-cd45-435b-8da1-9782b2da0715': 'YubiKey 5 FIPS NFC',
  'd8522d9f-575b-4866-88a9-ba99fa02f35b': 'YubiKey Bio FIDO',
  'dd86a2da-86a0-4cbe-b462-4bd31f57bc6f': 'YubiKey Bio FIDO',
  '7409272d-1ff9-4e10-9fc9-ac0019c124fd': 'YubiKey Bio FIDO',
  '42b4fb4a-2866-43b2-9bf7-6c6669c2e5d3': 'Google Titan v2',
  'ee041bce-25e5-4cdb-8f86-897fd6418464': 'Feitian ePass FIDO2-NFC',
  '77010bd7-212a-4fc9-b236-d2ca5e9d4084': 'Feitian BioPass',
  '7787a482-13e8-4784-8a06-c7ed49a7aaf4': 'Swissbit iShield Key 2',
  'eabb46cc-e241-80bf-ae9e-96fa6d2975cf': 'Token2 PIN+',
  '7991798a-a7f3-487f-98c0-3faf7a458a04': 'HID Crescendo Key V3',
};

/** FIDO Metadata Service version of the list of security keys that Entra can attest (HWV). */
export const METADATA_VERSION = 285;

/** Every name above that is neither the app nor Windows is a security key, and attestable: HWV lists no others. */
export function modelKind(aaguid: string): ModelKind | undefined {
  const name = modelName(aaguid);
  if (name === undefined) return undefined;
  if (name.startsWith('Microsoft Authenticator')) return 'authenticator';
  return name.startsWith('Windows Hello') ? 'windows-hello' : 'security-key';
}

/** AAGUIDs of the keys of this name; a maker gives each generation of firmware its own. An AAGUID stands for itself. */
export function keyModels(words: string): readonly string[] {
  const said = words.trim().toLowerCase();
  return Object.entries(authenticators).flatMap(([aaguid, name]) =>
    modelKind(aaguid) === 'security-key' && (name.toLowerCase() === said || aaguid === said) ? [aaguid] : [],
  );
}

/** The model's name, or undefined for one that this list does not know. */
export function modelName(aaguid: string): string | undefined {
  const id = aaguid.toLowerCase();
  return Object.hasOwn(authenticators, id) ? authenticators[id] : undefined;
}
