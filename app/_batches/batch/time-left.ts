import { spanText } from '../format';

/** Eight of ten sums of independent times lie within so many deviations of what was expected. */
const DEVIATIONS = 1.28;
/** A site is never as fast as it was until now, however many rows have ended. */
const LEAST_SPREAD = 0.1;

/**
 * How long the rest takes, as a range: the fewer rows were measured, or are left, the wider. The times of rows are taken to
 * vary by as much as they are long, which rows that are tried again do.
 * @param seconds what it takes if the rest goes as fast as the measured rows
 */
export function timeLeftText(seconds: number, measuredRows: number, leftRows: number): string {
  const noise = DEVIATIONS * Math.sqrt(1 / Math.max(1, measuredRows) + 1 / Math.max(1, leftRows));
  const factor = 1 + Math.max(LEAST_SPREAD, noise);
  const [least, most] = [spanText(seconds / factor), spanText(seconds * factor)];
  if (least === most) return seconds < 60 ? `${least} left` : `about ${least} left`;
  if (seconds / factor < 60) return `up to ${most} left`;
  const [amount, unit] = least.split(' ');
  return `${most.endsWith(` ${unit}`) ? amount : least} to ${most} left`;
}
