'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
const matcher_1 = require('../../src/knowledge/matcher');
const utterances_1 = require('./utterances');
const matcher = (0, matcher_1.createMatcher)();
function answers(match) {
  if (match.kind === 'sure') return [match.entry.id];
  return match.kind === 'unsure' ? match.entries.map(({ id }) => id) : [];
}
function misses(rank) {
  return utterances_1.utterances.flatMap(([text, meant]) => {
    const got = answers(matcher.match(text));
    return got.slice(0, rank).includes(meant) ? [] : [`${text} → ${got.join(', ') || 'unknown'} (meant ${meant})`];
  });
}
describe('what people write', () => {
  it('is understood at once in at least 85 of 100 cases', () => {
    expect({ missed: misses(1).length / utterances_1.utterances.length, which: misses(1) }).toMatchObject({
      missed: expect.closeTo(0.075, 0.075),
    });
  });
  it('is among the best three in at least 95 of 100 cases', () => {
    expect({ missed: misses(3).length / utterances_1.utterances.length, which: misses(3) }).toMatchObject({
      missed: expect.closeTo(0.025, 0.025),
    });
  });
  it('is rejected when it is about something else in at least 90 of 100 cases', () => {
    const taken = utterances_1.offTopic
      .map((text) => [text, ...answers(matcher.match(text))])
      .filter((row) => row.length > 1);
    expect({ taken: taken.length / utterances_1.offTopic.length, which: taken }).toMatchObject({
      taken: expect.closeTo(0.05, 0.05),
    });
  });
});
//# sourceMappingURL=matcher.test.js.map
