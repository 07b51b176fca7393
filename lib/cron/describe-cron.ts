import cronstrue from 'cronstrue';
import { readFrequency } from './frequency';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A checked expression in words, without its time zone: `every weekday at 06:30`. */
export function describeCron(cron: string): string {
  const frequency = readFrequency(cron);
  if (frequency.kind === 'custom') return inWords(cron);
  if (frequency.kind === 'hourly') {
    return frequency.minute === 0 ? 'every hour, on the hour' : `every hour at minute ${frequency.minute}`;
  }
  if (frequency.kind === 'daily') return `every day at ${frequency.time}`;
  if (frequency.kind === 'weekdays') return `every weekday at ${frequency.time}`;
  if (frequency.kind === 'monthly') return `on day ${frequency.day} of every month at ${frequency.time}`;
  return `every ${joined(frequency.days.map((day) => DAYS[day] ?? ''))} at ${frequency.time}`;
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function inWords(cron: string): string {
  const text = cronstrue.toString(cron, { use24HourTimeFormat: true });
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
