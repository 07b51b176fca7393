import { expect, it } from 'vitest';
import { createKeyRing, keyIdOf } from '@/lib/secrets/key-ring';

const KEY = 'k'.repeat(32);
const OTHER = 'o'.repeat(32);
const ring = createKeyRing([KEY]);

it('opens what it sealed, and no two sealings are alike', () => {
  const [one, two] = [ring.seal('shop', 'correct horse 🐎'), ring.seal('shop', 'correct horse 🐎')];
  expect([ring.open('shop', one), ring.open('shop', two)]).toEqual(['correct horse 🐎', 'correct horse 🐎']);
  expect(one.nonce).not.toEqual(two.nonce);
  expect(one.ciphertext).not.toEqual(two.ciphertext);
  expect(Buffer.from(one.ciphertext).toString('utf8')).not.toContain('correct');
});

it('opens with an older key what that one sealed, and says so when it has neither', () => {
  const sealed = ring.seal('shop', 'value');
  const later = createKeyRing([OTHER, KEY]);
  expect(later.keyId).toBe(keyIdOf(OTHER));
  expect(later.canOpen(sealed.keyId)).toBe(true);
  expect(later.open('shop', sealed)).toBe('value');
  const stranger = createKeyRing([OTHER]);
  expect(stranger.canOpen(sealed.keyId)).toBe(false);
  expect(() => stranger.open('shop', sealed)).toThrow(/another key.*FURROW_SECRET_KEY/);
});

it('does not open a value that was changed, cut or moved to another name', () => {
  const sealed = ring.seal('shop', 'value');
  const flipped = Uint8Array.from(sealed.ciphertext, (byte, at) => (at === 0 ? byte ^ 1 : byte));
  for (const [name, wrong] of [
    ['bank', sealed],
    ['shop', { ...sealed, ciphertext: flipped }],
    ['shop', { ...sealed, ciphertext: sealed.ciphertext.subarray(1) }],
    ['shop', { ...sealed, tag: sealed.tag.subarray(0, 8) }],
    ['shop', { ...sealed, nonce: new Uint8Array(12) }],
  ] as const) {
    expect(() => ring.open(name, wrong)).toThrow(expect.objectContaining({ code: 'secret_unreadable' }));
  }
});

it('names a key without telling anything of it', () => {
  expect(keyIdOf(KEY)).toMatch(/^[0-9a-f]{16}$/);
  expect(keyIdOf(KEY)).not.toBe(keyIdOf(OTHER));
});
