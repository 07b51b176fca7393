'use client';

import { useId, useMemo } from 'react';
import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';

interface TimeZoneFieldProps {
  readonly timeZone: string;
  /** The reader's. */
  readonly ownZone: string;
  readonly error: string | undefined;
  readonly onChange: (timeZone: string) => void;
}

/** An IANA time zone, typed or chosen from those that the browser knows. */
export function TimeZoneField({ timeZone, ownZone, error, onChange }: TimeZoneFieldProps) {
  const listId = useId();
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')], []);
  const hint = timeZone === ownZone ? 'Yours' : `Yours is ${ownZone}`;
  return (
    <FormField label="Time zone" hint={hint} error={error}>
      {(control) => (
        <>
          <Input
            {...control}
            list={listId}
            spellCheck={false}
            value={timeZone}
            onChange={({ target }) => onChange(target.value)}
          />
          <datalist id={listId}>
            {zones.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </FormField>
  );
}
