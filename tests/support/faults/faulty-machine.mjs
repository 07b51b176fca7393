// Loaded into a worker before anything else. The file named by FAULT_SWITCHES says what is wrong with its machine now:
// `{ "clockHours": 2, "isDiskFull": true }`; nothing while it is not there.
import fs, { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

function switches() {
  try {
    return JSON.parse(readFileSync(process.env.FAULT_SWITCHES, 'utf8'));
  } catch {
    return {};
  }
}

// A wall clock that was set: timers and the monotonic clock do not feel it, on a real machine neither.
const { Date: RealDate } = globalThis;
const now = () => RealDate.now() + (switches().clockHours ?? 0) * 3_600_000;
globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(now());
    else super(...args);
  }
  static now() {
    return now();
  }
};

// Every byte that is to be stored goes to /dev/full, where the kernel answers ENOSPC.
const { createWriteStream } = fs;
fs.createWriteStream = (path, ...more) =>
  createWriteStream(
    String(path).includes('/storage/') && switches().isDiskFull ? '/dev/full' : path,
    ...more,
  );
syncBuiltinESMExports();
