/** What may stand in a backup; anything else makes it no backup. */
export type ArchiveEntry =
  | { readonly type: 'meta' }
  | { readonly type: 'key' }
  | { readonly type: 'sums' }
  | { readonly type: 'table'; readonly table: string }
  | { readonly type: 'file'; readonly key: string };

const TABLE = /^database\/([a-z_]+(?:\.[a-z_]+)?)\/\d{6}\.copy$/;
/** As the store makes its keys: no dots alone, nothing that leads out of its folder. */
const FILE = /^storage\/([a-z0-9][a-z0-9_-]*(?:\/[a-z0-9][a-z0-9._-]*)+)$/i;

export const META = 'meta.json';
export const KEY = 'secret-key';
export const SUMS = 'sums.json';

export function tableEntry(table: string, part: number): string {
  return `database/${table}/${String(part).padStart(6, '0')}.copy`;
}

export function fileEntry(key: string): string {
  return `storage/${key}`;
}

/** Null for a name that no backup has. */
export function readEntryName(name: string): ArchiveEntry | null {
  if (name === META) return { type: 'meta' };
  if (name === KEY) return { type: 'key' };
  if (name === SUMS) return { type: 'sums' };
  const table = TABLE.exec(name)?.[1];
  if (table !== undefined) return { type: 'table', table };
  const key = FILE.exec(name)?.[1];
  return key === undefined || key.includes('..') ? null : { type: 'file', key };
}
