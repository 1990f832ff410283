import { AUTHENTICATOR_AAGUID } from '../../src/domain/methods';
import { allRules } from '../../src/domain/readiness';
import { flows } from '../../src/flows';
import { authenticators, modelName } from '../../src/knowledge/authenticators';
import { entries } from '../../src/knowledge/entries';
import { guides } from '../../src/knowledge/guides';
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

  it('know every code of the Temporary Access Pass and passkey tables', () => {
    const codes = new Set(entries.flatMap((entry) => (entry.kind === 'answer' ? entry.codes : [])));
    const table =
      '130502 130503 130504 130505 130506 130507 135000 135001 135010 135002 135003 135007 135008 135011 135012 135015 135016 135017 135018 135019 135020 500344 130501 29210 75011 50203';
    expect(table.split(' ').filter((code) => !codes.has(code))).toEqual([]);
  });
});

describe('guides', () => {
  it.each(Object.entries(guides))('%s has the shape of a guide', (_, guide) => {
    expect(guideSchema.parse(guide)).toEqual(guide);
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
  it('are found without regard to case', () => {
    expect(modelName('FA2B99DC-9e39-4257-8f92-4a30d23c4118')).toBe('YubiKey 5 NFC');
    expect(modelName('constructor')).toBeUndefined();
  });

  it('are listed by lower-case AAGUIDs and know both halves of Authenticator', () => {
    for (const aaguid of Object.keys(authenticators))
      expect(aaguid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(Object.values(AUTHENTICATOR_AAGUID).map(modelName)).toEqual([
      'Microsoft Authenticator for iPhone',
      'Microsoft Authenticator for Android',
    ]);
  });
});

it('rules name sources that exist, and items of the five guides', () => {
  for (const { id, source, inventory } of allRules) {
    for (const key of source.split(/[,;] /))
      expect([id, Object.keys(sources)]).toEqual([id, expect.arrayContaining([key.split(' ')[0]])]);
    for (const item of inventory) expect(item).toMatch(/^S[0-4]-\d{1,2}$/);
  }
});
