// Loaded into a worker before anything else: on SIGUSR2 it collects all garbage, then writes what is left to MEMORY_FILE.
import { renameSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
let no = 0;

process.on('SIGUSR2', () => {
  collect();
  const { heapUsed, heapTotal, external } = process.memoryUsage();
  const handles = process.getActiveResourcesInfo().filter((name) => name !== 'Timeout').length;
  no += 1;
  const file = process.env.MEMORY_FILE;
  writeFileSync(
    `${file}.new`,
    JSON.stringify({
      no,
      heapMb: (heapUsed + external) / 2 ** 20,
      heapKeptMb: (heapTotal + external) / 2 ** 20,
      handles,
    }),
  );
  renameSync(`${file}.new`, file);
});
