// Runs in a process of its own, in plain Node without dependencies, so that a stalled or killed worker cannot stop it.
// Reads one JSON message a line from stdin; the end of stdin means that the worker is gone. Writes the process group of a
// browser, a line each time, before it ends one of its pages for its size.
import { readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Process group of a browser -> folders it leaves behind. */
const browsers = new Map();
let leaseTimer;

const PAGE_MEMORY_MB = Number(process.argv[2]);
const FOLDER = process.argv[3];
/** A browser that was only starting ends by itself when its worker is gone, and may write to its folder meanwhile. */
const LAST_WRITES_MS = 3000;
let isOrderlyEnd = false;
/** Seldom enough to cost nothing; a page fills 1 to 2 GB in that time. */
const LOOK_MS = 500;
/** The worker hears of it before its page crashes. */
const NOTICE_MS = 50;
/** Pages that were told of and die in a moment. */
const ending = new Set();
setInterval(endLargePages, LOOK_MS);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

const handlers = {
  browser: ({ groupId, folders }) => browsers.set(groupId, folders),
  gone: ({ groupId }) => browsers.delete(groupId),
  lease: ({ deadlineNs }) => startLease(BigInt(deadlineNs)),
  end: () => {
    isOrderlyEnd = true;
  },
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const message = JSON.parse(line);
    handlers[message.type]?.(message);
  })
  .on('close', () => {
    killAll();
    if (isOrderlyEnd) {
      removeFolder(FOLDER);
      process.exit(0);
    }
    endStarting();
    setTimeout(() => {
      endStarting();
      process.exit(0);
    }, LAST_WRITES_MS);
  });

/** The deadline is on CLOCK_MONOTONIC, which all processes of a machine share. */
function startLease(deadlineNs) {
  clearTimeout(leaseTimer);
  const remainingMs = Number(deadlineNs - process.hrtime.bigint()) / 1e6;
  leaseTimer = setTimeout(killAll, Math.max(0, remainingMs));
}

function killAll() {
  for (const [groupId, folders] of browsers) {
    killGroup(groupId);
    for (const folder of folders) removeFolder(folder);
  }
  browsers.clear();
}

/** Profiles of browsers that were only starting; Playwright makes them where the worker's program has its temporary files. */
const profiles = new Set();

/** Known by the folder in their environment (Linux). A browser that ended before it was seen leaves its profile. */
function endStarting() {
  for (const pid of pids()) {
    if (!read(`/proc/${pid}/environ`).split('\0').includes(`TMPDIR=${FOLDER}`)) continue;
    const profile = /--user-data-dir=([^\0]*)/.exec(read(`/proc/${pid}/cmdline`))?.[1];
    if (profile?.includes('playwright_')) profiles.add(profile);
    killProcess(pid);
  }
  for (const folder of [FOLDER, ...profiles]) removeFolder(folder);
}

function killGroup(groupId) {
  killProcess(-groupId);
}

function killProcess(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already: what was wanted.
  }
}

function removeFolder(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // A file still held open; the system clears its temporary folder in the end.
  }
}

function endLargePages() {
  if (browsers.size === 0) return;
  for (const [pid, groupId] of membersOfBrowsers()) {
    if (ending.has(pid) || residentMb(pid) <= PAGE_MEMORY_MB) continue;
    if (!read(`/proc/${pid}/cmdline`).includes('--type=renderer')) continue;
    ending.add(pid);
    tell(groupId);
    setTimeout(() => endPage(pid), NOTICE_MS);
  }
}

/** Pairs of a process and the browser it belongs to. Empty where there is no /proc. */
function membersOfBrowsers() {
  return pids()
    .map((pid) => [pid, groupOf(pid)])
    .filter(([, groupId]) => browsers.has(groupId));
}

function pids() {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** The name before it may hold blanks and brackets. */
function groupOf(pid) {
  const stat = read(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}

function residentMb(pid) {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
}

function tell(groupId) {
  try {
    writeSync(1, `${groupId}\n`);
  } catch {
    // The worker is going; its browsers go with it.
  }
}

function endPage(pid) {
  ending.delete(pid);
  killProcess(pid);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
