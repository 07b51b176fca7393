/** The file's own name without folders and control characters, for people; it never becomes part of a path. */
export function cleanFilename(filename: string): string {
  const base = filename.split(/[\\/]/).at(-1) ?? '';
  const printable = [...base].filter((char) => char >= ' ' && char !== '\u007f').join('');
  return printable.trim().slice(0, 200) || 'upload.csv';
}
