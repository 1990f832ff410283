import type { PersonKey } from '../../src/demo/tenant';
import type { Scene } from './scene';
import { saidBy } from './steps';

/** A field of a form: its id in Teams, its label in Slack, and what is chosen or written. */
export interface Entered {
  readonly id: string;
  readonly label: string;
  /** What Teams sends. */
  readonly value: string;
  /** What stands on the option in Slack; the value where it is a text. */
  readonly option?: string | string[];
}

/** An agent at their desk, in one of the two products: the same presses, the same words. */
export interface AgentDesk {
  readonly product: 'slack' | 'teams';
  /** Opens the page of somebody and says what stands on it. */
  look(target: PersonKey): Promise<string>;
  /** Presses a button of the page or window and says what comes, once these words are in it. */
  press(title: string, until: string): Promise<string>;
  /** Fills the open form in, sends it, and says what comes, once these words are in it. */
  send(title: string, until: string, entered: readonly Entered[]): Promise<string>;
  /** Their newest message of the bot with these words, in their own chat. */
  told(words: string): Promise<string>;
  close(): Promise<void>;
  /** What a look at somebody's page leaves in the audit: in Teams a list comes first. */
  readonly looked: readonly string[];
}

export function slackDesk(scene: Scene, agent: PersonKey): AgentDesk {
  const slack = scene.slack.person(agent);
  return {
    product: 'slack',
    async look(target) {
      const { upn, displayName } = scene.tenant.people[target];
      await slack.slash('/passwordless', `lookup ${upn}`);
      return (await slack.waitForModal(displayName)).words;
    },
    async press(title, until) {
      await slack.clickInModal(title);
      return (await slack.waitForModal(until)).words;
    },
    async send(_title, until, entered) {
      await slack.submit(Object.fromEntries(entered.map(({ label, value, option }) => [label, option ?? value])));
      const { words } = await slack.waitForModal(until);
      await scene.settle();
      return words;
    },
    told: async (words) => (await slack.waitFor(words)).words,
    async close() {
      while (slack.modal() !== undefined) await slack.closeModal();
    },
    looked: ['person.viewed'],
  };
}

export function teamsDesk(scene: Scene, agent: PersonKey): AgentDesk {
  const teams = scene.teams.person(agent);
  const words = (until: string): string => {
    const seen = teams.dialog?.words ?? '';
    if (!seen.includes(until)) throw new Error(`The dialog does not say "${until}":\n${seen}`);
    return seen;
  };
  return {
    product: 'teams',
    async look(target) {
      const { upn, displayName } = scene.tenant.people[target];
      await teams.say(`lookup ${upn}`);
      await teams.openDialog(await teams.waitFor(displayName), 'Show');
      return words(displayName);
    },
    async press(title, until) {
      await teams.submitDialog(title);
      return words(until);
    },
    async send(title, until, entered) {
      const sent = await teams.submitDialog(title, Object.fromEntries(entered.map(({ id, value }) => [id, value])));
      await scene.settle();
      return sent.kind === 'dialog' ? words(until) : saidBy(sent);
    },
    told: async (said) => (await teams.waitFor(said)).words,
    close() {
      teams.closeDialog();
      return Promise.resolve();
    },
    looked: ['person.searched', 'person.viewed'],
  };
}
