'use client';

import { useQuery } from '@tanstack/react-query';
import { rowsText } from '@/app/_batches/format';
import { api, type Page } from '@/app/_components/api-client';
import { FormField } from '@/app/_components/ui/form-field';
import { Select } from '@/app/_components/ui/select';
import type { ScheduleJson } from '@/lib/domain/wire/schedule';
import type { UploadJson } from '@/lib/domain/wire/upload';

const SHOWN = 50;

interface FileFieldProps {
  readonly schedule: ScheduleJson;
  readonly uploadId: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (uploadId: string) => void;
}

/** The file that a schedule runs over: its own, or one of the newest that are here. */
export function FileField({ schedule, uploadId, error, onChange }: FileFieldProps) {
  const { data = [] } = useQuery({
    queryKey: ['uploads', 'ready'],
    queryFn: async ({ signal }) => {
      const query = { state: 'ready', limit: SHOWN };
      return (await api.get<Page<UploadJson>>('/uploads', { query, signal })).items;
    },
  });
  const own = schedule.upload ? [schedule.upload] : [];
  const others = data.filter(({ id }) => id !== schedule.upload?.id);
  return (
    <FormField label="File" hint="Inputs keep their columns by name" error={error}>
      {(control) => (
        <Select
          {...control}
          options={[...own.map(toOption), ...others.map(toOption)]}
          value={uploadId}
          onValueChange={onChange}
          placeholder="Its file was deleted: choose another"
        />
      )}
    </FormField>
  );
}

const whenText = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

function toOption(
  file: { id: string; filename: string } & Partial<Pick<UploadJson, 'created_at' | 'row_count'>>,
) {
  const { id, filename, created_at: at, row_count: rows } = file;
  const description = at ? `${rowsText(rows ?? 0)} · ${whenText.format(new Date(at))}` : 'as it is now';
  return { value: id, label: filename, description };
}
