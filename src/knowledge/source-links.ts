import { sources } from './sources';

/** Where a fact can be read up. A guide of ours has a title and no address. */
export interface SourceLink {
  readonly title: string;
  readonly url?: string;
}

const LEARN = 'https://learn.microsoft.com/en-us';

/** Pages whose addresses do not follow from the name of a file. */
const PAGES: Readonly<Record<string, string>> = {
  APPFAQ:
    'https://support.microsoft.com/account-billing/common-questions-about-the-microsoft-authenticator-app-12d283d1-bcef-4875-9ae5-ac360e2945dd',
  TWOSTEP:
    'https://support.microsoft.com/account-billing/common-problems-with-two-step-verification-for-a-work-or-school-account-63acbb9b-16a1-47b9-8619-6a865e8071a5',
  YUBICO: 'https://docs.yubico.com/software/yubikey/tools/authenticator/auth-guide/settings.html',
  YUBIKEY: 'https://docs.yubico.com/hardware/yubikey/yk-tech-manual/',
  YUBIBIO: 'https://docs.yubico.com/hardware/yubikey/yk-bio/tech-manual/fingerprint-tips.html',
  YUBITOUCH: 'https://docs.yubico.com/yesdk/yubikey-api/Yubico.YubiKey.YubiKeyFeature.TemporaryTouchThreshold.html',
  DEVICES: `${LEARN}/windows/client-management/client-tools/manage-device-installation-with-group-policy`,
  APPBACKUP:
    'https://support.microsoft.com/en-us/account-billing/back-up-your-accounts-in-microsoft-authenticator-bb939936-7a8d-4e88-bc43-49bc1a700a40',
  CHINA:
    'https://support.microsoft.com/en-us/account-billing/authenticator-for-android-in-the-public-cloud-in-china-ebbef05c-a429-4236-8570-1bb1900fec35',
  BIOMETRY: `${LEARN}/dotnet/api/android.security.keystore.keygenparameterspec.builder.setinvalidatedbybiometricenrollment`,
  HEALTH: `${LEARN}/microsoft-365/enterprise/view-service-health`,
};

/**
 * The published page of a source file: the names in sources.ts are those of Microsoft's public documentation
 * repositories, and learn.microsoft.com follows their folders. `code` leads to the one page that explains it.
 */
export function sourceLink(key: string, code?: string): SourceLink | undefined {
  const named = Object.entries(sources).find(([one]) => one === key)?.[1];
  if (named === undefined) return undefined;
  if (key === 'ERRX') {
    const title = 'login.microsoftonline.com/error';
    return /^\d+$/.test(code ?? '')
      ? { title, url: `https://${title}?code=${code ?? ''}` }
      : { title, url: `https://${title}` };
  }
  const page = PAGES[key];
  if (page !== undefined) return { title: named, url: page };
  const [, repository, file] = /^(?:(\S+) )?(\S+?)\.(?:md|yml)\b/.exec(named) ?? [];
  return file === undefined
    ? { title: named }
    : { title: file.split('/').at(-1) ?? file, url: addressOf(repository, file) };
}

function addressOf(repository: string | undefined, file: string): string {
  if (repository === 'microsoft-graph-docs-contrib') return `${LEARN}/graph/api/${file.replace(/^api\//, '')}`;
  if (repository === 'windows-itpro-docs') return `${LEARN}/windows/security/identity-protection/${file}`;
  if (repository === 'SupportArticles-docs') return `${LEARN}/troubleshoot/${file.toLowerCase()}`;
  if (/^(identity-platform|fundamentals|architecture)\//.test(file)) return `${LEARN}/entra/${file}`;
  return `${LEARN}/entra/identity/${file.includes('/') ? file : `authentication/${file}`}`;
}
