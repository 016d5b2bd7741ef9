import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { run } from '../command.ts';

/** A package of Debian that tests need, and a file that shows it is there. */
export interface Need {
  readonly package: string;
  readonly file: string;
}

export const chromium: Need = { package: 'chromium', file: '/usr/bin/chromium' };
/** Chinese labels on the map and in screenshots. */
export const chineseFonts: Need = {
  package: 'fonts-noto-cjk',
  file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
};
/** Makes the certificates of the TLS tests. */
export const openssl: Need = { package: 'openssl', file: '/usr/bin/openssl' };
/** A mail server for the tests of mails; they start it themselves, on a port of their own. */
export const dovecot: Need = { package: 'dovecot-imapd', file: '/usr/lib/dovecot/imap' };
export const postgres15: Need = { package: 'postgresql-15', file: '/usr/lib/postgresql/15/bin/postgres' };

/** Why nothing was tested where `ensureNeeds` fails. */
export const notThere = 'Packages that the tests need are missing';

/**
 * Installs what is missing when we are root; otherwise names it.
 * @returns whether everything is there.
 */
export async function ensureNeeds(needs: readonly Need[]): Promise<boolean> {
  const missing = needs.filter(({ file }) => !existsSync(file));
  if (missing.length === 0) return true;
  const names = missing.map((need) => need.package);
  if (process.getuid?.() !== 0) {
    process.stderr.write(
      `✗ The tests need packages that are not installed: ${names.join(', ')}.\n` +
        `  Install them as root: apt-get install ${names.join(' ')}\n`,
    );
    return false;
  }
  process.stderr.write(`… Installing ${names.join(', ')}\n`);
  await leavePostgresAlone();
  await leaveDovecotAlone();
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { environment });
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...names];
  const { code, output } = await run('apt-get', args, { environment });
  if (code === 0) return true;
  process.stderr.write(`${output}\n✗ apt-get could not install ${names.join(', ')}; its reason is above.\n`);
  return false;
}

/** Debian's package would make and start a cluster of its own; the tests only want its programs. */
async function leavePostgresAlone(): Promise<void> {
  const file = '/etc/postgresql-common/createcluster.conf';
  if (existsSync(file)) return;
  await mkdir('/etc/postgresql-common', { recursive: true });
  await writeFile(file, 'create_main_cluster = false\n');
}

/** Debian's package would start a mail server for this machine; the tests only want its programs. */
async function leaveDovecotAlone(): Promise<void> {
  const folder = '/etc/systemd/system';
  if (existsSync(dovecot.file) || !existsSync(folder)) return;
  for (const unit of ['dovecot.service', 'dovecot.socket']) {
    const path = `${folder}/${unit}`;
    if (!existsSync(path)) await symlink('/dev/null', path);
  }
}
