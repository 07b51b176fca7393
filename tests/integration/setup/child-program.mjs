/* A child for managed-child.test.ts: says who it is, then does what its argument says. */
import { spawn } from 'node:child_process';

const [behaviour] = process.argv.slice(2);
console.log(`pid ${process.pid}`);
if (behaviour === 'die') process.exit(7);
if (behaviour === 'stubborn') process.on('SIGTERM', () => console.log('ignored'));
if (behaviour === 'with-helper') {
  const helper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  console.log(`helper ${helper.pid}`);
}
setInterval(() => {}, 1000);
