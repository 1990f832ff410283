import { z } from 'zod/v4';
import type { ModelKind } from '../domain/readiness';
import models from './aaguids.json';

const aaguid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'is no AAGUID in lower case');
const named = z.record(aaguid, z.string().min(1).max(120));

/**
 * aaguids.json: who has which AAGUID (knowledge.md C.0: EAP, EPW, HWV). The keys are Microsoft's list of those
 * that can be attested, made from the FIDO Metadata Service of this version; `otherKeys` cannot prove their model.
 */
export const authenticatorsSchema = z
  .strictObject({
    metadataVersion: z.int().positive(),
    date: z.iso.date(),
    microsoftAuthenticator: named,
    windowsHello: named,
    attestableKeys: named,
    otherKeys: named,
  })
  .refine((data) => new Set(listedIn(data)).size === listedIn(data).length, 'lists an AAGUID twice');

type Authenticators = z.infer<typeof authenticatorsSchema>;

const data: Authenticators = authenticatorsSchema.parse(models);

function listedIn({ microsoftAuthenticator, windowsHello, attestableKeys, otherKeys }: Authenticators): string[] {
  return [microsoftAuthenticator, windowsHello, attestableKeys, otherKeys].flatMap((group) => Object.keys(group));
}

const kinds: ReadonlyMap<string, { readonly kind: ModelKind; readonly name: string }> = new Map(
  (
    [
      ['authenticator', data.microsoftAuthenticator],
      ['windows-hello', data.windowsHello],
      ['security-key', data.attestableKeys],
      ['security-key', data.otherKeys],
    ] as const
  ).flatMap(([kind, group]) => Object.entries(group).map(([id, name]) => [id, { kind, name }] as const)),
);

const NOISE: ReadonlySet<string> = new Set(
  'a an the my it is i have series with by edition authenticator fido fido2 security key keys profile consumer enterprise usb nano model'.split(
    ' ',
  ),
);

const keyNames = [...kinds].flatMap(([id, { kind, name }]) =>
  kind === 'security-key' ? [{ id, words: nameWords(name) }] : [],
);

/** FIDO Metadata Service version of the list of security keys that Entra can attest. */
export const METADATA_VERSION = data.metadataVersion;

export function modelKind(id: string): ModelKind | undefined {
  return kinds.get(id.toLowerCase())?.kind;
}

/** The model's name, or undefined for one that this list does not know. */
export function modelName(id: string): string | undefined {
  return kinds.get(id.toLowerCase())?.name;
}

/** Whether a security key can prove its model to Entra. */
export function isAttestableKey(id: string): boolean {
  return Object.hasOwn(data.attestableKeys, id.toLowerCase());
}

/**
 * AAGUIDs of the keys that somebody may mean: of exactly this name, else of every name that has all of these words; one
 * word is never a whole name. A maker gives each generation of firmware its own. An AAGUID stands for itself, known or not. Empty: no key is meant.
 */
export function keyModels(words: string): readonly string[] {
  const id = aaguid.safeParse(words.trim().toLowerCase());
  if (id.success) return ['authenticator', 'windows-hello'].includes(modelKind(id.data) ?? '') ? [] : [id.data];
  const said = nameWords(words);
  if (said.length === 0) return [];
  const covering = keyNames.filter(({ words: name }) => said.every((word) => name.includes(word)));
  const exact = covering.filter(({ words: name }) => name.length === said.length);
  return (exact.length > 0 && said.length > 1 ? exact : covering).map(({ id: key }) => key);
}

/** How a key that somebody means is called, for a sentence; keyModels() finds the same ones by it. Undefined: no key. */
export function keyCalled(words: string): string | undefined {
  const models = keyModels(words);
  const typed = aaguid.safeParse(words.trim().toLowerCase());
  if (models.length === 0 || typed.success) return typed.success && models.length > 0 ? typed.data : undefined;
  const said = nameWords(words);
  const exact = models.flatMap((id) => modelName(id) ?? []).filter((name) => nameWords(name).length === said.length);
  return exact.sort((a, b) => a.length - b.length)[0] ?? said.join(' ');
}

/** What tells models apart in a name: "YubiKey 5C NFC" and "YubiKey 5 Series with NFC" are the same one. */
function nameWords(name: string): readonly string[] {
  const written = name
    .toLowerCase()
    .replace(/\b5ci\b/g, '5 lightning')
    .replace(/\b5(c|a)\b/g, '5')
    .replaceAll('+', ' plus ');
  const all = written.match(/[a-z0-9][a-z0-9.]*/g) ?? [];
  return [...new Set(all.filter((word) => !NOISE.has(word) && !/^(?:ctap|u2f)[\d.]*$/.test(word)))];
}
