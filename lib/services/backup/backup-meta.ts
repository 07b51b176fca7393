import { z } from 'zod';

/** The first entry of a backup. */
export const backupMetaSchema = z.object({
  format: z.literal(1),
  furrow: z.string(),
  created_at: z.iso.datetime(),
  schema: z.array(z.string()).describe('migrations applied, and the version of the queue'),
  with_key: z.boolean(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).readonly() })).readonly(),
});
export type BackupMeta = z.infer<typeof backupMetaSchema>;

/** The last one: what was before it. */
export const backupSumsSchema = z.object({ entries: z.int(), sha256: z.string() });

export interface BackupCounts {
  /** Bytes of table contents. */
  database: number;
  files: number;
  /** Bytes of files. */
  stored: number;
}
