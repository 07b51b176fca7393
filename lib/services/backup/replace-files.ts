import type { ArtifactStore } from '../../storage/artifact-store';

type Put = ArtifactStore['put'];

/**
 * Puts other files in the place of all that a store holds. Those of before stay until the work has ended well, and what it
 * wrote goes when it has not: then all is as it was. Holds the names of all files in memory, about 100 bytes each.
 */
export async function replaceFiles<T>(store: ArtifactStore, work: (put: Put) => Promise<T>): Promise<T> {
  const before = new Set<string>();
  for await (const { key } of store.list()) before.add(key);
  const written = new Set<string>();
  const put: Put = (key, content) => {
    written.add(key);
    return store.put(key, content);
  };
  try {
    const result = await work(put);
    await removeUnless(store, before, written);
    return result;
  } catch (error) {
    await removeUnless(store, written, before);
    throw error;
  }
}

/** What cannot be removed is known to no row and harms nothing: no reason to call a restore failed that is in place. */
async function removeUnless(
  store: ArtifactStore,
  keys: ReadonlySet<string>,
  kept: ReadonlySet<string>,
): Promise<void> {
  const keptFolders = new Set([...kept].map(folderOf));
  const gone = new Set<string>();
  for (const key of keys) {
    if (!keptFolders.has(folderOf(key))) gone.add(folderOf(key));
    else if (!kept.has(key)) gone.add(key);
  }
  for (const key of gone) await store.delete(key).catch(() => undefined);
}

/** Of a batch or an upload: a few requests take away what only one of them had. */
function folderOf(key: string): string {
  return `${key.split('/').slice(0, 2).join('/')}/`;
}
