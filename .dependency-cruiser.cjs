/**
 * The import table of docs/architecture.md as rules. Each room: which rooms it may import, and which packages.
 * Built-in modules of Node are free everywhere.
 */
const rooms = {
  domain: { rooms: [], packages: [] },
  knowledge: { rooms: ['domain'], packages: ['zod', 'minisearch'] },
  flows: { rooms: ['domain', 'knowledge'], packages: [] },
  cards: { rooms: [], packages: ['adaptivecards-templating', 'adaptive-expressions'] },
  services: { rooms: ['domain', 'flows', 'knowledge'], packages: [] },
  entra: {
    rooms: ['domain', 'services/ports'],
    packages: ['@microsoft/microsoft-graph-client', '@azure/identity', 'zod'],
  },
  store: { rooms: ['domain', 'services/ports', 'services/views'], packages: ['kysely', 'libsql', 'pg', 'zod'] },
  'channels/teams': {
    rooms: ['services', 'flows', 'cards', 'domain', 'channels/choice'],
    packages: ['botbuilder', 'botframework-connector', 'botframework-schema', '@microsoft/teams-ai', 'express', 'zod'],
  },
  'channels/slack': {
    rooms: ['services', 'flows', 'cards', 'domain', 'channels/choice'],
    packages: ['@slack/bolt', '@slack/types', 'express', 'zod'],
  },
  'channels/web': {
    rooms: ['services', 'flows', 'cards', 'domain'],
    packages: ['express', 'zod', 'openid-client', 'prom-client'],
  },
};

const escape = (text) => text.replace(/[/.@-]/g, '\\$&');
const house = '^(test/fixtures/wrong-house/)?src/';
const inRoom = (room) => `${house}${escape(room)}(/|\\.)`;
const inPackages = (packages) => packages.map((name) => `node_modules/(@types/)?${escape(name)}(/|$)`);

const forbidden = Object.entries(rooms).flatMap(([room, may]) => [
  {
    name: `${room}-rooms`,
    comment: `${room} may import only: ${may.rooms.join(', ') || 'nothing'}`,
    severity: 'error',
    from: { path: inRoom(room) },
    to: { path: house, pathNot: [inRoom(room), ...may.rooms.map(inRoom)] },
  },
  {
    name: `${room}-packages`,
    comment: `${room} may use only these packages: ${may.packages.join(', ') || 'none'}`,
    severity: 'error',
    from: { path: inRoom(room) },
    to: { path: 'node_modules', pathNot: inPackages(may.packages) },
  },
]);

module.exports = {
  forbidden: [
    ...forbidden,
    {
      name: 'demo-is-alone',
      comment: 'Only the demo itself, the benchmarks and tests know the demo.',
      severity: 'error',
      from: { path: house, pathNot: [inRoom('demo'), inRoom('bench')] },
      to: { path: inRoom('demo') },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: house },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
