import type { Command } from 'commander';
import { sql } from 'kysely';
import { findCity } from '../../city/index.ts';
import { readKeys, viewKey } from '../../keys/index.ts';
import type { Cli } from '../cli.ts';
import { withDatabase } from '../connect.ts';
import { leaf } from '../leaf.ts';
import { readSettings } from '../settings.ts';

export const listCommand = (cli: Cli): Command =>
  leaf(cli, 'list', {
    zh: '列出 API 密钥：编号、开头、名称、状态、范围、权限、到期日',
    en: 'list API keys: number, beginning, name, state, place, scopes, end',
  }).action(async ({ json }: { json?: boolean }) => {
    const keys = await withDatabase(readSettings(cli), async ({ db }) => {
      const city = await findCity(db);
      const rows = await readKeys(db, sql<boolean>`true`, cli.language);
      return rows.map((row) => viewKey(row, city, Date.now()));
    });
    if (json === true) cli.terminal.json({ keys });
    else {
      for (const { id, start, name, state, place, scopes, expiresAt } of keys) {
        cli.terminal.print(
          [id, start, name, state, place.code, scopes.join(' '), expiresAt.slice(0, 10)].join('\t'),
        );
      }
    }
  });
