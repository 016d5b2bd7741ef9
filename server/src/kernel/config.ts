import { z } from 'zod';

const Port = z.coerce.number({ error: 'a port: a whole number from 0 to 65535' }).int().min(0).max(65_535);
const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/**
 * Every setting of the server, by the name of its environment variable. docs/configuration.md is written from
 * the descriptions here.
 */
const Environment = z.object({
  HELIU_HOST: z.string().default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for all interfaces.'),
  HELIU_PORT: Port.default(8080).describe('Port to listen on; 0 picks a free one.'),
  HELIU_ORIGIN: z
    .url()
    .optional()
    .describe('Public origin, such as https://city.example; needed behind a proxy.'),
  HELIU_DATA_DIR: z
    .string()
    .default('data')
    .describe('Folder of the embedded database and of uploaded files.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('PostgreSQL 15 or later, as role heliu_app. Absent: the embedded server is used.'),
  DATABASE_OWNER_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe(
      'The same database as its owner; used by `heliu init`, `migrate`, `export` and `restore` only.',
    ),
  DATABASE_DIRECT_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe(
      'The same database past a transaction pooler, for LISTEN; needed only where DATABASE_URL is one.',
    ),
  HELIU_POSTGRES_BIN: z
    .string()
    .optional()
    .describe('Folder of other PostgreSQL binaries (initdb, postgres) for the embedded server.'),
  HELIU_ROLES: z
    .string()
    .default('web,worker')
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(['web', 'worker'])).min(1))
    .describe('What this process does: web, worker or both.'),
  HELIU_CITY: z.string().default('cities/hechuan').describe('City pack loaded into an empty database.'),
  HELIU_DEMO: Flag.default(true).describe('Load demo accounts and demo matters into an empty database.'),
  HELIU_DEMO_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(600)
    .default(30)
    .describe('How many days of demo matters, 2,300 a day, an empty database is loaded with.'),
  HELIU_TRUST_PROXY: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .describe('Addresses or networks of proxies whose X-Forwarded-For is believed, comma-separated.'),
  HELIU_TLS_CERT: z
    .string()
    .optional()
    .describe('PEM certificate file; with HELIU_TLS_KEY the server speaks HTTPS.'),
  HELIU_TLS_KEY: z.string().optional().describe('PEM key file.'),
  HELIU_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Secret of at least 32 characters for signing cursors and sealing TOTP keys; `heliu init` makes one.',
    ),
  HELIU_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('Mail server for sign-up and recovery codes, such as smtp://user:pass@mail.example:587.'),
  HELIU_MAIL_FROM: z.string().default('Heliu <noreply@localhost>').describe('Sender of mails.'),
  HELIU_IMAP_URL: z
    .url({ protocol: /^imaps?$/ })
    .refine((url) => new URL(url).username === '', { error: 'the user goes into HELIU_IMAP_USER' })
    .optional()
    .describe(
      'Mailbox that residents write to, such as imaps://mail.example; imap:// speaks TLS too, by STARTTLS. docs/mails.md.',
    ),
  HELIU_IMAP_USER: z.string().min(1).optional().describe('User of that mailbox; its address if it has an @.'),
  HELIU_IMAP_PASSWORD: z.string().min(1).optional().describe('Password of that mailbox, or:'),
  HELIU_IMAP_PASSWORD_FILE: z
    .string()
    .optional()
    .describe('File with the password of that mailbox, read at every connection.'),
  HELIU_IMAP_FOLDER: z.string().min(1).default('INBOX').describe('Folder of that mailbox that is read.'),
  HELIU_IMAP_CA: z
    .string()
    .optional()
    .describe(
      'PEM file of the authority that signed the certificate of that server, where it is one of your own.',
    ),
  HELIU_SMS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Text-message gateway for codes to phones; docs/access.md has the request it gets.'),
  HELIU_SMS_TOKEN: z.string().min(1).optional().describe('Bearer token for the text-message gateway.'),
  HELIU_WECHAT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Gateway to a messaging service such as WeChat, for notices; docs/notices.md has the request.'),
  HELIU_WECHAT_TOKEN: z.string().min(1).optional().describe('Bearer token for that gateway.'),
  HELIU_PUSH_CONTACT: z
    .url({ protocol: /^(mailto|https)$/ })
    .optional()
    .describe(
      'Whom push services may turn to, such as mailto:it@city.example; with it people can have notices pushed to browsers.',
    ),
  HELIU_PRIVATE_NETS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.union([z.cidrv4(), z.cidrv6()])))
    .describe(
      'Private networks that webhooks and pushed notices may reach, such as 10.1.0.0/16, comma-separated; otherwise none.',
    ),
  HELIU_OIDC_ISSUER: z.url().optional().describe('Issuer of the city’s single sign-on (OpenID Connect).'),
  HELIU_OIDC_CLIENT_ID: z.string().optional().describe('Client id at the issuer.'),
  HELIU_OIDC_CLIENT_SECRET: z.string().optional().describe('Client secret at the issuer.'),
  HELIU_OIDC_NAME: z.string().optional().describe('What the sign-in page calls the single sign-on.'),
  HELIU_SCAN_COMMAND: z
    .string()
    .optional()
    .describe('Virus scanner for attachments: gets the file on standard input, exit 0 clean, 1 infected.'),
  HELIU_LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('Log level.'),
  HELIU_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(12)
    .describe('Database connections of this process.'),
});

export type ConfigName = keyof typeof Environment.shape;

export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string | undefined;
}

/** The mailbox that residents write to. */
export interface ImapConfig {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise by STARTTLS, and never without. */
  readonly implicitTls: boolean;
  readonly user: string;
  readonly password: string | { readonly file: string };
  readonly folder: string;
  readonly caFile: string | undefined;
}

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly origin: string | undefined;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly databaseOwnerUrl: string | undefined;
  readonly databaseDirectUrl: string | undefined;
  readonly postgresBin: string | undefined;
  readonly roles: ReadonlySet<'web' | 'worker'>;
  readonly city: string;
  readonly demo: boolean;
  /** How many days of matters a demo is loaded with. */
  readonly demoDays: number;
  readonly trustProxy: readonly string[];
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly secret: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly imap: ImapConfig | undefined;
  readonly sms: { readonly url: string; readonly token: string } | undefined;
  readonly wechat: { readonly url: string; readonly token: string } | undefined;
  readonly pushContact: string | undefined;
  readonly privateNets: readonly string[];
  readonly oidc: OidcConfig | undefined;
  readonly scanCommand: string | undefined;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly poolSize: number;
}

export class ConfigFault extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`Configuration is not usable:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigFault';
    this.faults = faults;
  }
}

/** Name → description and default, for docs/configuration.md and `heliu start --help`. */
export function configTable(): { name: string; description: string; fallback: string }[] {
  return Object.entries(Environment.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined);
    const value = fallback.success ? fallback.data : undefined;
    return {
      name,
      description: schema.description ?? '',
      fallback: value === undefined ? '' : String(value),
    };
  });
}

const oidcOf = (env: z.output<typeof Environment>): OidcConfig => ({
  issuer: env.HELIU_OIDC_ISSUER ?? '',
  clientId: env.HELIU_OIDC_CLIENT_ID ?? '',
  clientSecret: env.HELIU_OIDC_CLIENT_SECRET ?? '',
  name: env.HELIU_OIDC_NAME,
});

function imapOf(env: z.output<typeof Environment>, faults: string[]): ImapConfig | undefined {
  const { HELIU_IMAP_URL: url, HELIU_IMAP_USER: user, HELIU_IMAP_PASSWORD: plain } = env;
  const { HELIU_IMAP_PASSWORD_FILE: file } = env;
  const password = plain ?? (file === undefined ? undefined : { file });
  if (url === undefined && user === undefined && password === undefined) return undefined;
  if (url === undefined || user === undefined || password === undefined || (plain && file)) {
    faults.push(
      'HELIU_IMAP_URL, HELIU_IMAP_USER: set both, and one of HELIU_IMAP_PASSWORD and HELIU_IMAP_PASSWORD_FILE.',
    );
    return undefined;
  }
  const { hostname, port, protocol } = new URL(url);
  const implicitTls = protocol === 'imaps:';
  return {
    host: hostname.replaceAll(/[[\]]/g, ''),
    port: port === '' ? (implicitTls ? 993 : 143) : Number(port),
    implicitTls,
    user,
    password,
    folder: env.HELIU_IMAP_FOLDER,
    caFile: env.HELIU_IMAP_CA,
  };
}

/**
 * Reads the whole configuration at once.
 * @throws ConfigFault naming every bad variable.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(Environment.shape)
      .map((name) => [name, environment[name]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`);
  for (const name of Object.keys(environment)) {
    if (name.startsWith('HELIU_') && !(name in Environment.shape) && !name.startsWith('HELIU_TEST_')) {
      faults.push(`${name}: no such setting. docs/configuration.md lists them.`);
    }
  }
  if (!parsed.success) throw new ConfigFault(faults);
  const env = parsed.data;
  const together = (names: ConfigName[]) => {
    const set = names.filter((name) => env[name] !== undefined);
    if (set.length > 0 && set.length < names.length)
      faults.push(`${names.join(', ')}: set all of them or none.`);
    return set.length === names.length;
  };
  const tls = together(['HELIU_TLS_CERT', 'HELIU_TLS_KEY']);
  const sms = together(['HELIU_SMS_URL', 'HELIU_SMS_TOKEN']);
  const wechat = together(['HELIU_WECHAT_URL', 'HELIU_WECHAT_TOKEN']);
  const oidc = together(['HELIU_OIDC_ISSUER', 'HELIU_OIDC_CLIENT_ID', 'HELIU_OIDC_CLIENT_SECRET']);
  const imap = imapOf(env, faults);
  if (faults.length > 0) throw new ConfigFault(faults);
  return {
    host: env.HELIU_HOST,
    port: env.HELIU_PORT,
    origin: env.HELIU_ORIGIN?.replace(/\/$/, ''),
    dataDir: env.HELIU_DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    databaseDirectUrl: env.DATABASE_DIRECT_URL,
    postgresBin: env.HELIU_POSTGRES_BIN,
    roles: new Set(env.HELIU_ROLES),
    city: env.HELIU_CITY,
    demo: env.HELIU_DEMO,
    demoDays: env.HELIU_DEMO_DAYS,
    trustProxy: env.HELIU_TRUST_PROXY,
    tls: tls ? { certFile: env.HELIU_TLS_CERT ?? '', keyFile: env.HELIU_TLS_KEY ?? '' } : undefined,
    secret: env.HELIU_SECRET,
    smtpUrl: env.HELIU_SMTP_URL,
    mailFrom: env.HELIU_MAIL_FROM,
    imap,
    sms: sms ? { url: env.HELIU_SMS_URL ?? '', token: env.HELIU_SMS_TOKEN ?? '' } : undefined,
    wechat: wechat ? { url: env.HELIU_WECHAT_URL ?? '', token: env.HELIU_WECHAT_TOKEN ?? '' } : undefined,
    // The demo city shows this way out too.
    pushContact: env.HELIU_PUSH_CONTACT ?? (env.HELIU_DEMO ? 'mailto:demo@heliu.test' : undefined),
    privateNets: env.HELIU_PRIVATE_NETS,
    oidc: oidc ? oidcOf(env) : undefined,
    scanCommand: env.HELIU_SCAN_COMMAND,
    logLevel: env.HELIU_LOG_LEVEL,
    poolSize: env.HELIU_POOL_SIZE,
  };
}
