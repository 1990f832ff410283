'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.PASS_CODE = void 0;
exports.openSetting = openSetting;
exports.closeSettings = closeSettings;
const clock_1 = require('../../src/domain/clock');
const clock_2 = require('../../src/demo/clock');
const tenant_1 = require('../../src/demo/tenant');
const entra_1 = require('../../src/entra');
const front_1 = require('./front');
exports.PASS_CODE = 'CANARY+9x!Pass';
const open = [];
async function openSetting(options = {}) {
  const clock = (0, clock_2.movableClock)(clock_1.systemClock);
  const tenant = await (0, tenant_1.startTenant)({ clock, passCode: () => exports.PASS_CODE });
  const front = await (0, front_1.openFront)(tenant.graphUrl);
  open.push(front, tenant);
  const events = [];
  const entra = (0, entra_1.openEntra)({
    baseUrl: front.url,
    tenantId: tenant.tenantId,
    clock,
    teamsAppCatalogId: tenant.teamsCatalogueAppId,
    observer: { event: (name, facts = {}) => void events.push({ name, facts }), failure: () => undefined },
    random: () => 0,
    ...options,
  });
  return {
    tenant,
    front,
    entra,
    clock,
    events,
    async tripsOf(work) {
      const before = front.seen.length;
      await work();
      return front.seen.length - before;
    },
  };
}
async function closeSettings() {
  for (const one of open.splice(0)) await one.close();
}
//# sourceMappingURL=setting.js.map
