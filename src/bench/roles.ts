import { type Commands, serve } from './processes';

/** Each loads only what it is made of, so that a control carries nothing of the house. */
const roles: Readonly<Record<string, () => Promise<Commands>>> = {
  platforms: async () => (await import('./role-platforms.js')).platforms(),
  house: async () => (await import('./role-house.js')).house(),
  echo: async () => (await import('./role-bare.js')).echo(),
  ack: async () => (await import('./role-bare.js')).ack(),
  replica: async () => (await import('./role-replica.js')).replica(),
};

/** Becomes one of the processes of a benchmark. */
export async function takeRole(name: string): Promise<void> {
  const role = roles[name];
  if (role === undefined) throw new Error(`There is no role ${name}`);
  serve(await role());
}
