const numbers = new Intl.NumberFormat('en-GB');
const oneDecimal = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** 12345 -> "12,345". */
export function countText(value: number): string {
  return numbers.format(value);
}

/** 1 -> "1 row", 300 -> "300 rows". */
export function rowsText(value: number): string {
  return `${countText(value)} ${value === 1 ? 'row' : 'rows'}`;
}

export function columnsText(value: number): string {
  return `${countText(value)} ${value === 1 ? 'column' : 'columns'}`;
}

/** Whole percent; never 0 once something is done and never 100 before all is. */
export function percentOf(part: number, whole: number): number {
  if (whole === 0 || part === 0) return 0;
  return part >= whole ? 100 : Math.min(99, Math.max(1, Math.round((part / whole) * 100)));
}

/** How long something took: "85 ms", "3.4 s", "2 min 05 s", "1 h 20 min". */
export function durationText(ms: number): string {
  if (ms < 950) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${oneDecimal.format(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(seconds / 3600)} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')} min`;
}

/** A rough span for people who plan: "under a minute", "10 min", "3 h", "2 days". */
export function spanText(seconds: number): string {
  if (seconds < 60) return 'under a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** 1536 -> "1.5 KB"; powers of 1024. */
export function sizeText(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : oneDecimal.format(value)} ${units[step]}`;
}

/** An output value as one line. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** "Shipped · 48.2 · Ada": what a row gave, on one line. */
export function outputText(output: Readonly<Record<string, unknown>>): string {
  return Object.values(output).map(valueText).join(' · ');
}
