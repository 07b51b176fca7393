import { parseArgs } from 'node:util';
import { readEnvironment } from '../../lib/config/env';
import { startPracticeSite } from './start-practice-site';

const { values } = parseArgs({
  options: { port: { type: 'string' }, host: { type: 'string' }, ledger: { type: 'string' } },
});

const port = Number(values.port ?? readEnvironment().FURROW_PRACTICE_PORT);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`--port must be a number from 0 to 65535, not ${values.port}`);
  process.exit(2);
}

const site = await startPracticeSite({
  port,
  host: values.host ?? '127.0.0.1',
  ...(values.ledger === undefined ? {} : { ledgerFile: values.ledger }),
});
console.log(`Practice site on ${site.url}`);

function stop(): void {
  void site.close().then(() => process.exit(0));
}
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
