import { commonWords } from './english';
import { otherKinds } from './other-words';

/** Words that say nothing about what somebody wants. Question words stay: "what is" asks for something else than "where". */
const SILENT = new Set(
  (
    'a an the and or but if so then than to of in on at by for from with into as is are was were be been am do does did done ' +
    'i me my mine we our us you your it its this that these those there here he she they him his her their one ' +
    'have has had could would shall should may might must yes please just very really still also too ' +
    'im ive id hi hey dear team guys sorry ok okay well now today some any get got getting sorry ' +
    'need want wanted like give gave tell told say says said hope supposed about because will ' +
    'something anything thing things bit even already again always way out up down ' +
    'ich du er sie wir ihr mein meine meinen meinem mich mir dir habe hat haben bin bist sind ist der den dem ein eine einen und oder mit auf fur bitte ' +
    'zum zur von im es auch noch kann muss soll brauche mochte je mon ma mes ai le la les un une des est mi el los las una por favor que esta tengo necesito quiero'
  ).split(' '),
);

/** What people who write English half the time put between: the words that occur around a sign-in. */
const GERMAN_FRENCH_SPANISH: Readonly<Record<string, string>> = {
  ...sameAs('how', 'wie como'),
  ...sameAs('why', 'warum wieso weshalb pourquoi porque'),
  ...sameAs('where', 'wo donde wohin'),
  ...sameAs('work', 'geht gehen klappt funktionieren marche fonctionne funciona'),
  ...sameAs('happen', 'happens happened happening passiert passieren'),
  ...sameAs('setup', 'einrichten einrichtung einstellen aktivieren configurer configurar'),
  ...sameAs('seckey', 'sicherheitsschlussel sicherheitsschlussels'),
  ...sameAs('new', 'neu neue neues neuer neuen nouveau nouvelle nuevo nueva'),
  ...sameAs('help', 'hilfe aide ayuda'),
  ...sameAs('account', 'konto compte cuenta accounts'),
  ...sameAs('access', 'zugang zugriff acceso'),
  ...sameAs('signin', 'anmeldung conectar connecter'),
  ...sameAs('register', 'registrieren enregistrer registrar'),
  ...sameAs('delete', 'loschen entfernen supprimer borrar'),
  ...sameAs('computer', 'rechner ordinateur ordenador'),
  ...sameAs('biometric finger', 'fingerabdruck empreinte huella'),
  ...sameAs('biometric face', 'gesicht gesichtserkennung visage'),
  ...sameAs('blocked', 'gesperrt bloque bloqueado blockiert'),
  ...sameAs('incorrect', 'ungultig falsch incorrecte incorrecto'),
  ...sameAs('lost', 'verlieren verlor verlust weg perdue perdido perdida'),
  ...sameAs('broken', 'defekt zerbrochen casse roto rota'),
  ...sameAs('screen', 'bildschirm ecran pantalla'),
  ...sameAs('person', 'kollege kollegin collegue colega'),
  ...sameAs('begin', 'anfangen starten commencer empezar'),
};

/** One word, or several, for what many words mean. In lower case, before endings are taken off. */
const SAME: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(otherKinds).flatMap(([kind, words]) => Object.entries(sameAs(kind, words)))),
  ...sameAs(
    'phone',
    'mobile cell cellphone smartphone handset telephone telefon telefono fone handy telephones phones movil nokia blackberry huaweis handsets fones celular portable natel',
  ),
  ...sameAs('phone iphone', 'iphone iphones ios ipad'),
  ...sameAs(
    'phone android',
    'android samsung pixel huawei galaxy oneplus xiaomi motorola oppo s21 s22 s23 s24 fairphone',
  ),
  ...sameAs('signin', 'login logon signon signin logins einloggen anmelden connexion'),
  ...sameAs('signin', 'log sign logging signing logged signed'),
  ...sameAs('stolen', 'stole nicked robbed gestohlen thief steal stealing theft mugged snatched burgled'),
  ...sameAs(
    'lost',
    'lose losing lsot misplaced verloren perdu perdi gone disappeared vanished vanish vanishing losing misplace mislaid',
  ),
  ...sameAs(
    'broken',
    'broke smashed cracked dead died kaputt damaged damage defective defect shattered bricked exploded kaput busted bust wrecked drowned burnt breaks break destroyed',
  ),
  ...sameAs('pass', 'tap taps passcode passes'),
  ...sameAs(
    'register',
    'enroll enrol enrolment enrollment registration registering registered enrolling enrolled enroled',
  ),
  ...sameAs('add', 'adding added adds'),
  ...sameAs('create', 'creating created creation make making made'),
  ...sameAs(
    'setup',
    'configure configured configuring enable enabling enabled activate activated activating switch turn install',
  ),
  ...sameAs('passkey', 'passkeys passky paskey pasky'),
  ...sameAs('authenticator', 'auth authenticater athenticator'),
  ...sameAs('replaced', 'replacement replacing replace exchange exchanged swap'),
  ...sameAs(
    'expired',
    'expire expires expiry abgelaufen caducado outdated lapsed elapsed overdue stale lifetime ended',
  ),
  ...sameAs('incorrect', 'invalid wrong rejected mistyped mismatch bad'),
  ...sameAs('approve', 'approved approval approvals approver approving confirm confirmed confirmation accept accepted'),
  ...sameAs(
    'blocked',
    'block blocks blocking forbidden forbid prohibited bloked barred stops stopped prevents prevented',
  ),
  ...sameAs('allowed', 'allow permitted permit allows permission alowed'),
  ...sameAs('refused', 'refuse refuses reject rejects declined decline deny denied rejection unaccepted'),
  ...sameAs('loop', 'endless circle circles forever round'),
  ...sameAs(
    'computer',
    'laptop pc notebook desktop computers laptops pcs workstation machine surface thinkpad macbook imac tower workplace chromebook elitebook machines',
  ),
  ...sameAs('new', 'bought newly fresh brand newest'),
  ...sameAs(
    'delete',
    'remove removed deleted deleting removing removal erase erased unregister rid kick wipe purge clear detach unlink drop',
  ),
  ...sameAs('mfa', '2fa mfa twofactor'),
  ...sameAs('winhello', 'whfb'),
  ...sameAs('biometric finger', 'fingerprint fingerprints finger'),
  ...sameAs('biometric face', 'face facial'),
  ...sameAs('notification', 'push notifications prompt prompts popup pops ring rings buzz alert alerts'),
  ...sameAs('person', 'human somebody someone anybody colleague people nobody anyone guy living being lady man woman'),
  ...sameAs('user', 'users employee employees staff'),
  ...sameAs('admin', 'administrator administrators admins administrative sysadmin admins'),
  ...sameAs('licence', 'license licences licenses licensing licensed'),
  ...sameAs('role', 'roles'),
  ...sameAs('sms', 'text texts textmessage'),
  ...sameAs('organisation', 'organization company org enterprise employer firm boss'),
  ...sameAs('work', 'works working worked funktioniert'),
  ...sameAs('fail', 'fails failed failing failure'),
  ...sameAs('use', 'using used uses usable utilise utilize apply'),
  ...sameAs('ask', 'asks asked asking wants'),
  ...sameAs('show', 'shows showing shown appear appears display displayed'),
  ...sameAs('offer', 'offered offers offering option options choice available'),
  ...sameAs('temporary', 'temp temporal'),
  ...sameAs('many', 'multiple several lots lot numerous bunch bulk mass hundreds'),
  ...sameAs('password', 'passwort contrasena passwords pwd pw kennwort mdp wachtwoord'),
  ...sameAs('explain', 'explained explanation meaning mean means define definition eli5 clarify understand'),
  ...sameAs('difference', 'different differ versus vs compare compared distinction'),
  ...sameAs('recommended', 'recommend best suggestion suggest advise sensible good better ideal optimal'),
  ...sameAs('rollout', 'rollouts deployment deploy introduce introducing'),
  ...sameAs('report', 'reports statistics'),
  ...sameAs(
    'seckey',
    'key keys yubikey yubikeys yubico feitian nitrokey solokey titan token tokens stick sticks dongle dongles onlykey schlussel llave',
  ),
  ...sameAs('otherapp', 'authy duo 1password bitwarden lastpass keepass okta'),
  ...sameAs('biometric finger', 'thumb thumbprint touchid'),
  ...sameAs('biometric face', 'faceid recognise recognize recognition camera'),
  ...sameAs('wife', 'husband partner daughter son kid kids child'),
  ...sameAs('guest', 'contractor contractors consultant supplier vendor guests freelancer external externals'),
  ...sameAs('starter', 'joiner hire hires newcomer intern trainee apprentice starters'),
  ...sameAs('begin', 'begins start starts started starting beginning'),
  ...sameAs('name', 'surname lastname names'),
  ...sameAs('married', 'marriage divorced divorce wedding'),
  ...sameAs('leave', 'sabbatical'),
  ...sameAs('again', ' anew over'),
  ...sameAs('fraud', 'scam phishing scammer fraudster fake hacker hackers hacked hacking attacker stranger'),
  ...sameAs('disable', 'disabled deactivated deactivate disabling off inactive'),
  ...sameAs('request', 'requests demand'),
  ...sameAs('emergency', 'breakglass'),
  ...sameAs('bot', 'chatbot robot chatgpt gpt ai assistant'),
  ...sameAs('where', 'url address place menu location'),
  ...sameAs('limit', 'maximum max quota limits limited'),
  ...sameAs('spare', 'backup reserve fallback'),
  ...sameAs('loop', 'circular circularly'),
  ...sameAs('nag', 'nags nagging annoying annoys pester reminder reminders remind'),
  ...sameAs('disappear', 'disappears hide'),
  ...sameAs('read', 'reads'),
  ...sameAs('waiting', 'wait waits waited'),
  ...sameAs('where', 'wheres'),
  ...sameAs('what', 'whats'),
  ...sameAs('how', 'hows'),
  ...sameAs('seckey', 'yubi yubis keyfob fob'),
  ...sameAs('forgotten', 'forgot forget forgets forgetting vergessen oublie olvide unremembered'),
  ...sameAs('change', 'changes changed changing andern wechseln changer cambiar alter'),
  ...sameAs('tablet', 'tablets tab'),
  ...sameAs('sync', 'syncs synced syncing synchronised synchronized synchronise synchronize'),
  ...GERMAN_FRENCH_SPANISH,
};

function sameAs(word: string, others: string): Readonly<Record<string, string>> {
  return Object.fromEntries(others.split(' ').map((other) => [other, word]));
}

const JOINED: readonly (readonly [RegExp, string])[] = [
  [/\bpass[\s-]+keys?\b/g, 'passkey'],
  [
    /\b(?:microsoft |ms )?(?:auth|authentication|authenticating|authentification|authenticator) (?:app|application)\b|\b(?:microsoft|ms) app\b/g,
    'authenticator',
  ],
  [/\btemporary access pass(?:code)?s?\b/g, 'pass'],
  [
    /\b(?:hardware|usb|fido2?|security|yubi|feitian|titan|nfc)[\s-]*(?:security )?(?:keys?|tokens?|sticks?|dongles?)\b/g,
    'seckey',
  ],
  [/\bfido ?2?\b/g, 'seckey'],
  [/\bconditional access\b|\bca\b/g, 'condaccess'],
  [/\bgroup polic(?:y|ies)\b|\bgpos?\b/g, 'grouppolicy'],
  [/\bbreak[\s-]glass\b/g, 'emergency'],
  [/\breport[\s-]?only\b/g, 'reportonly'],
  [/\bnot[\s-]?applied\b/g, 'notapplied'],
  [/\bprivate key\b/g, 'privatesecret'],
  [
    /\bwindows hello(?: for business)?\b|\bhello for business\b|(?<=\w\s)hello\b|\bhello(?= (?:pin|face|setup|fingerprint|key|policy))/g,
    'winhello',
  ],
  [/\bset(?:t?ing|s)?[\s-]+up\b|\b(?:get|getting|got) started\b/g, 'setup'],
  [/\b(?:sign(?:s|ing|ed)?|log(?:s|ging|ged)?)(?: me| us)?[\s-]*(?:in|on)(?:to)?\b/g, 'signin'],
  [
    /\b(?:sign(?:s|ing|ed)?|log(?:s|ging|ged)?|thrown|throws?|kick(?:s|ed)?)(?: me| us)?[\s-]*(?:out|off)\b/g,
    'signout',
  ],
  [/\block(?:ed)?[\s-]+out\b/g, 'lockedout'],
  [/\b(?:get|getting|come|let me) (?:back )?in\b/g, 'access'],
  [/\bqr[\s-]*codes?\b|\bsquare code\b/g, 'qrcode'],
  [/\be[\s-]?mail\b/g, 'email'],
  [/\b(?:multi|two|second|2)[\s-]*factors?(?: authentication)?\b|\b(?:two|2)[\s-]step verification\b/g, 'mfa'],
  [/\bby accident\b/g, 'mistake'],
  [/\bopen(?= (?:requests?|approvals?|passes|tickets?|decisions?)\b)|(?<=\bstill )open\b/g, 'pending'],
  [
    /\b(?:cannot|can't|cant|can not|unable|won't|wont|doesn't|doesnt|does not|don't|dont|do not|didn't|didnt|isn't|isnt|aren't|not|never|no longer|no|without|nicht|nichts|kein|keine|keinen|ohne|impossible)\b/g,
    'negated',
  ],
];

/** Lower case, plain quotes, no accents and no marks: as codes and texts on a screen are compared. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words as they stand, for looking up their spelling. */
export function surface(text: string): readonly string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== '');
}

/** Words that the tables above know, and that are therefore spelt right. */
export function knownWords(): readonly string[] {
  return [...SILENT, ...Object.keys(SAME), 'hello', 'fido', 'yubikey', 'temporary', ...commonWords];
}

/** The words that matter, in one form each. */
export function terms(words: readonly string[]): readonly string[] {
  const joined = JOINED.reduce((text, [pattern, word]) => text.replace(pattern, ` ${word} `), words.join(' '));
  return joined
    .replace(/'/g, '')
    .split(/\s+/)
    .filter((word) => word.length > 1 && !SILENT.has(word))
    .flatMap((word) => (Object.hasOwn(SAME, word) ? (SAME[word] ?? word).split(' ') : [word]))
    .map(stem);
}

/** Takes the ending off: "registering" and "registers" are "register". */
export function stem(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word.length === 4 ? word.replace(/([^s])s$/, '$1') : word;
  const bare = word
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1')
    .replace(/(..[^aeiou])(?:ed|ing)$/, '$1')
    .replace(/([bdfgmnprt])\1$/, '$1')
    .replace(/(...)e$/, '$1');
  return bare.length < 3 ? word : bare;
}
