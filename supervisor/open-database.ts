import { Client } from 'pg';
import { type LeaseOptions, openLease } from './cluster/lease';

export type OpenDatabase = {
  readonly url: string;
  /** For LISTEN, advisory locks and COPY, which a pooler does not pass on. */
  readonly directUrl: string;
  readonly isEmbedded: boolean;
  /** Gives it back; the embedded cluster stops with its last user. */
  release(): Promise<void>;
};
export type OpenDatabaseOptions = LeaseOptions & {
  readonly databaseUrl?: string | undefined;
  readonly directDatabaseUrl?: string | undefined;
};

/**
 * The database of this installation: the one at DATABASE_URL, else the embedded cluster of the data folder, started
 * or joined. It may not be migrated yet.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  if (options.databaseUrl) {
    const directUrl = options.directDatabaseUrl ?? options.databaseUrl;
    return { url: options.databaseUrl, directUrl, isEmbedded: false, release: async () => {} };
  }
  const lease = await openLease(options);
  try {
    await ensureDatabase(lease.url);
  } catch (error) {
    await lease.release();
    throw error;
  }
  return { url: lease.url, directUrl: lease.url, isEmbedded: true, release: () => lease.release() };
}

async function ensureDatabase(url: string): Promise<void> {
  const { pathname } = new URL(url);
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const client = new Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    await client.query(`create database ${pathname.slice(1)}`);
  } catch (error) {
    const code = (error as { code?: string }).code;
    // Exists already, or another process creates it at this moment.
    if (code !== '42P04' && code !== '23505') throw error;
  } finally {
    await client.end();
  }
}
