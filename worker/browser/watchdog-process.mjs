// Runs in a process of its own, in plain Node without dependencies, so that a stalled or killed worker cannot stop it.
// Reads one JSON message a line from stdin; the end of stdin means that the worker is gone.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Process group of a browser -> folders it leaves behind. */
const browsers = new Map();
let leaseTimer;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

const handlers = {
  browser: ({ groupId, folders }) => browsers.set(groupId, folders),
  gone: ({ groupId }) => browsers.delete(groupId),
  lease: ({ deadlineNs }) => startLease(BigInt(deadlineNs)),
};

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const message = JSON.parse(line);
    handlers[message.type]?.(message);
  })
  .on('close', () => {
    killAll();
    process.exit(0);
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

function killGroup(groupId) {
  try {
    process.kill(-groupId, 'SIGKILL');
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
