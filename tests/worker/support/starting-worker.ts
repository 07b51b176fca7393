import { openBrowsers } from '@/worker/browser/open-browsers';
import { takeOwnFolder } from '@/worker/own-folder';
import { requireBrowser } from './browser';

// Run as a process of its own: a worker whose browser starts. Prints its folder.
const ownFolder = takeOwnFolder();
process.stdout.write(`${ownFolder}\n`);
const { host } = await openBrowsers({
  found: await requireBrowser(),
  isGuarded: true,
  allowHosts: [],
  ownFolder,
});
await host.openContext({});
