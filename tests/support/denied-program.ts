/* A program of a library user that asks for a file it may not read, and goes on. */
import { parseCsv, SecurityError } from '../../sdk/index';

const [path = ''] = process.argv.slice(2);
try {
  await parseCsv(path);
} catch (error) {
  process.stdout.write(error instanceof SecurityError ? 'denied\n' : `${error}\n`);
}
