import { startTestBrowser } from './browser';

// Run as a process of its own: a stand-in for the worker that tests kill and stop. Prints the browser's process group and folders.
const [leaseMs] = process.argv.slice(2);
const browser = await startTestBrowser();
const { context } = await browser.host.openContext({});
await context.newPage();
if (leaseMs) browser.watchdog.extendLease(process.hrtime.bigint() + BigInt(Number(leaseMs) * 1e6));
const [launched] = browser.launched;
process.stdout.write(`${JSON.stringify({ groupId: launched?.groupId, folders: launched?.folders })}\n`);
