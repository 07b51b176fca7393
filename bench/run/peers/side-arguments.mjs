/**
 * What the benchmark tells the script of a side on its command line.
 * @returns {{ folder: string, found: { path: string, needsNoSandbox: boolean }, isTraced: boolean }}
 */
export function readSideArguments() {
  const [folder = '', found = '{}', isTraced = ''] = process.argv.slice(2);
  return { folder, found: JSON.parse(found), isTraced: isTraced === 'traced' };
}
