import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/tests/support/database';

let test: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  test = await createTestDatabase();
  client = new pg.Client({ connectionString: test.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await test.drop();
});

const TYPES: Readonly<Record<string, string>> = {
  String: 'text',
  Boolean: 'boolean',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Json: 'jsonb',
  Bytes: 'bytea',
};
const NATIVE: Readonly<Record<string, string>> = {
  Uuid: 'uuid',
  Timestamptz: 'timestamp with time zone',
  SmallInt: 'smallint',
  Json: 'json',
};

interface Column {
  table: string;
  column: string;
  type: string;
  isNullable: boolean;
}

/** The columns that prisma/schema.prisma declares, read from its text. */
async function declaredColumns(): Promise<Column[]> {
  const schema = await readFile('prisma/schema.prisma', 'utf8');
  const enums = new Map(
    [...schema.matchAll(/enum (\w+) \{[^}]*@@map\("(\w+)"\)/g)].map((match) => [
      match[1] ?? '',
      match[2] ?? '',
    ]),
  );
  const models = [...schema.matchAll(/model (\w+) \{([\s\S]*?)\n\}/g)];
  const modelNames = new Set(models.map((match) => match[1]));
  return models.flatMap(([, , body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '';
    return body.split('\n').flatMap((line) => {
      const field = /^ {2}(\w+)\s+(\w+)(\[\])?(\?)?(.*)$/.exec(line);
      if (!field?.[1] || !field[2] || modelNames.has(field[2])) return [];
      const [, name, type, list, optional, rest = ''] = field;
      const native = /@db\.(\w+)/.exec(rest)?.[1];
      const base = (native && NATIVE[native]) ?? enums.get(type) ?? TYPES[type] ?? type;
      return [
        {
          table,
          column: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name,
          type: list ? `${base}[]` : base,
          // Prisma makes lists nullable in the database.
          isNullable: optional === '?' || list === '[]',
        },
      ];
    });
  });
}

async function migratedColumns(): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type,
            not a.attnotnull as "isNullable"
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and c.relname <> '_prisma_migrations'`,
  );
  return rows.map((row) => ({ ...row, type: row.type.replaceAll('"', '') }));
}

function sorted(columns: Column[]): string[] {
  return columns
    .map((c) => `${c.table}.${c.column} ${c.type}${c.isNullable ? ' null' : ''}`)
    .sort((a, b) => a.localeCompare(b));
}

it('makes by migration exactly the columns that the Prisma schema declares', async () => {
  const declared = await declaredColumns();
  expect(declared.length).toBeGreaterThan(150);
  expect(sorted(await migratedColumns())).toEqual(sorted(declared));
});

it('keeps the indexes and limits that Prisma cannot say', async () => {
  const { rows } = await client.query<{ indexname: string }>(
    `select indexname from pg_indexes where schemaname = 'public' and indexdef like '%WHERE%'`,
  );
  expect(rows.map((row) => row.indexname).sort()).toEqual(
    [
      'batch_account_free_idx',
      'batch_account_held_idx',
      'batch_bucket_unconfirmed_idx',
      'batch_created_at_id_idx',
      'batch_event_open_idx',
      'batch_event_unconfirmed_idx',
      'batch_running_idx',
      'batch_tries_idx',
      'check_row_same_key_idx',
      'host_place_held_idx',
      'invitation_setup_idx',
      'job_account_idx',
      'job_attempts_idx',
      'job_due_idx',
      'job_duration_idx',
      'job_ended_idx',
      'job_group_idx',
      'job_pending_idx',
      'job_problem_idx',
      'job_verification_due_idx',
      'lane_free_idx',
      'lane_held_idx',
      'schedule_due_idx',
      'schedule_run_creating_idx',
      'webhook_secret_present_idx',
      'worker_live_idx',
    ].sort(),
  );
});
