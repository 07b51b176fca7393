import { tmpdir } from 'node:os';
import { openBrowsers } from '@/worker/browser/open-browsers';
import { takeOwnFolder } from '@/worker/own-folder';
import { requireBrowser } from './browser';

// Run as a process of its own: a worker whose browser starts. With `embedded` it is part of a program, whose temporary folder stays what it
// is. Prints the folder in which Playwright makes the profile.
const ownFolder = process.argv[2] === 'embedded' ? undefined : takeOwnFolder();
process.stdout.write(`${tmpdir()}\n`);
const { host } = await openBrowsers({
  found: await requireBrowser(),
  isGuarded: true,
  allowHosts: [],
  ownFolder,
});
await host.openContext({});
