import { type Asked, REGISTRATION_FLOWS, SCENARIOS, SYMPTOMS } from '../domain/readiness';

type Answers = Readonly<Record<string, string>>;

/** What a conversation has learnt that Graph cannot tell. An answer that is empty was taken back. */
export function askedFrom(answers: Answers): Asked {
  const said = (name: string): string | undefined => (answers[name] === '' ? undefined : answers[name]);
  const platform = said('platform');
  const symptom = SYMPTOMS.find((one) => one === said('symptom'));
  const scenario = SCENARIOS.find((one) => one === said('scenario'));
  const flow = REGISTRATION_FLOWS.find((one) => one === said('flow'));
  return {
    ...(platform === 'ios' || platform === 'android' ? { platform } : {}),
    ...words('osVersion', said('osVersion')),
    ...words('authenticatorVersion', said('authenticatorVersion')),
    ...words('keyModel', said('keyModel')),
    ...yesOrNo('screenLock', said('screenLock')),
    ...yesOrNo('passkeyProvider', said('passkeyProvider')),
    ...yesOrNo('workProfile', said('workProfile')),
    ...yesOrNo('failedBefore', said('failedBefore')),
    ...yesOrNo('bluetoothBlocked', said('bluetoothBlocked')),
    ...yesOrNo('sharedComputer', said('sharedComputer')),
    ...yesOrNo('helloOffered', said('helloOffered')),
    ...yesOrNo('renamed', said('renamed')),
    ...(symptom === undefined ? {} : { symptom }),
    ...(scenario === undefined ? {} : { scenario }),
    ...(flow === undefined ? {} : { flow }),
  };
}

function words(name: 'osVersion' | 'authenticatorVersion' | 'keyModel', value: string | undefined): Asked {
  return value === undefined ? {} : { [name]: value };
}

function yesOrNo(name: keyof Asked, value: string | undefined): Asked {
  return value === undefined ? {} : { [name]: value === 'yes' };
}
