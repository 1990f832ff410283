import * as fc from 'fast-check';
import { createMatcher, type Match } from '../../src/knowledge/matcher';
import { offTopic, utterances } from '../../src/bench/utterances';

const matcher = createMatcher();

function answers(match: Match): readonly string[] {
  if (match.kind === 'sure') return [match.entry.id];
  return match.kind === 'unsure' ? match.entries.map(({ id }) => id) : [];
}

/** Too many misses fail with all of them in the message. */
function atMost(share: number, of: readonly unknown[], missed: readonly string[]): void {
  if (missed.length / of.length > share)
    throw new Error(`${String(missed.length)} of ${String(of.length)}:\n${missed.join('\n')}`);
}

function misses(rank: number): readonly string[] {
  return utterances.flatMap(([text, meant]) => {
    const got = answers(matcher.match(text));
    return got.slice(0, rank).includes(meant) ? [] : [`${text} → ${got.join(', ') || 'unknown'} (meant ${meant})`];
  });
}

describe('what people write', () => {
  it('is understood at once in at least 85 of 100 cases', () => {
    atMost(0.15, utterances, misses(1));
  });

  it('is among the best three in at least 95 of 100 cases', () => {
    atMost(0.05, utterances, misses(3));
  });

  it('is rejected when it is about something else in at least 90 of 100 cases', () => {
    const taken = offTopic.flatMap((text) => (matcher.match(text).kind === 'unknown' ? [] : [text]));
    atMost(0.1, offTopic, taken);
  });
});

describe('error codes', () => {
  it.each([
    'AADSTS135016',
    'aadsts135016',
    'AADSTS 135016:',
    'error 135016',
    'Error code: 135016.',
    'code=135016',
    '(135016)',
    '135016',
  ])('are found in any notation: %s', (text) => {
    expect(answers(matcher.match(text))).toEqual(['passkey-off-by-policy']);
  });

  it('win over the words around them', () => {
    expect(answers(matcher.match('my phone is broken, it says AADSTS130504'))).toEqual(['pass-expired']);
  });

  it.each([
    ['AADSTS99999', 'AADSTS99999'],
    ['what is 0x80090029', '0x80090029'],
    ['aadsts: 700016', 'AADSTS: 700016'],
  ])('that are not known are named: %s', (text, code) => {
    expect(matcher.match(text)).toEqual({ kind: 'unknown', code });
  });

  it('are not seen in every number', () => {
    expect(matcher.match('call me on 135017222')).toEqual({ kind: 'unknown' });
  });
});

describe('texts on the screen', () => {
  it.each([
    ['YOUR COMPANY POLICY REQUIRES THAT YOU USE A DIFFERENT METHOD TO SIGN IN', 'passkey-off-by-policy'],
    ['It said “We were unable to register the passkey you attempted to add.” and that was it', 'key-restricted'],
    ['Your one-time Temporary Access Pass has been redeemed.', 'pass-redeemed'],
  ])('are found whatever surrounds them: %s', (text, id) => {
    expect(answers(matcher.match(text))).toEqual([id]);
  });
});

describe('the matcher', () => {
  it.each(['', '   ', '🙂', '🔑🔑', '!!!', '---', '\u202e', '<script>', 'constructor', '__proto__'])(
    'knows nothing about %j',
    (text) => {
      expect(matcher.match(text)).toEqual({ kind: 'unknown' });
    },
  );

  it('asks when two things fit', () => {
    const match = matcher.match('I reset my phone and now the passkey is gone');
    expect(match.kind).toBe('unsure');
    expect(answers(match).length).toBeLessThanOrEqual(3);
  });

  it('never throws and always answers alike', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), (text) => {
        expect(matcher.match(text)).toEqual(matcher.match(text));
      }),
      { numRuns: 300 },
    );
  });

  it('reads the beginning of a very long text and stays quick', () => {
    const before = performance.now();
    expect(answers(matcher.match(`register a passkey ${'x'.repeat(20_000)}`)).slice(0, 1)).toEqual([
      'register-passkey',
    ]);
    matcher.match('passkey phone broken '.repeat(1_000));
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
