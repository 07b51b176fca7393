const SAFE_KEY = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9._-]*)*\/?$/i;

/** The key, when it is one that Furrow makes: nothing in it leads out of the store. @throws Error for any other */
export function checkedKey(key: string): string {
  if (!SAFE_KEY.test(key) || key.includes('..')) throw new Error(`Not a storage key: ${key}`);
  return key;
}
