/** From now on `os.tmpdir()` of this process is this folder; lives here because only lib/config touches `process.env`. */
export function moveTemporaryFolder(path: string): void {
  process.env.TMPDIR = path;
}
