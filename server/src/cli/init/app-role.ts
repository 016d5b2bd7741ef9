import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import { isPgError } from '../../kernel/db.ts';
import { appRole, provision } from '../../kernel/provision.ts';
import { CliFault, messageOf } from '../fault.ts';
import type { Terminal } from '../terminal.ts';

/**
 * Makes the database where it is missing, and the role that the running server uses.
 * @param earlier connection of that role from an earlier run, whose password is kept.
 * @returns the connection of the role.
 */
export async function provisionAppRole(
  ownerUrl: string,
  earlier: string | undefined,
  terminal: Terminal,
): Promise<string> {
  const password =
    earlier === undefined ? randomBytes(24).toString('base64url') : (passwordOf(earlier) ?? '');
  await prepareDatabase(ownerUrl, password, terminal);
  const url = new URL(ownerUrl);
  url.username = appRole;
  url.password = password;
  return url.href;
}

/**
 * Makes the database and the role where they are missing, and changes neither where they are there, as for a restore.
 * @param url connection of the role, with the password that a new one gets.
 */
export const provisionMissing = (
  ownerUrl: string,
  url: string | undefined,
  terminal: Terminal,
): Promise<void> =>
  prepareDatabase(ownerUrl, url === undefined ? undefined : passwordOf(url), terminal, { ifNew: true });

async function prepareDatabase(
  ownerUrl: string,
  password: string | undefined,
  terminal: Terminal,
  options: { ifNew?: boolean } = {},
): Promise<void> {
  const step = terminal.step({ zh: '准备数据库和角色', en: 'Preparing database and role' });
  const database = decodeURIComponent(new URL(ownerUrl).pathname.slice(1));
  try {
    const admin = (await exists(ownerUrl)) ? ownerUrl : onDatabase(ownerUrl, 'postgres');
    await provision(admin, database, password === undefined ? undefined : scramVerifier(password), options);
  } catch (cause) {
    step.failed();
    throw unprepared(cause);
  }
  step.done();
}

function passwordOf(url: string): string | undefined {
  const { password } = new URL(url);
  return password === '' ? undefined : decodeURIComponent(password);
}

function onDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

async function exists(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (isPgError(error, '3D000')) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** What PostgreSQL stores for a password (RFC 5803): sent instead of it, so that no log of the server shows it. */
function scramVerifier(password: string): string {
  const [iterations, salt] = [4096, randomBytes(16)];
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  const serverKey = hmac('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

function unprepared(cause: unknown): CliFault {
  const reason = messageOf(cause);
  if (isPgError(cause, '42501')) {
    return new CliFault(
      {
        zh: `DATABASE_OWNER_URL 的角色权限不足：${reason}。请由数据库管理员执行 ALTER ROLE … CREATEROLE CREATEDB 后重试。`,
        en: `The role of DATABASE_OWNER_URL may not do this: ${reason}. Have the database administrator run ALTER ROLE … CREATEROLE CREATEDB, then try again.`,
      },
      { cause },
    );
  }
  return new CliFault(
    {
      zh: `无法使用 DATABASE_OWNER_URL：${reason}。请核对地址、角色和密码。`,
      en: `DATABASE_OWNER_URL cannot be used: ${reason}. Check the address, the role and the password.`,
    },
    { cause },
  );
}
