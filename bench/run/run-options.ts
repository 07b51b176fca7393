import { readList, readWholeNumber } from '../read-whole-number';
import type { BenchOptions } from '../report/report';

export const OURS = 'furrow';
export const BARE = 'bare';
/** Furrow, with an automation whose pages load no pictures and fonts. */
export const BLOCKING = 'furrow-blocking';
/** All that Furrow can be compared with; `bare` is the yardstick and always runs. */
export const PEERS = [
  BARE,
  'bare-traced',
  'crawlee',
  'puppeteer-cluster',
  'playwright-test',
  BLOCKING,
] as const;
export type Peer = (typeof PEERS)[number];

const PAGES = ['light', 'heavy'] as const;

/** One setting of everything that a row's cost depends on. */
export interface Cell {
  readonly page: (typeof PAGES)[number];
  readonly latencyMs: number;
  readonly concurrency: number;
}

export interface RunSelection {
  readonly peers: readonly Peer[];
  readonly cells: readonly Cell[];
  readonly rows: number;
}

/** Options of `npm run bench -- run`, as texts. */
export const RUN_OPTIONS = {
  pages: { type: 'string', default: 'light,heavy' },
  latency: { type: 'string', default: '0,300' },
  concurrency: { type: 'string', default: '1,4,8' },
  peers: { type: 'string', default: PEERS.filter((peer) => peer !== BLOCKING).join(',') },
  rows: { type: 'string', default: '24' },
} as const;

const MOST_AT_ONCE = 64;

/** @returns null when an option is no list of what it may be. */
export function readRunSelection(options: BenchOptions['run']): RunSelection | null {
  const pages = readList(options.pages, (name) => PAGES.find((page) => page === name));
  const latencies = readList(options.latency, (text) => readWholeNumber(text, 0, 10_000));
  const concurrencies = readList(options.concurrency, (text) => readWholeNumber(text, 1, MOST_AT_ONCE));
  const peers = readList(options.peers, (name) => PEERS.find((peer) => peer === name));
  const rows = readWholeNumber(options.rows, 1, 10_000);
  if (!pages || !latencies || !concurrencies || !peers || rows === undefined) return null;
  const cells = pages.flatMap((page) =>
    latencies.flatMap((latencyMs) => concurrencies.map((concurrency) => ({ page, latencyMs, concurrency }))),
  );
  return { peers: PEERS.filter((peer) => peer === BARE || peers.includes(peer)), cells, rows };
}

export function cellName({ page, latencyMs, concurrency }: Cell): string {
  return `${page} page, ${latencyMs} ms, ${concurrency} at once`;
}
