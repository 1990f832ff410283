import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AUTHENTICATOR_AAGUID } from '../../src/domain/methods';
import { allRules } from '../../src/domain/readiness';
import { flows } from '../../src/flows';
import {
  authenticatorsSchema,
  isAttestableKey,
  keyModels,
  modelKind,
  modelName,
} from '../../src/knowledge/authenticators';
import { entries } from '../../src/knowledge/entries';
import { learntFrom } from '../../src/knowledge/learnt-from';
import { Learnt } from '../../src/knowledge/learnt';
import { said, saidSchema } from '../../src/knowledge/said';
import sentences from '../../src/knowledge/sentences.json';
import { topics } from '../../src/knowledge/topics';
import { guides } from '../../src/knowledge/guides';
import keySupport from '../../src/knowledge/key-places.json';
import {
  howKeysSignIn,
  keyBrowsers,
  keySupportSchema,
  oldestBrowsers,
  whereKeysAreAdded,
} from '../../src/knowledge/key-support';
import { answerSchema, guideSchema, intentSchema } from '../../src/knowledge/schema';
import { sources } from '../../src/knowledge/sources';
import { plain } from '../../src/knowledge/words';

describe('knowledge entries', () => {
  it.each(entries.map((entry) => [entry.id, entry] as const))(
    '%s has the shape of an entry, with sources that exist',
    (_, entry) => {
      expect((entry.kind === 'intent' ? intentSchema : answerSchema).parse(entry)).toEqual(entry);
    },
  );

  it('have ids, codes and phrasings of their own', () => {
    for (const list of [
      entries.map(({ id }) => id),
      entries.flatMap((entry) => (entry.kind === 'answer' ? entry.codes : [])),
      entries.flatMap(({ phrasings }) => phrasings.map(plain)),
    ]) {
      expect(list.filter((item, place) => list.indexOf(item) !== place)).toEqual([]);
    }
  });

  it('lead to flows that exist', () => {
    const led = entries.flatMap((entry) => {
      if (entry.kind === 'answer') return entry.flow === undefined ? [] : [entry.flow];
      return 'flow' in entry.leads ? [entry.leads.flow] : [];
    });
    expect(led.filter((flow) => !flows.has(flow))).toEqual([]);
  });

  it('lead people into every flow in at least 15 different words', () => {
    const phrasings = new Map(topics().map((topic) => [topic.id, topic.phrasings]));
    const ways = (flow: string) =>
      entries.flatMap((entry) =>
        entry.kind === 'intent' && 'flow' in entry.leads && entry.leads.flow === flow
          ? (phrasings.get(entry.id) ?? [])
          : [],
      );
    expect([...flows.keys()].filter((flow) => ways(flow).length < 15)).toEqual([]);
  });

  it('know every code of the error catalogue', () => {
    const codes = new Set(entries.flatMap((entry) => (entry.kind === 'answer' ? entry.codes : [])));
    const table = `
      130502 130503 130504 130505 130506 130507
      135000 135001 135010 135002 135003 135007 135008 135011 135012 135015 135016 135017 135018 135019 135020
      500344 130501 29210 75011 50203
      130500 500121 500342 1003033
      130004 130005 130006 500129 130007 130008 17003 240001
      0x80090029 0x80090031 0x80090035 0x80090011 0x8009000f 0x80090005 0x8009002a 0x80090036
      0x801c0003 0x801c000e 0x801c000f 0x801c0010 0x801c0011 0x801c0012 0x801c0015 0x801c0016 0x801c0017 0x801c0018
      0x801c03e9 0x801c03ea 0x801c03eb 0x801c03ec 0x801c03ed 0x801c03ee 0x801c03ef 0x801c03f0 0x801c044d 0x801c044e
      50072 50079 50074 50076 50078 50125 50053 50055 50144 50056 50057 50034 500341 50126 50097 50155 50187 50129 50131
      50132 50133 50173 700082 70043 70044 50135 50140 50058 50158 53000 53001 53002 530021 53003 53004 53005 53009
      53008 530022 53010 53011 530032 530031 530033 530035 50105 90094 65001`;
    expect(
      table
        .trim()
        .split(/\s+/)
        .filter((code) => !codes.has(code)),
    ).toEqual([]);
  });

  it('take places in portals and settings, links and addresses from the one file that has them', () => {
    const folder = join(__dirname, '../../src/knowledge/entries');
    const written = readdirSync(folder).flatMap(
      (file) =>
        readFileSync(join(folder, file), 'utf8').match(/https?:\/\/|Entra ID >|Settings >|aka\.ms\/|v\d+\.\d/g) ?? [],
    );
    expect(written).toEqual([]);
  });
});

describe('what people write', () => {
  it('means entries that exist, and no text means two things', () => {
    expect(saidSchema.parse(sentences)).toEqual(sentences);
    const ids = new Set(entries.map(({ id }) => id));
    expect(
      said()
        .flatMap(({ means }) => means)
        .filter((id) => !ids.has(id)),
    ).toEqual([]);
    const texts = said().flatMap((one) => one.texts.map((text) => text.toLowerCase()));
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
  });

  it('was learnt from as it stands: otherwise `npm run learn`', () => {
    expect(new Learnt().of).toBe(learntFrom(topics()));
  });
});

describe('guides', () => {
  it.each(Object.entries(guides))('%s has the shape of a guide', (_, guide) => {
    expect(guideSchema.parse(guide)).toEqual(guide);
  });

  it.each(Object.entries(guides))('%s can be read while doing it', (_, { title, intro, steps, timers }) => {
    const words = [title, intro, ...steps, ...timers].join(' ').match(/[\p{L}\p{N}]\S*/gu) ?? [];
    expect(words.length).toBeLessThan(180);
  });

  it('are each shown by a flow', () => {
    const shown = new Set(
      [...flows.values()].flatMap(({ steps }) =>
        Object.values(steps).flatMap((step) =>
          step.kind === 'tell' && 'guide' in step.shows ? [step.shows.guide] : [],
        ),
      ),
    );
    expect(Object.keys(guides).filter((id) => ![...shown].some((other) => other === id))).toEqual([]);
  });
});

describe('key models', () => {
  const YUBIKEY = 'fa2b99dc-9e39-4257-8f92-4a30d23c4118';

  it('are found without regard to case, with what they can prove', () => {
    expect(modelName(YUBIKEY.toUpperCase())).toBe('YubiKey 5 Series with NFC');
    expect([modelKind(YUBIKEY.toUpperCase()), isAttestableKey(YUBIKEY.toUpperCase())]).toEqual(['security-key', true]);
    expect(modelName('constructor')).toBeUndefined();
    expect(isAttestableKey('constructor')).toBe(false);
  });

  it('know both halves of Authenticator', () => {
    expect(Object.values(AUTHENTICATOR_AAGUID).map(modelName)).toEqual([
      'Microsoft Authenticator for iPhone',
      'Microsoft Authenticator for Android',
    ]);
  });

  it.each([
    ['YubiKey 5 NFC', 'YubiKey 5 Series with NFC'],
    ['I have a yubikey 5C NFC', 'YubiKey 5 Series with NFC'],
    ['YubiKey Bio', 'YubiKey Bio Series - FIDO Edition'],
    ['titan', 'Google Titan Security Key v2'],
    ['Token2 PIN+', 'TOKEN2 PIN Plus Security Key Series'],
    ['Security Key NFC', 'Security Key NFC by Yubico'],
  ])('are found by what people call them: "%s"', (said, name) => {
    expect(keyModels(said).map(modelName)).toContain(name);
  });

  it('are not mixed up: a name stands for all of its firmwares, and for no other key', () => {
    expect(keyModels('YubiKey 5 NFC')).toContain(YUBIKEY);
    expect(keyModels('YubiKey 5 NFC').length).toBeGreaterThan(4);
    expect(keyModels('YubiKey 5')).not.toContain(YUBIKEY);
    expect(keyModels('YubiKey 5 FIPS with NFC')).not.toContain(YUBIKEY);
  });

  it.each(['', 'a security key', 'NoName 3000', 'my dog', 'constructor', Object.values(AUTHENTICATOR_AAGUID).join()])(
    'are none of them: "%s"',
    (said) => {
      expect(keyModels(said)).toEqual([]);
    },
  );

  it('an AAGUID stands for itself, also one that nobody knows', () => {
    const unknown = '11111111-2222-4333-8444-555555555555';
    expect([keyModels(` ${unknown.toUpperCase()}`), modelName(unknown)]).toEqual([[unknown], undefined]);
  });

  it('can be replaced only by a list that makes sense', () => {
    const list = { metadataVersion: 286, date: '2026-07-10', windowsHello: {}, otherKeys: {} };
    const keys = { microsoftAuthenticator: {}, attestableKeys: { [YUBIKEY]: 'YubiKey' } };
    expect(authenticatorsSchema.safeParse({ ...list, ...keys }).success).toBe(true);
    for (const wrong of [
      { ...keys, attestableKeys: { 'no-aaguid': 'YubiKey' } },
      { ...keys, attestableKeys: { [YUBIKEY.toUpperCase()]: 'YubiKey' } },
      { ...keys, otherKeys: { [YUBIKEY]: 'The same again' } },
    ])
      expect(authenticatorsSchema.safeParse({ ...list, ...wrong }).success).toBe(false);
  });
});

it('rules name sources that exist, and items of the five guides', () => {
  for (const { id, source, inventory } of allRules) {
    for (const key of source.split(/[,;] /))
      expect([id, Object.keys(sources)]).toEqual([id, expect.arrayContaining([key.split(' ')[0]])]);
    for (const item of inventory) expect(item).toMatch(/^S[0-4]-\d{1,2}$/);
  }
});

describe('where keys can be added', () => {
  it('says so in words, from the table', () => {
    expect(whereKeysAreAdded()).toBe('Edge, Chrome or Firefox on Windows, or Edge or Chrome on macOS');
    expect(oldestBrowsers('windows')).toBe('Edge since Windows 10 1903, Chrome since 76, Firefox since 66');
    expect(howKeysSignIn('android')).toBe('in Chrome or Edge, by USB');
    expect(howKeysSignIn('ios')).toBe('in Safari, Edge, Chrome or Firefox, by Lightning or NFC');
  });

  it('adds none on phones, and none in Safari', () => {
    expect([...keyBrowsers('ios'), ...keyBrowsers('android')].filter(({ adds }) => adds)).toEqual([]);
    expect(keyBrowsers('mac').find(({ id }) => id === 'safari')).toMatchObject({ adds: false });
  });

  it('can be replaced only by a table that makes sense', () => {
    expect(keySupportSchema.safeParse(keySupport).success).toBe(true);
    const { windows: _, ...systems } = keySupport.systems;
    expect(keySupportSchema.safeParse({ ...keySupport, systems }).success).toBe(false);
    expect(keySupportSchema.safeParse({ ...keySupport, source: 'HEARSAY' }).success).toBe(false);
  });
});
