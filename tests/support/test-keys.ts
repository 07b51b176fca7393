import { createKeyRing, type KeyRing } from '@/lib/secrets/key-ring';

/** The keys of a test that reads nothing back. */
export function testKeys(): KeyRing {
  return createKeyRing(['a key for tests, as long as a real one would be']);
}
