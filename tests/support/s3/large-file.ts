import { createHash, randomBytes } from 'node:crypto';
import { readEnvironment } from '@/lib/config/env';
import { openArtifactStore } from '@/lib/storage/open-artifact-store';

// Puts and reads so many MB through the store of its environment; prints what its memory was at most, beyond before, in MB.
const [megabytes = '500'] = process.argv.slice(2);
const store = openArtifactStore(readEnvironment());
const CHUNK = 64 * 1024;

async function* source() {
  const random = randomBytes(CHUNK);
  for (let no = 0; no < Number(megabytes) * 16; no += 1) {
    const chunk = Buffer.from(random);
    chunk.writeUInt32LE(no);
    yield chunk;
  }
}

// What the SDK takes is not what a file takes.
await store.put('uploads/small/1', Buffer.from('small'));
const before = process.memoryUsage.rss();
let most = before;
const timer = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 20);
const { sha256 } = await store.put('uploads/large/1', source());
const hash = createHash('sha256');
for await (const chunk of store.open('uploads/large/1')) hash.update(chunk as Buffer);
clearInterval(timer);
const facts = { growthMb: Math.round((most - before) / 1e6), isSame: hash.digest('hex') === sha256 };
process.stdout.write(`${JSON.stringify(facts)}\n`);
