"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.priyaInSlack = exports.tom = exports.priya = exports.TEAM = exports.TENANT = void 0;
exports.openProviders = openProviders;
exports.openWorld = openWorld;
exports.expectPage = expectPage;
const node_crypto_1 = require("node:crypto");
const express_1 = __importDefault(require("express"));
const web_1 = require("../../../src/channels/web");
const clock_1 = require("../../../src/demo/clock");
const loopback_1 = require("../../../src/demo/loopback");
const signin_1 = require("../../../src/demo/signin");
const refusal_1 = require("../../../src/domain/refusal");
const linking_1 = require("../../../src/services/linking");
const tickets_1 = require("../../../src/services/tickets");
const linking_store_1 = require("../../services/linking-store");
exports.TENANT = '11111111-1111-4111-8111-111111111111';
exports.TEAM = 'T0CONTOSO';
exports.priya = (0, linking_store_1.person)('aaaaaaaa-0000-4000-8000-000000000004', 'Priya Shah');
exports.tom = (0, linking_store_1.person)('aaaaaaaa-0000-4000-8000-000000000001', 'Tom <b>Baker</b>\u202Egnol');
exports.priyaInSlack = { team: exports.TEAM, user: 'U0PRIYA' };
/** Both OpenID providers, once for a file of tests: making their keys takes longer than a test. */
async function openProviders() {
    const clock = (0, clock_1.movableClock)();
    const app = { origin: '' };
    const signin = await (0, signin_1.startSignin)({
        clock,
        tenantId: exports.TENANT,
        slackTeamId: exports.TEAM,
        people: [
            { ...asSignedIn('priya', exports.priya), slackUserId: 'U0PRIYA' },
            { ...asSignedIn('tom', exports.tom), slackUserId: 'U0TOM' },
        ],
        entra: { clientId: 'entra-app', clientSecret: 'one', redirectUris: () => [`${app.origin}/auth/callback`] },
        slack: { clientId: 'slack-app', clientSecret: 'two', redirectUris: () => [`${app.origin}/auth/slack/callback`] },
    });
    return { clock, app, signin };
}
function asSignedIn(key, { id, displayName, userPrincipalName }) {
    return { key, objectId: id, name: displayName, userPrincipalName };
}
/** The browser pages on a loopback port, in front of real OpenID providers. The pass service is the one stand-in. */
async function openWorld({ clock, app: client, signin }, change = {}) {
    const memory = await (0, linking_store_1.linkingStore)([exports.priya, exports.tom]);
    const ids = { next: () => (0, node_crypto_1.randomBytes)(24).toString('base64url') };
    const app = (0, express_1.default)();
    const server = await (0, loopback_1.listenOnLoopback)(app);
    client.origin = server.origin;
    signin.misbehave({});
    const passes = decisions();
    const desk = new tickets_1.TicketDesk({ ...memory, clock, ids, publicUrl: server.origin });
    const provider = ({ issuer, clientId, clientSecret }) => ({
        issuer,
        clientId,
        credential: { secret: clientSecret },
    });
    const parts = {
        ...memory,
        publicUrl: server.origin,
        tenantId: exports.TENANT,
        entra: provider(signin.entra),
        slack: provider(signin.slack),
        stepUpContext: 'c1',
        stepUpReady: () => Promise.resolve(true),
        desk,
        linking: new linking_1.Linking({ ...memory, clock }),
        decisions: passes.port,
        clock,
        ids,
        correlated: (_, run) => run(),
        ...change,
    };
    app.use((0, web_1.webRouter)(parts));
    const close = async () => {
        await server.close();
        await memory.closeStore();
    };
    /** Everything that a visit could have changed, as text to compare. */
    const effects = () => JSON.stringify([memory.rows('links'), memory.rows('audit'), memory.rows('jobs'), passes.decided]);
    return { ...memory, app: server, signin, desk, clock, passes, effects, close, parts };
}
/** Stands for services/tap: remembers what was decided, and can be told that the request has changed. */
function decisions() {
    const state = { version: 3, down: false };
    const decided = [];
    const port = {
        preview: () => Promise.resolve(state.down ? (0, refusal_1.refuse)('graph-unavailable') : (0, refusal_1.done)(preview(state.version))),
        decideConfirmed: (pending) => {
            decided.push(pending);
            return Promise.resolve((0, refusal_1.done)('You approved the pass for Tom.'));
        },
    };
    return { state, decided, port };
}
function preview(version) {
    return {
        version,
        headline: 'Priya asks for a Temporary Access Pass for Tom <script>alert(1)</script>',
        facts: [
            { title: 'For', value: exports.tom.displayName },
            { title: 'Reason', value: 'Lost phone' },
        ],
        risk: ['Standard.'],
        proofs: ['Ana spoke with them by video at 09:31.'],
    };
}
/** The page answers with this status and says these words. */
function expectPage(page, status, words) {
    expect([page.status, page.body]).toEqual([status, expect.stringContaining(words)]);
}
//# sourceMappingURL=world.js.map