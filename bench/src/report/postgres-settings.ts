import pg from 'pg';

export interface PostgresSettings {
  readonly version: string;
  readonly fsync: string;
  readonly synchronousCommit: string;
  readonly fullPageWrites: string;
  readonly sharedBuffers: string;
}

/** What decides how much a commit costs, as the server has it. */
export async function postgresSettings(url: string): Promise<PostgresSettings> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<PostgresSettings>(`
      SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
        current_setting('synchronous_commit') AS "synchronousCommit", current_setting('full_page_writes') AS "fullPageWrites",
        current_setting('shared_buffers') AS "sharedBuffers"`);
    const [row] = rows;
    if (row === undefined) throw new Error('Postgres did not tell its settings');
    return row;
  } finally {
    await client.end();
  }
}
