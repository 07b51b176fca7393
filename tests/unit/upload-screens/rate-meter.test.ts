import { expect, it } from 'vitest';
import { createRateMeter } from '@/app/_batches/upload/rate-meter';

it('tells the rate of the last seconds, and nothing before there is something to go by', () => {
  const meter = createRateMeter();
  expect(meter.bytesPerSecond()).toBeNull();
  meter.note(0, 0);
  meter.note(500, 1000);
  expect(meter.bytesPerSecond()).toBeNull();
  meter.note(2000, 4000);
  expect(meter.bytesPerSecond()).toBe(2000);
  for (let second = 3; second <= 40; second += 1) meter.note(second * 1000, 4000 + (second - 2) * 100);
  expect(meter.bytesPerSecond()).toBe(100);
});

it('starts anew when a chunk broke off and is sent again', () => {
  const meter = createRateMeter();
  meter.note(0, 0);
  meter.note(2000, 8000);
  meter.note(3000, 1000);
  expect(meter.bytesPerSecond()).toBeNull();
});
