import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { getArtifact } from '../lib/services/artifacts/get-artifact';
import type { TryView } from '../lib/services/tries/get-try';
import type { Session } from './session';

export interface TryFolder {
  readonly path: string;
  /** Artifact id -> path of its copy. */
  readonly files: ReadonlyMap<string, string>;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/zip': 'zip',
};

/** Writes pictures and trace of a try to a folder: the one asked for, or one of the data folder that it takes over. */
export async function writeTryFolder(
  { context, env }: Session,
  tried: TryView,
  options: { readonly file: string; readonly folder: string | undefined },
): Promise<TryFolder> {
  const own = join(env.FURROW_DATA_DIR, 'tries', `${plainName(options.file)}-row-${tried.rowIndex + 1}`);
  const path = resolve(options.folder ?? own);
  // The same row of the same file again: its earlier pictures would mix with these.
  if (options.folder === undefined) await rm(path, { recursive: true, force: true });
  const files = new Map<string, string>();
  if (tried.artifacts.length > 0) await mkdir(path, { recursive: true });
  for (const { id, name, contentType } of tried.artifacts) {
    const target = join(path, `${plainName(name)}.${EXTENSIONS[contentType] ?? 'bin'}`);
    const artifact = await getArtifact(context, { artifactId: id });
    await pipeline(artifact.open(), createWriteStream(target));
    files.set(id, target);
  }
  return { path, files };
}

/** A name that is one part of a path on every system. */
function plainName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^\.+/, '') || 'file';
}
