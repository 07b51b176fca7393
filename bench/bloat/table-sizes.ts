import type { Pool } from 'pg';

/** A table that every row writes to, at one moment. */
export interface TableSize {
  readonly table: string;
  /** Rows and dead versions of rows, as the server's statistics have them. */
  readonly live: number;
  readonly dead: number;
  readonly tableMb: number;
  readonly indexMb: number;
  readonly autovacuums: number;
}

export const WRITTEN_TABLES = ['job', 'attempt', 'lane', 'batch_bucket', 'batch'] as const;

const MB = 1024 * 1024;

export async function readTableSizes(pool: Pool): Promise<TableSize[]> {
  const { rows } = await pool.query<TableSize>(
    `select relname as table, n_live_tup::int as live, n_dead_tup::int as dead, autovacuum_count::int as autovacuums,
            pg_table_size(relid)::float8 / $2 as "tableMb", pg_indexes_size(relid)::float8 / $2 as "indexMb"
       from pg_stat_user_tables where schemaname = 'public' and relname = any($1)
      order by array_position($1, relname::text)`,
    [WRITTEN_TABLES, MB],
  );
  return rows;
}
