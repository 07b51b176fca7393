import { ValidationError } from '../domain/errors';

/** Offsets such as +02:00 know no summer time, so they are refused. */
const NAME = /^[a-z][a-z0-9_+-]*(\/[a-z0-9_+-]+){0,2}$/i;

/** The name of an IANA time zone as it is usually written. @throws ValidationError `time_zone_unknown` */
export function checkTimeZone(text: string): string {
  const name = text.trim();
  const known = Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === name.toLowerCase());
  if (known !== undefined) return known;
  // Older names, such as Asia/Calcutta, and UTC stand in no list.
  if (NAME.test(name) && isKnown(name)) return name.toUpperCase() === 'UTC' ? 'UTC' : name;
  throw new ValidationError(
    'time_zone_unknown',
    `"${name.slice(0, 60)}" is no time zone: write its IANA name, such as Europe/Berlin or UTC.`,
    { errors: [{ path: 'time_zone', message: 'is no IANA time zone' }] },
  );
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
