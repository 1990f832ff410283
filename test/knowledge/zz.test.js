'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
const matcher_1 = require('../../src/knowledge/matcher');
const utterances_1 = require('./utterances');
it('x', () => {
  const m = (0, matcher_1.createMatcher)();
  const out = [];
  let t1 = 0,
    t3 = 0;
  const show = (t) => {
    const r = m.match(t);
    return r.kind === 'sure' ? ['!' + r.entry.id] : r.kind === 'unsure' ? r.entries.map((e) => e.id) : [];
  };
  for (const [t, e] of utterances_1.utterances) {
    const g = show(t);
    const ids = g.map((x) => x.replace('!', ''));
    if (ids[0] === e) t1++;
    if (ids.includes(e)) t3++;
    if (ids[0] !== e || !g[0].startsWith('!'))
      out.push(`${ids[0] === e ? 'ok?' : ids.includes(e) ? '3' : 'MISS'} ${t.slice(0, 60)} → ${g.join(',')} (${e})`);
  }
  for (const t of utterances_1.offTopic) {
    const g = show(t);
    if (g.length) out.push(`OFF ${t} → ${g.join(',')}`);
  }
  process.stdout.write(`${t1}/${t3}/${utterances_1.utterances.length}\n` + out.join('\n') + '\n');
});
//# sourceMappingURL=zz.test.js.map
