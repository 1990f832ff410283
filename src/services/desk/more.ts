import { backToPage } from '../lookup/actions';
import { entry } from '../lookup/sections';
import type { Reply, Turn } from '../turn';
import type { Button, View } from '../views';
import { type DeskParts, personAssisted, refusedWindow, window } from './parts';

/** What the page has no room for: Teams draws six buttons in a row, and drops the others. */
export async function moreHelp(parts: DeskParts, turn: Turn, person: string): Promise<Reply> {
  const target = await personAssisted(parts, turn, person);
  if (!target.ok) return refusedWindow(target.refusal);
  const { id, displayName } = target.value;
  const opens = (title: string, verb: string): Button => ({ title, does: { verb, person: id }, opens: 'dialog' });
  const view: View<'person'> = {
    card: 'person',
    data: {
      name: `More for ${displayName}`,
      marks: [],
      facts: [],
      sections: [
        {
          title: 'What you can do',
          entries: [
            entry(
              'Guide them in Teams',
              'A card in their own chat, with your name; it starts when they press Start.',
              opens('Suggest', 'desk.suggest-form'),
            ),
            entry(
              'Send a checklist',
              'What they themselves can do about what is in the way.',
              opens('Choose one', 'desk.checklist-form'),
            ),
            entry(
              'End all their sessions',
              'Every device signs in again. Checked and approved like a removal.',
              opens('End sessions', 'desk.sessions-form'),
            ),
            entry(
              'Hand over to a colleague',
              'Another agent gets your note and this page.',
              opens('Hand over', 'desk.hand-over-form'),
            ),
          ],
          note: '',
          buttons: [],
        },
      ],
      gaps: [],
      age: '',
      buttons: [backToPage(id)],
    },
    text: `What you can do for ${displayName}: guide them in Teams, send a checklist, end their sessions, hand over.`,
  };
  return window('More', view);
}
