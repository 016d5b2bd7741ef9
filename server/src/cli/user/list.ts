import { roles } from '@heliu/contract/permission';
import { type Command, Option } from 'commander';
import { sql } from 'kysely';
import { nameFor } from '../../kernel/account-name.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../connect.ts';
import { leaf } from '../leaf.ts';
import { readSettings } from '../settings.ts';

interface Options {
  readonly json?: boolean;
  readonly role?: string;
}

interface Row {
  readonly login: string;
  readonly displayName: string;
  readonly displayNameEn: string | null;
  readonly status: string;
  readonly lastSignInAt: Date | null;
  readonly roles: readonly string[];
}

export function listCommand(cli: Cli): Command {
  return leaf(cli, 'list', {
    zh: '列出工作人员：登录名、姓名、状态、角色:范围',
    en: 'list staff: login, name, status, role:scope',
  })
    .addOption(
      new Option(
        '--role <role>',
        { zh: '只列出此角色', en: 'only those with this role' }[cli.language],
      ).choices(roles.filter((role) => role !== 'resident')),
    )
    .action(async (options: Options) => {
      const rows = await withDatabase(readSettings(cli), async ({ db }) => {
        const found = await sql<Row>`
          SELECT a.login, a.display_name AS "displayName", a.display_name_en AS "displayNameEn", a.status, a.last_sign_in_at AS "lastSignInAt",
            coalesce(array_agg(g.role || ':' || coalesce(g.place_code, g.unit_code) ORDER BY g.id)
              FILTER (WHERE g.id IS NOT NULL), '{}') AS roles
          FROM people.accounts a LEFT JOIN people.grants g ON g.account_id = a.id
          WHERE a.kind = 'staff'
            AND (${options.role ?? null}::text IS NULL OR EXISTS (
              SELECT FROM people.grants h WHERE h.account_id = a.id AND h.role = ${options.role ?? null}))
          GROUP BY a.id ORDER BY a.login`.execute(db);
        return found.rows;
      });
      if (options.json === true) cli.terminal.json({ users: rows });
      else {
        for (const { login, status, roles, ...names } of rows) {
          cli.terminal.print([login, nameFor(cli.language, names), status, roles.join(' ')].join('\t'));
        }
      }
    });
}
