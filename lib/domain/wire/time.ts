import { z } from 'zod';

/** A moment as it travels: ISO 8601 in UTC. */
export const timeSchema = z.iso.datetime();

export function timeOrNull(moment: Date | null): string | null {
  return moment === null ? null : moment.toISOString();
}
