import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** In memory, for one provider. Clients are asked for each time, because their redirect addresses are known late. */
export function memoryStorage(client: (clientId: string) => AdapterPayload | undefined): AdapterFactory {
  const rows = new Map<string, AdapterPayload>();
  return (model): Adapter => {
    const key = (id: string): string => `${model} ${id}`;
    const where = (test: (payload: AdapterPayload) => boolean): AdapterPayload | undefined =>
      [...rows].find(([name, payload]) => name.startsWith(`${model} `) && test(payload))?.[1];
    return {
      upsert: (id, payload) => Promise.resolve(void rows.set(key(id), payload)),
      find: (id) => Promise.resolve(model === 'Client' ? client(id) : rows.get(key(id))),
      findByUid: (uid) => Promise.resolve(where((payload) => payload.uid === uid)),
      findByUserCode: (userCode) => Promise.resolve(where((payload) => payload.userCode === userCode)),
      consume: (id) => {
        const payload = rows.get(key(id));
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
        return Promise.resolve();
      },
      destroy: (id) => Promise.resolve(void rows.delete(key(id))),
      revokeByGrantId: (grantId) => {
        for (const [name, payload] of rows) if (payload.grantId === grantId) rows.delete(name);
        return Promise.resolve();
      },
    };
  };
}
