import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { BLOAT_OPTIONS, readBloatSelection } from './bloat/bloat-options';
import { measureBloat } from './bloat/measure-bloat';
import { CLAIM_OPTIONS, readClaimSelection } from './claims/claims-options';
import { measureClaims } from './claims/measure-claims';
import { DASHBOARD_OPTIONS, readDashboardSelection } from './dashboard/dashboard-options';
import { measureDashboard } from './dashboard/measure-dashboard';
import { measureIntake } from './intake/measure-intake';
import { formatReport } from './report/print-report';
import type { BenchOptions, BenchReport } from './report/report';
import { writeReport } from './report/write-report';
import { measureRun } from './run/measure-run';
import { RUN_OPTIONS, readRunSelection } from './run/run-options';
import { CleanUp } from './setup/clean-up';
import { measureUpload } from './upload/measure-upload';

type Benchmark = (options: BenchOptions, cleanUp: CleanUp) => Promise<BenchReport>;

const benchmarks: Readonly<Record<string, Benchmark>> = {
  intake: measureIntake,
  claims: measureClaims,
  run: measureRun,
  upload: measureUpload,
  dashboard: measureDashboard,
  bloat: measureBloat,
};
/** Run only when it is named: it takes half an hour. */
const LONG = 'bloat';
const OPTIONS = {
  run: RUN_OPTIONS,
  claims: CLAIM_OPTIONS,
  bloat: BLOAT_OPTIONS,
  dashboard: DASHBOARD_OPTIONS,
};
const EXIT_USAGE = 2;
const EXIT_INTERRUPTED = 130;
const LEAST_ROUNDS = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: String(LEAST_ROUNDS) },
    ...RUN_OPTIONS,
    ...CLAIM_OPTIONS,
    ...BLOAT_OPTIONS,
    ...DASHBOARD_OPTIONS,
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(benchmarks).filter((name) => name !== LONG);
const rounds = Number(values.rounds);
const unknown = names.filter((name) => !(name in benchmarks));
const isReadable =
  readRunSelection(values) &&
  readClaimSelection(values) &&
  readBloatSelection(values) &&
  readDashboardSelection(values);
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1 || !isReadable) {
  console.error(`Usage: npm run bench -- [${Object.keys(benchmarks).join('|')}] [--rounds N]`);
  for (const [name, options] of Object.entries(OPTIONS)) {
    const usual = Object.entries(options).map(([option, { default: text }]) => `--${option} ${text}`);
    console.error(`Of ${name}, each with what is taken without it: ${usual.join(' ')}`);
  }
  process.exit(EXIT_USAGE);
}
for (const name of names) await runBenchmark(name, benchmarks[name] as Benchmark);

async function runBenchmark(name: string, measure: Benchmark): Promise<void> {
  const cleanUp = new CleanUp();
  let isInterrupted = false;
  const interrupt = () => {
    isInterrupted = true;
    void cleanUp.run().finally(() => process.exit(EXIT_INTERRUPTED));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupt);
  const startedAtMs = performance.now();
  try {
    const load = loadavg()[0] ?? 0;
    const report = await measure(
      {
        rounds,
        run: values,
        claims: values,
        bloat: values,
        dashboard: values,
        log: (line) => console.log(`${name}: ${line}`),
      },
      cleanUp,
    );
    console.log(formatReport(report));
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(0);
    console.log(`load when it began: ${load.toFixed(2)}; took ${seconds} s; ${writeReport(report)}`);
  } catch (error) {
    // What was measured fails when its database is taken away; `interrupt` ends the process.
    if (isInterrupted) await new Promise(() => undefined);
    throw error;
  } finally {
    await cleanUp.run();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, interrupt);
  }
}
