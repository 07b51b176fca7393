import type { ArtifactRecord } from '../../domain/lane';

/** JSON text for a parameter; null stays null. */
export function json(value: unknown): string | null {
  // PostgreSQL keeps no NUL, neither in text nor in jsonb; a page may well contain one.
  return value === null || value === undefined
    ? null
    : JSON.stringify(value).replaceAll('\\u0000', '\\ufffd');
}

/** A stored file under the names of the table's columns. */
export function artifactColumns(file: ArtifactRecord): Record<string, unknown> {
  const { contentType, storageKey, ...rest } = file;
  return { ...rest, content_type: contentType, storage_key: storageKey };
}
