import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../../../lib/config/env.ts';
import { serveRounds } from '../serve-rounds.ts';
import { readSideArguments } from './side-arguments.mjs';

// The runner ends with its tests, so each round has a new one. Its start, its browsers' starts and a first row in each
// are no part of the round: its workers wait at a gate for it.
const { folder, found } = readSideArguments();
const program = createRequire(import.meta.url).resolve('@playwright/test/cli');
const config = fileURLToPath(new URL('./playwright-test/playwright.config.mjs', import.meta.url));
// Afterwards they wait again: what a process has spent is no longer seen when it has ended.
const waiting = [];
let onArrival = () => {};
const gate = createServer((_request, response) => {
  waiting.push(response);
  onArrival();
}).listen(0, '127.0.0.1');
const openGate = () => {
  for (const response of waiting.splice(0)) response.end();
};
await once(gate, 'listening');
let runner = null;

serveRounds(prepare, async () => {
  runner?.kill();
  openGate();
  gate.close();
});

async function prepare(request) {
  onArrival = openGate;
  openGate();
  if (runner && runner.exitCode === null) await once(runner, 'exit');
  const rows = JSON.stringify({
    ...request,
    folder,
    found,
    gateUrl: `http://127.0.0.1:${gate.address().port}`,
  });
  runner = fork(program, ['test', '--config', config], {
    env: childEnvironment({ FURROW_BENCH_ROWS: rows }),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  const ended = once(runner, 'exit');
  const arrived = new Promise((resolve) => {
    onArrival = () => waiting.length === request.concurrency && resolve(true);
  });
  if (!(await Promise.race([arrived, ended.then(() => false)])))
    throw new Error('The test runner ended early');
  return () => run(request.orders.length, ended);
}

async function run(rows, ended) {
  const startedAtMs = performance.now();
  const done = once(runner, 'message');
  openGate();
  const finished = await Promise.race([done, ended.then(() => null)]);
  if (finished?.[0].passed !== rows) throw new Error(`${finished?.[0].passed} of ${rows} tests passed`);
  return (performance.now() - startedAtMs) / 1000;
}
