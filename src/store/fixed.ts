import type { Compilable, CompiledQuery } from 'kysely';
import type { Room } from './database';

/** Stands for a value that is put in when the query runs; each name may stand in one place or in several. */
export interface Blanks<Name extends string> {
  text(name: Name): string;
  number(name: Name): number;
}

/**
 * A query that runs in every turn, built once: to build and compile it costs more than SQLite needs to run it.
 *
 * @param build makes it with a blank wherever a value will stand
 */
export function fixed<Name extends string, Row>(
  { db }: Pick<Room, 'db'>,
  names: readonly Name[],
  build: (blank: Blanks<Name>) => Compilable<Row>,
): (values: Readonly<Record<Name, string | number>>) => Promise<readonly Row[]> {
  // Below every number and unlike every text that is ever written into a query here.
  const numberOf = (name: Name): number => Number.MIN_SAFE_INTEGER + names.indexOf(name);
  const textOf = (name: Name): string => `\u0000${name}`;
  const { sql, parameters, query, queryId } = build({ text: textOf, number: numberOf }).compile();
  const asked = parameters.map((parameter) =>
    names.find((name) => parameter === textOf(name) || parameter === numberOf(name)),
  );
  return async (values) => {
    const filled = asked.map((name, place) => (name === undefined ? parameters[place] : values[name]));
    const compiled: CompiledQuery<Row> = { sql, query, queryId, parameters: filled };
    return (await db.executeQuery(compiled)).rows;
  };
}
