/** Whether a cell is missing or holds nothing but white space. Most begin with a visible ASCII character: that settles it. */
export function isBlank(cell: string | undefined): boolean {
  if (cell === undefined || cell === '') return true;
  const first = cell.charCodeAt(0);
  return !(first > 0x20 && first < 0x7f) && cell.trim() === '';
}
