import { connectDatabase } from '../../lib/db/connect';
import { openLease } from '../../supervisor/cluster/lease';
import { findProcess } from '../measure/find-process';
import type { BenchOptions, BenchReport } from '../report/report';
import { openBenchInstallation } from '../setup/bench-installation';
import { inPage, openBrowser } from '../setup/browser';
import type { CleanUp } from '../setup/clean-up';
import type { UploadApi } from '../upload/upload-api';
import { type DashboardSelection, readDashboardSelection } from './dashboard-options';
import { dashboardReport } from './dashboard-report';
import { type LiveLatency, measureLive } from './live-latency';
import { measureTabs } from './many-tabs';
import { measureVitals, type PageVitals } from './page-vitals';
import { REQUEST_NAMES, type RequestTime, timeRequest } from './request-times';
import { seedResults } from './seed-results';

/** Requests of each kind and size in a round; the first round only warms up. */
const TIMES_PER_ROUND = 5;
const VITALS_ROWS = 100_000;

/** How fast the dashboard answers for small and very large batches, how live it is, and how its page feels. */
export async function measureDashboard(options: BenchOptions, cleanUp: CleanUp): Promise<BenchReport> {
  const { rounds, log } = options;
  const selection = readDashboardSelection(options.dashboard) as DashboardSelection;
  log('starting an installation');
  const { folder, installation, api } = await openBenchInstallation(cleanUp);
  const lease = await openLease({ dataDir: folder });
  cleanUp.add(() => lease.release());
  const db = connectDatabase(lease.url, { maxConnections: 3, applicationName: 'furrow-bench' });
  cleanUp.add(() => db.close());

  const { parts } = selection;
  const batches = new Map<number, string>();
  for (const rows of parts.includes('requests') ? selection.sizes : []) {
    log(`a batch of ${rows.toLocaleString('en')} rows`);
    batches.set(rows, await seedResults(db, rows));
  }
  const times = await timeRequests(api, batches, rounds);
  log('requests are timed');
  const browser = await openBrowser(cleanUp);
  const webPid = findProcess(installation.supervisor.pid ?? 0, 'next-server');
  const liveParts = { db, browser, api, webPid };
  const live: LiveLatency[] = [];
  for (const viewers of parts.includes('live') ? selection.viewers : []) {
    live.push(await measureLive(liveParts, viewers));
    log(`live with ${viewers} viewers: p95 ${live.at(-1)?.p95Ms.toFixed(0)} ms`);
  }
  const tabs = parts.includes('tabs') ? [await measureTabs(liveParts)] : [];
  const vitals: PageVitals[] = [];
  if (parts.includes('page')) {
    const id = batches.get(VITALS_ROWS) ?? (await seedResults(db, VITALS_ROWS));
    const url = `${api.url}/batches/${id}`;
    for (let round = 0; round < rounds; round += 1)
      vitals.push(await inPage(browser, api, (page) => measureVitals(page, url)));
  }
  return dashboardReport({ selection, times, live, tabs, vitals });
}

/** Asks for everything of each batch, in turn. */
async function timeRequests(
  api: UploadApi,
  batches: ReadonlyMap<number, string>,
  rounds: number,
): Promise<RequestTime[]> {
  const cookie = api.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const times: RequestTime[] = [];
  for (let round = 0; round <= rounds * TIMES_PER_ROUND; round += 1) {
    for (const name of REQUEST_NAMES) {
      for (const [rows, batchId] of batches) {
        // Not timed: it waits for what is left of the request before, such as an export that was broken off.
        await api.get(`/batches/${batchId}`);
        const ms = await timeRequest(api.url, cookie, { name, batchId });
        if (round > 0) times.push({ name, rows, ms });
      }
    }
  }
  return times;
}
