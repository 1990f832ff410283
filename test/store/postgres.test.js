"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const store_audit_1 = require("../contracts/store-audit");
const store_1 = require("../contracts/store");
const store_2 = require("../../src/store");
const engines_1 = require("./engines");
(0, engines_1.onEngine)('postgres', ({ url, another }) => {
    (0, store_1.storeContract)({ open: () => (0, store_2.openStore)(url()) });
    (0, store_audit_1.auditContract)({ another });
});
//# sourceMappingURL=postgres.test.js.map