import pg from 'pg';

/** Role that the running server uses: it owns nothing and cannot change the event log. */
export const appRole = 'heliu_app';

const quoteLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Makes the app's role and the database where they are missing. Needs a role that may create both.
 * @param password set on the app's role when given; the embedded server needs none, its socket is private.
 * @param ifNew whether a role that is there keeps the password it has.
 */
export async function provision(
  adminUrl: string,
  database: string,
  password?: string,
  { ifNew = false } = {},
): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const role = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [appRole]);
    if (role.rowCount === 0) await client.query(`CREATE ROLE ${appRole} LOGIN`);
    if (password !== undefined && (role.rowCount === 0 || !ifNew))
      await client.query(`ALTER ROLE ${appRole} PASSWORD ${quoteLiteral(password)}`);
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
