import type * as Renderer from 'adaptivecards';

/** Microsoft's own parser; the package's main file is an ES module that only bundlers can load. */
const { AdaptiveCard, SerializationContext } = jest.requireActual<typeof Renderer>(
  'adaptivecards/dist/adaptivecards.js',
);

/** What Microsoft's parser and validator have to say about a card; nothing, for a good one. */
export function complaints(card: unknown): string[] {
  const context = new SerializationContext();
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  const parsing = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const validation = parsed.validateProperties().validationEvents.map((event) => event.message);
  return [...parsing, ...validation];
}
