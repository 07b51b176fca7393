#!/usr/bin/env node
// Plain JavaScript that any Node can read: it only finds a Node that is new enough and hands over to cli/main.ts.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const oldest = [22, 12];
const require = createRequire(import.meta.url);
const main = new URL('../cli/main.ts', import.meta.url);

if (isNewEnough(process.versions.node)) {
  const { register } = await import('tsx/esm/api');
  register();
  await import(main.href);
} else {
  runWithOwnNode();
}

function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** With the Node that `npm ci` brought along. Signals reach both processes: this one only waits for the other. */
function runWithOwnNode() {
  const node = findOwnNode();
  if (node === null) {
    console.error(
      `Furrow needs Node ${oldest.join('.')} or newer and runs on ${process.versions.node}. Run "npm ci" in the checkout, or install it from https://nodejs.org.`,
    );
    process.exit(2);
  }
  const script = fileURLToPath(import.meta.url);
  const child = spawn(node, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(3);
  });
  child.on('exit', (code) => process.exit(code ?? 3));
}

function findOwnNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  try {
    return require.resolve(`node-${system}-${process.arch}/bin/${binary}`);
  } catch {
    return null;
  }
}
