import { answerIn } from '../src/bench/load';
import { parseOptions } from '../src/bench/options';
import { matchingBench } from '../src/bench/matching';
import { asJson, asTable } from '../src/bench/report';
import { type Measured, type Row, isMet, median, percentile, ratioOf } from '../src/bench/row';

const row: Measured = {
  bench: 'teams',
  what: 'turns',
  unit: 'turns/s',
  value: 60,
  control: { what: 'bare echo', value: 100 },
  bar: { on: 'ratio', is: 'at least', limit: 0.6 },
};

describe('what npm run bench is told', () => {
  const known = ['teams', 'slack'];

  it('is everything, unless names say otherwise', () => {
    expect(parseOptions([], known)).toEqual({ ok: true, options: { json: false, quick: false, names: [] } });
    expect(parseOptions(['slack', '--json', '--quick'], known)).toEqual({
      ok: true,
      options: { json: true, quick: true, names: ['slack'] },
    });
  });

  it('is refused with what there is, when there is no such thing', () => {
    expect(parseOptions(['slcak'], known)).toEqual({
      ok: false,
      why: 'There is no benchmark "slcak". There are teams, slack.',
    });
    expect(parseOptions(['--fast'], known)).toMatchObject({ ok: false });
  });
});

describe('a row', () => {
  it('is held against its bar, by its value or by its ratio to the control', () => {
    expect(ratioOf(row)).toBe(0.6);
    expect(isMet(row)).toBe(true);
    expect(isMet({ ...row, value: 59 })).toBe(false);
    expect(isMet({ ...row, bar: { on: 'value', is: 'at most', limit: 60 } })).toBe(true);
    expect(isMet({ ...row, bar: { on: 'value', is: 'at most', limit: 59 } })).toBe(false);
  });

  it('without a number misses its bar', () => {
    expect(isMet({ ...row, value: 0, control: { what: 'nothing', value: 0 } })).toBe(false);
  });

  it('is told with value, control, ratio, bar and verdict, to people and to programs', () => {
    const skipped: Row = { bench: 'replicas', what: 'decisions', skipped: 'no PostgreSQL here' };
    const table = asTable([{ ...row, note: '16 connections' }, skipped]);
    expect(table).toMatch(/turns \[1\] +60 turns\/s +100 \(bare echo\) +0\.60 × +≥ 0\.6 × +met/);
    expect(table).toContain('skipped: no PostgreSQL here');
    expect(table).toContain('[1] 16 connections');
    expect(JSON.parse(asJson([row, skipped]))).toMatchObject({ rows: [{ ratio: 0.6, met: true }, skipped] });
  });

  it('of a real run has a unit, a control and a bar', async () => {
    const start = (): never => {
      throw new Error('This one needs no other process');
    };
    const rows = await matchingBench.run({ start, quick: true });
    expect(rows).toHaveLength(4);
    for (const one of rows) {
      expect(one).toMatchObject({ bench: 'matching', control: { what: 'bare minisearch' } });
      if (!('skipped' in one))
        expect([one.unit !== '', one.bar.limit > 0, one.control.value >= 0]).not.toContain(false);
    }
  });
});

describe('the arithmetic', () => {
  it('takes percentiles by rank', () => {
    const values = [5, 1, 4, 2, 3];
    expect([median(values), percentile(values, 0), percentile(values, 0.99), percentile([7], 0.5)]).toEqual([
      3, 1, 5, 7,
    ]);
    expect(() => median([])).toThrow(RangeError);
  });

  it('knows a whole HTTP answer from a part of one', () => {
    const head = 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n';
    expect(answerIn(head.slice(0, 20))).toBeUndefined();
    expect(answerIn(`${head}abc`)).toBeUndefined();
    expect(answerIn(`${head}abcd`)).toEqual({ status: 200, body: 'abcd' });
    const chunked = 'HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n';
    expect(answerIn(chunked)).toBeUndefined();
    expect(answerIn(`${chunked}0\r\n\r\n`)).toMatchObject({ status: 503 });
  });
});
