import { join } from 'node:path';
import type { FoundBrowser } from '../../worker/browser/find-browser';
import { openBenchCluster } from '../setup/bench-cluster';
import type { CleanUp } from '../setup/clean-up';
import { startFurrow } from './furrow-side';
import { installPeers } from './install-peers';
import { startProcessSide } from './process-side';
import { BLOCKING, OURS, type Peer, type RunSelection } from './run-options';
import type { RunSide } from './side';

const SCRIPTS: Readonly<
  Record<Exclude<Peer, typeof BLOCKING>, { readonly file: string; readonly isInstalled: boolean }>
> = {
  bare: { file: 'bare-loop-process.ts', isInstalled: true },
  'bare-traced': { file: 'bare-loop-process.ts', isInstalled: true },
  crawlee: { file: 'peers/crawlee.mjs', isInstalled: false },
  'puppeteer-cluster': { file: 'peers/puppeteer-cluster.mjs', isInstalled: false },
  'playwright-test': { file: 'peers/playwright-test.mjs', isInstalled: true },
};

interface Parts {
  readonly found: FoundBrowser;
  readonly selection: RunSelection;
  readonly sites: readonly { readonly url: string; readonly port: number }[];
  readonly log: (line: string) => void;
}

/** Starts Furrow and everything it is compared with, each with a browser of its own. */
export async function openSides(cleanUp: CleanUp, parts: Parts): Promise<RunSide[]> {
  const { found, selection, sites, log } = parts;
  const peers = selection.peers.filter((peer) => peer !== BLOCKING);
  if (peers.some((peer) => !SCRIPTS[peer].isInstalled)) await installPeers(log);
  const cluster = await openBenchCluster(cleanUp);
  const { folder } = cluster;
  const databaseUrl = await cluster.createDatabase('bench_run');
  const slots = Math.max(...selection.cells.map(({ concurrency }) => concurrency));
  const sideOf = await startFurrow(cleanUp, { databaseUrl, folder, sites, slots });
  const ours = [sideOf(OURS), ...(selection.peers.includes(BLOCKING) ? [sideOf(BLOCKING)] : [])];
  const others = peers.map((peer) => {
    const script = new URL(SCRIPTS[peer].file, import.meta.url);
    const traced = peer === 'bare-traced' ? ['traced'] : [];
    return startProcessSide(cleanUp, peer, script, [join(folder, peer), JSON.stringify(found), ...traced]);
  });
  return [...ours, ...others];
}
