"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const refusal_1 = require("../../../src/domain/refusal");
const messenger_1 = require("../../../src/channels/teams/messenger");
const house_1 = require("./house");
let house;
afterEach(() => house.close());
const to = (person) => ({ channel: 'teams', person: person.objectId });
test('writes to somebody who has written before, and changes that message later', async () => {
    house = await (0, house_1.openHouse)();
    await house.teams.person('tom').say('hi');
    const sent = await house.channel.messenger.send(to(house_1.tom), (0, house_1.said)('Your pass is approved.'));
    if (sent.end !== 'delivered')
        throw new Error(sent.end);
    const message = house.teams.person('tom').last();
    expect(message).toMatchObject({ id: sent.message, edits: 0 });
    expect(await house.channel.messenger.update(to(house_1.tom), sent.message, (0, house_1.said)('It is over.'))).toEqual(sent);
    expect(house.teams.person('tom').last()).toMatchObject({ id: sent.message, edits: 1 });
    expect(house.teams.person('tom').last().words).toContain('It is over.');
});
test('writes first to somebody who has the app and never wrote', async () => {
    house = await (0, house_1.openHouse)();
    await house.teams.person('tom').say('hi');
    expect(await house.channel.messenger.reaches(house_1.ana.objectId)).toBe(true);
    expect(await house.channel.messenger.send(to(house_1.ana), (0, house_1.said)('Somebody asks.'))).toMatchObject({ end: 'delivered' });
    expect(house.teams.person('ana').last().words).toContain('Somebody asks.');
});
test('somebody without the app is not reached, and that is no failure', async () => {
    house = await (0, house_1.openHouse)({ withoutApp: ['eve'] });
    await house.teams.person('tom').say('hi');
    expect(await house.channel.messenger.reaches(house_1.eve.objectId)).toBe(false);
    expect(await house.channel.messenger.send(to(house_1.eve), (0, house_1.said)('x'))).toMatchObject({ end: 'unreachable' });
    expect(house.failures).toEqual([]);
});
test('where it may, the app is installed for them first', async () => {
    const installer = {
        install: async (person) => {
            await house.teams.install(person);
            return (0, refusal_1.done)(undefined);
        },
    };
    house = await (0, house_1.openHouse)({ withoutApp: ['eve'], options: () => ({ installer }) });
    await house.teams.person('tom').say('hi');
    expect(await house.channel.messenger.send(to(house_1.eve), (0, house_1.said)('Hello Eve.'))).toMatchObject({ end: 'delivered' });
    expect(JSON.stringify(house.teams.person('eve').messages())).toContain('Hello Eve.');
});
test('an installation that is refused leaves them unreachable, with the reason', async () => {
    const installer = { install: () => Promise.resolve((0, refusal_1.refuse)('graph-denied', { permission: 'x' })) };
    house = await (0, house_1.openHouse)({ withoutApp: ['eve'], options: () => ({ installer }) });
    await house.teams.person('tom').say('hi');
    const sent = await house.channel.messenger.send(to(house_1.eve), (0, house_1.said)('x'));
    expect(sent).toEqual({ end: 'unreachable', why: 'not installed: graph-denied' });
});
test('somebody who took the app away is not reached any more', async () => {
    house = await (0, house_1.openHouse)();
    await house.teams.person('tom').say('hi');
    house.teams.uninstall('tom');
    expect(await house.channel.messenger.send(to(house_1.tom), (0, house_1.said)('x'))).toMatchObject({ end: 'unreachable' });
    expect(await house.channel.messenger.reaches(house_1.tom.objectId)).toBe(false);
    house.teams.person('ana');
    await house.teams.install('tom');
    expect(await house.channel.messenger.reaches(house_1.tom.objectId)).toBe(true);
    await house.write(house_1.tom, { type: 'installationUpdate', action: 'remove' });
    expect(await house.store.references.get(`teams:${house_1.tom.objectId}`)).toBeUndefined();
});
test('the approval conversation is the one that is set', async () => {
    let room = '';
    house = await (0, house_1.openHouse)({
        options: (teams) => {
            room = teams.addConversation('Approvals', 'channel', ['ana']).id;
            return { approvalConversation: room };
        },
    });
    await house.teams.person('tom').say('hi');
    const address = { channel: 'teams', room: 'approval' };
    const sent = await house.channel.messenger.send(address, (0, house_1.said)('Please decide.'));
    expect(sent).toMatchObject({ end: 'delivered' });
    expect(house.teams.person('ana').last(room)).toMatchObject({ replyToId: undefined });
    if (sent.end === 'delivered')
        await house.channel.messenger.update(address, sent.message, (0, house_1.said)('Approved.'));
    expect(house.teams.person('ana').last(room).words).toContain('Approved.');
});
test('without an approval conversation the answer says what is missing', async () => {
    house = await (0, house_1.openHouse)();
    const sent = await house.channel.messenger.send({ channel: 'teams', room: 'approval' }, (0, house_1.said)('x'));
    expect(sent).toEqual({ end: 'unreachable', why: 'TEAMS_APPROVAL_CONVERSATION_ID is not set' });
    expect(await house.channel.messenger.send({ channel: 'slack', room: 'approval' }, (0, house_1.said)('x'))).toMatchObject({
        end: 'unreachable',
    });
});
test('an error of Teams that may pass is tried again later', async () => {
    house = await (0, house_1.openHouse)();
    await house.teams.person('tom').say('hi');
    house.teams.upsetNext({ status: 500 }, { status: 500 }, { status: 500 }, { status: 500 }, { status: 500 });
    expect(await house.channel.messenger.send(to(house_1.tom), (0, house_1.said)('x'))).toMatchObject({ end: 'again' });
});
test.each([
    [
        { statusCode: 429, response: { headers: new Headers({ 'retry-after': '7' }) } },
        { end: 'again', afterMs: 7_000 },
    ],
    [{ statusCode: 429 }, { end: 'again' }],
    [{ statusCode: 503 }, { end: 'again' }],
    [{ statusCode: 412 }, { end: 'again' }],
    [new Error('socket hang up'), { end: 'again' }],
    [{ statusCode: 403 }, { end: 'unreachable', why: 'not in this chat any more' }],
    [{ statusCode: 404 }, { end: 'unreachable', why: 'not in this chat any more' }],
    [{ statusCode: 413 }, { end: 'unreachable', why: 'Teams refused the message (413)' }],
])('%j of the connector means %j', (error, delivery) => {
    expect((0, messenger_1.deliveryOf)(error)).toEqual(delivery);
});
//# sourceMappingURL=messenger.test.js.map