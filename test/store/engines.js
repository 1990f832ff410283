"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.onEngine = onEngine;
const node_fs_1 = require("node:fs");
const node_os_1 = require("node:os");
const node_path_1 = require("node:path");
const postgres_1 = require("../postgres");
/**
 * Declares the tests of one engine on an empty database, started before and stopped after. Without PostgreSQL one test
 * says so, and fails where KEYSMITH_NEED_POSTGRES is 1 (CI).
 */
function onEngine(engine, tests) {
    if (engine === 'postgres' && !(0, postgres_1.postgresIsHere)()) {
        it('needs PostgreSQL: install it, or set DATABASE_URL_TEST', () => {
            expect(process.env['KEYSMITH_NEED_POSTGRES']).not.toBe('1');
        });
        return;
    }
    describe(engine, () => {
        let database;
        beforeAll(async () => {
            database = engine === 'postgres' ? await (0, postgres_1.startPostgres)() : newDirectory();
        }, 60_000);
        afterAll(() => database?.stop());
        const started = () => {
            if (database === undefined)
                throw new Error('The database is started before each test, not when tests are declared');
            return database;
        };
        tests({ url: () => started().url, another: () => started().another() });
    });
}
/** A directory that is not there yet: the store makes it. */
function newDirectory() {
    const directory = (0, node_fs_1.mkdtempSync)((0, node_path_1.join)((0, node_os_1.tmpdir)(), 'keysmith-sqlite-'));
    let made = 0;
    const next = () => `sqlite:${(0, node_path_1.join)(directory, `data-${String(++made)}`, 'keysmith.db')}`;
    return {
        url: next(),
        another: () => Promise.resolve(next()),
        stop: () => {
            (0, node_fs_1.rmSync)(directory, { recursive: true, force: true });
            return Promise.resolve();
        },
    };
}
//# sourceMappingURL=engines.js.map