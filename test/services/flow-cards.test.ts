import { join } from 'node:path';
import { loadCards } from '../../src/cards';
import { flows } from '../../src/flows';
import { begin } from '../../src/flows/flow';
import { entries } from '../../src/knowledge/entries';
import {
  sharedAnswerView,
  linkView,
  sharedPlaceView,
  unknownView,
  unsureView,
  welcomeView,
  whoView,
} from '../../src/services/answers';
import { goOnButton, stepView } from '../../src/services/flow-views';
import { checkedView } from '../../src/services/troubleshoot-views';
import type { MessageView } from '../../src/services/views';
import { parseChoice } from '../../src/channels/choice';
import { openSurfaces } from '../../src/channels/slack/surfaces';
import { buttonsOf, Room } from './converse-room';

const cards = loadCards(join(__dirname, '../../cards'));

/** Slack takes neither too long a text nor too many blocks; this throws where it would refuse. */
const slack = openSurfaces(cards);

/** Teams takes no card above 28 KB. */
function fits(view: MessageView): void {
  expect(slack.message(view).blocks.length).toBeGreaterThan(0);
  const card = JSON.stringify(cards.fill(view));
  expect(card.length).toBeLessThan(28_000);
  expect(card).not.toMatch(/\$\{|\bundefined\b/);
  expect(view.text).not.toMatch(/\*\*|[{}]|undefined/);
}

const answers = { method: 'Authenticator Passkey', addedAt: '09:42', until: 'until 09:52', reason: 'lost-phone' };
const steps = [...flows.values()].flatMap((flow) =>
  Object.entries(flow.steps).flatMap(([at, step]) =>
    step.kind === 'run' || (step.kind === 'tell' && 'resultOf' in step.shows)
      ? []
      : [[`${flow.name}/${at}`, stepView(flow, { ...begin(flow), at, answers }, step)] as const],
  ),
);

it.each(steps)('the step %s becomes a card, and each of its buttons passes the door', (_, view) => {
  fits(view);
  for (const { does } of buttonsOf(view)) expect([does, parseChoice(does).ok]).toEqual([does, true]);
});

it('every answer of the knowledge becomes a card with buttons that pass the door', () => {
  const goOn = [...flows.values()].slice(0, 1).map((flow) => goOnButton(flow, begin(flow)));
  const views = [
    ...entries.flatMap((entry) =>
      entry.kind === 'answer' ? [sharedAnswerView(entry), checkedView(entry, undefined, undefined, 0, goOn)] : [],
    ),
    unsureView(entries.slice(0, 3), undefined, goOn),
    unsureView(entries.slice(0, 3), 'AADSTS99999', goOn),
    unknownView('AADSTS99999', goOn),
    welcomeView('Priya', goOn),
    welcomeView(''),
    whoView(),
    linkView(),
    sharedPlaceView(),
  ];
  for (const view of views) {
    fits(view);
    for (const { does } of buttonsOf(view)) expect([does, parseChoice(does).ok]).toEqual([does, true]);
  }
});

it('verdicts become cards, blocked and ready', async () => {
  const room = new Room();
  const ready = await room.talk('register a passkey', 'iPhone', 'iOS 18 or newer');
  fits(ready);
  room.methods = { ok: true, value: [] };
  fits(await room.press(await room.press(ready, 'Not now'), 'Go on with your passkey'));
});
