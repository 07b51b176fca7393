import { readEnvironment } from '../lib/config/env';
import { ensureBrowser } from './install-browser';

/** Exit code 0: a browser is there; 3: none, and none could be installed. */
const print = (line: string) => process.stderr.write(`${line}\n`);
const found = await ensureBrowser(readEnvironment().FURROW_CHROMIUM, print);
if (found) {
  print(
    `Browser: ${found.path} (${found.kind} ${found.version}${found.needsNoSandbox ? ', no sandbox: root' : ''})`,
  );
}
process.exitCode = found ? 0 : 3;
