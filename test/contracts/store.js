'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.storeContract = storeContract;
const store_channels_1 = require('./store-channels');
const store_jobs_1 = require('./store-jobs');
const store_ledger_1 = require('./store-ledger');
/** What the services rely on, whichever engine is behind it. */
function storeContract(underTest) {
  (0, store_ledger_1.ledgerContract)(underTest);
  (0, store_jobs_1.jobsContract)(underTest);
  (0, store_channels_1.channelContract)(underTest);
}
//# sourceMappingURL=store.js.map
