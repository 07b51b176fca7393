'use client';

import { Checkbox } from '@/app/_components/ui/checkbox';
import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import { type Frequency, toCron } from '@/lib/cron/frequency';

const KINDS: readonly { value: Frequency['kind']; label: string }[] = [
  { value: 'hourly', label: 'Every hour' },
  { value: 'daily', label: 'Every day' },
  { value: 'weekdays', label: 'Every weekday' },
  { value: 'weekly', label: 'Every week' },
  { value: 'monthly', label: 'Every month' },
  { value: 'custom', label: 'Cron expression' },
];
/** From Monday, as people here count; the number is cron's. */
const DAYS = [
  [1, 'Mon'],
  [2, 'Tue'],
  [3, 'Wed'],
  [4, 'Thu'],
  [5, 'Fri'],
  [6, 'Sat'],
  [0, 'Sun'],
] as const;

interface FrequencyFieldsProps {
  readonly frequency: Frequency;
  readonly error: string | undefined;
  readonly onChange: (frequency: Frequency) => void;
}

/** How often and when, without cron for those who do not know it. */
export function FrequencyFields({ frequency, error, onChange }: FrequencyFieldsProps) {
  const field = { error, className: 'min-w-0 flex-1 basis-40' };
  return (
    <div className="flex flex-wrap gap-4">
      <FormField label="How often" className="min-w-0 flex-1 basis-40">
        {(control) => (
          <Select
            {...control}
            options={KINDS}
            value={frequency.kind}
            onValueChange={(kind) => onChange(turnInto(kind, frequency))}
          />
        )}
      </FormField>
      {'time' in frequency ? (
        <FormField label="At" {...field} error={frequency.kind === 'weekly' ? undefined : error}>
          {(control) => (
            <Input
              type="time"
              required
              {...control}
              value={frequency.time}
              onChange={({ target }) => target.value && onChange({ ...frequency, time: target.value })}
            />
          )}
        </FormField>
      ) : null}
      {frequency.kind === 'hourly' ? (
        <FormField label="Minute" {...field}>
          {(control) => (
            <NumberInput
              {...control}
              max={59}
              min={0}
              value={frequency.minute}
              onChange={(minute) => onChange({ kind: 'hourly', minute })}
            />
          )}
        </FormField>
      ) : null}
      {frequency.kind === 'monthly' ? (
        <FormField label="Day of the month" {...field} hint={frequency.day > 28 ? SHORT_MONTHS : undefined}>
          {(control) => (
            <NumberInput
              {...control}
              max={31}
              min={1}
              value={frequency.day}
              onChange={(day) => onChange({ ...frequency, day })}
            />
          )}
        </FormField>
      ) : null}
      {frequency.kind === 'custom' ? (
        <FormField
          label="Cron expression"
          hint="Minute, hour, day of the month, month, day of the week"
          {...field}
        >
          {(control) => (
            <Input
              className="font-mono"
              spellCheck={false}
              {...control}
              value={frequency.cron}
              onChange={({ target }) => onChange({ kind: 'custom', cron: target.value })}
            />
          )}
        </FormField>
      ) : null}
      {frequency.kind === 'weekly' ? (
        <Days days={frequency.days} error={error} onChange={(days) => onChange({ ...frequency, days })} />
      ) : null}
    </div>
  );
}

const SHORT_MONTHS = 'Months without that day are left out; the cron day L is the last one of every month';

/** Keeps what the frequency before said, as far as the new kind can say it. */
function turnInto(kind: Frequency['kind'], before: Frequency): Frequency {
  if (kind === 'custom') return { kind, cron: toCron(before) };
  if (kind === 'hourly') return { kind, minute: 0 };
  const time = 'time' in before ? before.time : '06:30';
  if (kind === 'weekly') return { kind, time, days: [1] };
  if (kind === 'monthly') return { kind, time, day: 1 };
  return { kind, time };
}

interface NumberInputProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
  readonly min: number;
  readonly max: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function NumberInput({ onChange, min, max, ...rest }: NumberInputProps) {
  return (
    <Input
      type="number"
      {...{ min, max }}
      {...rest}
      onChange={({ target }) =>
        onChange(Math.min(max, Math.max(min, Math.trunc(target.valueAsNumber) || min)))
      }
    />
  );
}

interface DaysProps {
  readonly days: readonly number[];
  readonly error: string | undefined;
  readonly onChange: (days: readonly number[]) => void;
}

function Days({ days, error, onChange }: DaysProps) {
  return (
    <fieldset className="flex basis-full flex-wrap gap-x-4 gap-y-2">
      <legend className="mb-1 font-medium">On</legend>
      {DAYS.map(([day, word]) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the box is inside.
        <label key={day} className="flex cursor-pointer items-center gap-1.5">
          <Checkbox
            checked={days.includes(day)}
            aria-label={word}
            onCheckedChange={(isOn) => onChange(isOn ? [...days, day] : days.filter((one) => one !== day))}
          />
          {word}
        </label>
      ))}
      {error ? (
        <p role="alert" className="basis-full text-danger text-xs">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
