import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import type { ImapConfig } from '../src/kernel/config.ts';

export interface TestMailbox {
  /** Over TLS from the first byte, or by STARTTLS. */
  readonly config: ImapConfig;
  readonly startTls: ImapConfig;
  /** Puts a mail into the folder, as the server's own delivery would. */
  deliver(raw: string | Buffer, flags?: string[]): Promise<void>;
  /** Flags of the mails of the folder, in order. */
  flags(): Promise<string[][]>;
  /** Empties the folder and begins its numbers anew, as after a restored backup. */
  renew(raws: readonly (string | Buffer)[]): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  close(): Promise<void>;
}

const password = 'of-the-tests';
const user = 'report@district.test';
const folder = 'Reports';
/** Dovecot reads no mail as root. */
const nobody = 65_534;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

const reached = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/** A real IMAP server of its own on loopback, in a temporary folder; nothing of the system's is touched. */
export async function startMailbox(): Promise<TestMailbox> {
  const root = process.getuid?.() === 0;
  const home = await mkdtemp(join(tmpdir(), 'heliu-imap-'));
  const ports = { imap: await freePort(), imaps: await freePort() };
  await mkdir(join(home, 'mail'), { recursive: true });
  if (root) for (const path of [home, join(home, 'mail')]) chownSync(path, nobody, nobody);
  makeCertificate(home);
  await writeFile(join(home, 'dovecot.conf'), configuration(home, ports, root));
  const { start, stop } = serverIn(home, ports.imaps);
  const config: ImapConfig = {
    host: '127.0.0.1',
    port: ports.imaps,
    implicitTls: true,
    user,
    password,
    folder,
    caFile: join(home, 'cert.pem'),
  };
  const act = <T>(work: (client: ImapFlow) => Promise<T>): Promise<T> => asOwner(config, work);
  await start();
  await act((client) => client.mailboxCreate(folder));
  return {
    config,
    startTls: { ...config, port: ports.imap, implicitTls: false },
    deliver: (raw, flags = []) =>
      act(async (client) => {
        await client.append(folder, Buffer.from(raw), flags);
      }),
    flags: () =>
      act(async (client) => {
        await client.mailboxOpen(folder, { readOnly: true });
        const mails = await client.fetchAll('1:*', { flags: true });
        return mails.map((mail) => [...(mail.flags ?? [])].filter((flag) => flag !== '\\Recent'));
      }),
    renew: (raws) =>
      act(async (client) => {
        await client.mailboxDelete(folder);
        await wait(1100);
        await client.mailboxCreate(folder);
        for (const raw of raws) await client.append(folder, Buffer.from(raw));
      }),
    start,
    stop,
    close: async () => {
      await stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Starts and stops the server of a folder, as often as one likes. */
function serverIn(home: string, port: number): Pick<TestMailbox, 'start' | 'stop'> {
  let child: ChildProcess | undefined;
  return {
    start: async () => {
      child = spawn('/usr/sbin/dovecot', ['-F', '-c', join(home, 'dovecot.conf')], { stdio: 'ignore' });
      for (let tries = 0; !(await reached(port)); tries += 1) {
        if (tries > 200) throw new Error(`Dovecot does not start: ${await logOf(home)}`);
        await wait(50);
      }
    },
    stop: async () => {
      const running = child;
      child = undefined;
      if (running === undefined || running.exitCode !== null) return;
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGTERM');
      await ended;
    },
  };
}

const logOf = (home: string): Promise<string> => readFile(join(home, 'log'), 'utf8').catch(() => 'no log');

async function asOwner<T>(config: ImapConfig, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow({
    host: config.host,
    port: config.port,
    secure: true,
    auth: { user: config.user, pass: password },
    tls: { ca: await readFile(config.caFile ?? '') },
    logger: false,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
}

const certificate =
  'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1';

function makeCertificate(home: string): void {
  const files = ['-keyout', join(home, 'key.pem'), '-out', join(home, 'cert.pem')];
  execFileSync('openssl', certificate.split(' ').concat(files), { stdio: 'pipe' });
}

function configuration(home: string, ports: { imap: number; imaps: number }, root: boolean): string {
  const { username, uid, gid } = userInfo();
  const [owner, group] = root ? [nobody, nobody] : [uid, gid];
  // Its parts run as users of the package, or all as whoever runs the tests.
  const users = root
    ? ''
    : `default_internal_user = ${username}\ndefault_login_user = ${username}\ndefault_internal_group = ${gid}`;
  return `
base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${home}/log
listen = 127.0.0.1
protocols = imap
${users}
first_valid_uid = 1
ssl = required
ssl_cert = <${home}/cert.pem
ssl_key = <${home}/key.pem
mail_location = maildir:${home}/mail
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${owner} gid=${group} home=${home}/mail
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service anvil {
  chroot =
}
`;
}
