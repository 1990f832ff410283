"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.said = exports.eve = exports.ana = exports.tom = exports.appId = exports.tenantId = void 0;
exports.openHouse = openHouse;
const node_crypto_1 = require("node:crypto");
const node_fs_1 = require("node:fs");
const node_os_1 = require("node:os");
const node_path_1 = require("node:path");
const express_1 = __importDefault(require("express"));
const cards_1 = require("../../../src/cards");
const teams_1 = require("../../../src/channels/teams");
const clock_1 = require("../../../src/demo/clock");
const loopback_1 = require("../../../src/demo/loopback");
const teams_2 = require("../../../src/demo/teams");
const notice_1 = require("../../../src/services/notice");
const store_1 = require("../../../src/store");
exports.tenantId = '11111111-1111-4111-8111-111111111111';
exports.appId = '22222222-2222-4222-8222-222222222222';
const person = (key, last, name) => ({
    key,
    objectId: `aaaaaaaa-0000-4000-8000-00000000000${last}`,
    name,
    userPrincipalName: `${key}@contoso.example`,
});
exports.tom = person('tom', 1, 'Tom Baker');
exports.ana = person('ana', 2, 'Ana Silva');
exports.eve = person('eve', 3, 'Eve');
const said = (title, lines = []) => (0, notice_1.notice)(title, lines);
exports.said = said;
/** The shipped channel with real tokens, the real store and a local Teams; only the services are played by the test. */
async function openHouse(given = {}) {
    const dir = (0, node_fs_1.mkdtempSync)((0, node_path_1.join)((0, node_os_1.tmpdir)(), 'keysmith-teams-'));
    const store = await (0, store_1.openStore)(`sqlite:${(0, node_path_1.join)(dir, 'store.db')}`);
    const clock = (0, clock_1.movableClock)();
    let origin = '';
    const teams = await (0, teams_2.startTeams)({
        clock,
        tenantId: exports.tenantId,
        appId: exports.appId,
        botUrl: () => `${origin}/api/messages`,
        people: [exports.tom, exports.ana, exports.eve],
        withoutApp: given.withoutApp ?? [],
    });
    const heard = [];
    const events = [];
    const failures = [];
    const observer = {
        event: (name, facts = {}) => void events.push({ name, facts }),
        failure: (name) => void failures.push(name),
    };
    let ids = 0;
    const options = {
        appId: exports.appId,
        appType: 'SingleTenant',
        tenantId: exports.tenantId,
        appPassword: teams.environment.MicrosoftAppPassword,
        botFramework: teams.botFramework.settings,
        connectorCredentials: teams.botFramework.credentials,
        development: true,
        cards: (0, cards_1.loadCards)((0, node_path_1.join)(__dirname, '../../../cards')),
        references: store.references,
        seen: store.seen,
        clock,
        ids: { next: () => `turn-${(ids += 1)}` },
        observer,
        ...(given.patience === undefined ? {} : { patience: given.patience }),
        ...given.options?.(teams),
    };
    const channel = (0, teams_1.openTeams)(options);
    const app = (0, express_1.default)();
    app.use(channel.router(services(heard, (turn, choice) => house.answer(turn, choice))));
    const server = await (0, loopback_1.listenOnLoopback)(app);
    origin = server.origin;
    const house = {
        teams,
        channel,
        options,
        store,
        heard,
        events,
        failures,
        origin,
        answer: (_turn, choice) => Promise.resolve([{ kind: 'replace', view: (0, exports.said)(`You pressed ${choice.verb}.`) }]),
        write(from, content) {
            const chat = teams.conversations().find(({ type, members }) => type === 'personal' && members.includes(from));
            if (chat === undefined)
                throw new Error(`${from.name} has no chat yet`);
            return teams.deliver({
                id: `f:${(0, node_crypto_1.randomUUID)()}`,
                channelId: 'msteams',
                serviceUrl: teams.serviceUrl,
                from: { id: `29:${from.key}`, aadObjectId: from.objectId },
                recipient: { id: `28:${exports.appId}` },
                conversation: { id: chat.id, conversationType: 'personal', tenantId: exports.tenantId },
                ...content,
            });
        },
        async close() {
            await channel.drain();
            await server.close();
            await teams.close();
            await store.close();
            (0, node_fs_1.rmSync)(dir, { recursive: true });
        },
    };
    return house;
}
function services(heard, answer) {
    return {
        hear(turn, text) {
            heard.push({ turn, text });
            return Promise.resolve([{ kind: 'say', view: menu(`You said: ${text.slice(0, 40)}`) }]);
        },
        choose(turn, choice) {
            heard.push({ turn, choice });
            return answer(turn, choice);
        },
        greet(turn) {
            heard.push({ turn, greeted: true });
            return Promise.resolve([{ kind: 'say', view: menu('Hello') }]);
        },
    };
}
/** A card with one button of each kind. */
function menu(title) {
    return (0, notice_1.notice)(title, [], {
        buttons: [
            { title: 'Queue', does: { verb: 'queue' } },
            { title: 'Approve', does: { verb: 'pass.approve', request: 'r-1' }, style: 'positive' },
            { title: 'Show my pass', does: { verb: 'pass.open', request: 'r-1' }, opens: 'dialog' },
            { title: 'Ask for a pass', does: { verb: 'pass.form' }, opens: 'dialog' },
        ],
    });
}
//# sourceMappingURL=house.js.map