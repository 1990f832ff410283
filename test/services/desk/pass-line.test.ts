import { readPassLine } from '../../../src/services/desk/pass-line';

/** One line as agents write it: who, why, and what else there is to say. */
describe('a line that asks for a pass', () => {
  it.each([
    ['tom@contoso.com lost-phone', 'tom@contoso.com', 'lost-phone', ''],
    ['Tom Becker lost phone he calls from home', 'Tom Becker', 'lost-phone', 'he calls from home'],
    ['Hana Kim new starter', 'Hana Kim', 'new-starter', ''],
    ['hana new-starter, begins Monday', 'hana', 'new-starter', 'begins Monday'],
    ["Aoife O'Brien stolen iPhone", "Aoife O'Brien", 'lost-phone', ''],
    ['佐藤 由紀 broken authenticator', '佐藤 由紀', 'broken-authenticator', ''],
    ['عمر الفاسي new phone', 'عمر الفاسي', 'replaced-phone', ''],
    ['gus locked out: no method works', 'gus', 'no-usable-method', 'no method works'],
    ['lost-phone', '', 'lost-phone', ''],
    ['Tom Becker', 'Tom Becker', undefined, ''],
    ['Lost Phone', '', 'lost-phone', ''],
    ['Joe Phone lost-phone', 'Joe Phone', 'lost-phone', ''],
    ['', '', undefined, ''],
  ])('"%s"', (line, person, reason, note) => {
    expect(readPassLine(line)).toEqual({ person, note, ...(reason === undefined ? {} : { reason }) });
  });
});
