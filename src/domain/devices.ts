/** A device as Entra knows it. `joined` and `hybrid` ones can hold a Windows Hello key; a `registered` one cannot. */
export interface Device {
  readonly id: string;
  readonly name: string;
  /** As Entra writes it: Windows, IPhone, Android, MacMDM. */
  readonly system: string;
  readonly version?: string;
  readonly trust: 'joined' | 'hybrid' | 'registered' | 'unknown';
  readonly enabled: boolean;
}

/** The device that an Authenticator or Windows Hello method is tied to; none for an app that only gets notifications. */
export interface MethodDevice {
  readonly methodId: string;
  readonly device?: Device;
}

export function isWindows(device: Device): boolean {
  return /^windows/i.test(device.system);
}

/** Whether Windows Hello for Business can live on it. */
export function holdsHello(device: Device): boolean {
  return isWindows(device) && (device.trust === 'joined' || device.trust === 'hybrid');
}
