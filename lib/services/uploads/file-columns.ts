import { z } from 'zod';
import { COLUMN_TYPES, type FileColumn } from '../../automation/column-candidates';
import type { Upload } from '../../db/records';

const profileSchema = z.array(z.looseObject({ type: z.enum(COLUMN_TYPES).optional().catch(undefined) }));

/** A file's columns in order, with the types that reading it found. */
export function fileColumns(upload: Pick<Upload, 'headers' | 'columns'>): FileColumn[] {
  const profile = profileSchema.safeParse(upload.columns);
  const types = profile.success ? profile.data : [];
  return upload.headers.map((header, column) => ({ header, type: types[column]?.type }));
}
