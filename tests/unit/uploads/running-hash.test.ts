import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { continueHash, keepHash } from '@/lib/services/uploads/running-hash';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

it('goes on where the stored bytes end, and nowhere else', () => {
  const hash = continueHash('a', 0)?.update('one');
  if (!hash) throw new Error('An upload begins with a hash of nothing');
  keepHash('a', hash, 3);
  expect(continueHash('a', 3)?.update('two').digest('hex')).toBe(sha256('onetwo'));
  // What a chunk that broke off had taken is forgotten.
  expect(continueHash('a', 3)?.digest('hex')).toBe(sha256('one'));
  expect(continueHash('a', 2)).toBeNull();
  expect(continueHash('b', 3)).toBeNull();
});

it('forgets the uploads that have waited longest', () => {
  for (let i = 0; i < 501; i += 1) keepHash(`many-${i}`, createHash('sha256'), 1);
  expect(continueHash('many-0', 1)).toBeNull();
  expect(continueHash('many-1', 1)).not.toBeNull();
});
