'use strict';
var __importDefault =
  (this && this.__importDefault) ||
  function (mod) {
    return mod && mod.__esModule ? mod : { default: mod };
  };
Object.defineProperty(exports, '__esModule', { value: true });
exports.openRaw = openRaw;
exports.unlock = unlock;
const libsql_1 = __importDefault(require('libsql'));
const pg_1 = require('pg');
/** `values` are written as `?` in the statement. */
async function openRaw(url) {
  if (url.startsWith('sqlite:')) {
    const libsql = new libsql_1.default(url.slice('sqlite:'.length));
    return {
      run: (statement, values = []) =>
        new Promise((resolve) => {
          resolve(sqliteRows(libsql, statement, values));
        }),
      close: () => {
        libsql.close();
        return Promise.resolve();
      },
    };
  }
  const client = new pg_1.Client({ connectionString: url });
  await client.connect();
  return {
    run: async (statement, values = []) => {
      let place = 0;
      const numbered = statement.replaceAll('?', () => `$${String(++place)}`);
      return (await client.query(numbered, [...values])).rows;
    },
    close: () => client.end(),
  };
}
function sqliteRows(libsql, statement, values) {
  const prepared = libsql.prepare(statement);
  if (!prepared.reader) {
    prepared.run([...values]);
    return [];
  }
  return prepared.all([...values]).map((row) => Object.fromEntries(Object.entries(Object(row))));
}
/** Replaces a table by a copy of it without constraints and triggers, as an owner of the database could. */
async function unlock(raw, table) {
  await raw.run(`create table unlocked as select * from ${table}`);
  await raw.run(`drop table ${table}`);
  await raw.run(`alter table unlocked rename to ${table}`);
}
//# sourceMappingURL=store-raw.js.map
