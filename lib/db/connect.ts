import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client';

/**
 * A client whose loss ends no process. Pools listen for errors of their idle clients only, and whoever takes one can do so no sooner than
 * the turn after it was handed out: a server that dies just then would be an unhandled error. What runs on the client fails all the same.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

export interface Database {
  readonly prisma: PrismaClient;
  /** The pool behind Prisma; the SQL operations use it directly, so that both share one limit of connections. */
  readonly pool: pg.Pool;
  readonly url: string;
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly maxConnections: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
}

/** Opens a pool; connections are made when first needed, so a wrong address shows at the first query. */
export function connectDatabase(url: string, options: ConnectOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections,
    application_name: options.applicationName,
    connectionTimeoutMillis: 10_000,
    Client: SteadyClient,
  });
  // A connection that the server closed while idle must not end the process: the pool opens another.
  pool.on('error', () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    pool,
    url,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
