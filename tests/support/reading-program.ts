/* A program of a library user that reads a file: prints its headers, or the name of what was thrown. */
import { parseCsv } from '../../sdk/index';

const [path = ''] = process.argv.slice(2);
const answer = await parseCsv(path).then(
  ({ headers }) => headers.join(' '),
  (error: Error) => error.name,
);
process.stdout.write(`${answer}\n`);
