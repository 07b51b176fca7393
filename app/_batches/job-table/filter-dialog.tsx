'use client';

import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Dialog, DialogActions } from '@/app/_components/ui/dialog';
import { Input } from '@/app/_components/ui/input';
import { Label } from '@/app/_components/ui/label';
import { type JobSearch, splitOutput } from './job-filter';

export interface FilterDialogProps {
  /** Absent: rows have no key. */
  readonly keyColumn: string | null;
  readonly outputNames: readonly string[];
  readonly search: JobSearch;
  readonly onChange: (change: Partial<JobSearch>) => void;
}

/** Narrows the rows by their key and by a value that they gave. */
export function FilterDialog({ onClose, ...props }: FilterDialogProps & { onClose: () => void }) {
  return (
    <Dialog isOpen onOpenChange={onClose} title="Filter rows">
      <FilterForm {...props} onDone={onClose} />
    </Dialog>
  );
}

function FilterForm({
  keyColumn,
  outputNames,
  search,
  onChange,
  onDone,
}: FilterDialogProps & { onDone: () => void }) {
  const id = useId();
  const [key, setKey] = useState(search.key);
  const [[name, value], setOutput] = useState(splitOutput(search.output[0] ?? ''));
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const others = search.output.slice(1);
    const output = name.trim() === '' ? others : [`${name.trim()}=${value}`, ...others];
    onChange({ key, output });
    onDone();
  };
  return (
    <form onSubmit={apply} className="grid gap-4">
      {keyColumn !== null && (
        <div className="grid gap-1">
          <Label htmlFor={`${id}-key`}>{keyColumn} begins with</Label>
          <Input
            id={`${id}-key`}
            value={key}
            maxLength={64}
            onChange={(event) => setKey(event.target.value)}
          />
        </div>
      )}
      <div className="grid grid-cols-2 gap-2">
        <div className="grid gap-1">
          <Label htmlFor={`${id}-name`}>Output</Label>
          <Input
            id={`${id}-name`}
            list={`${id}-names`}
            value={name}
            onChange={(event) => setOutput([event.target.value, value])}
          />
          <datalist id={`${id}-names`}>
            {outputNames.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </div>
        <div className="grid gap-1">
          <Label htmlFor={`${id}-value`}>is exactly</Label>
          <Input
            id={`${id}-value`}
            value={value}
            onChange={(event) => setOutput([name, event.target.value])}
          />
        </div>
      </div>
      <DialogActions>
        <Button variant="ghost" onClick={() => setOutput(['', ''])}>
          Clear output
        </Button>
        <Button type="submit" variant="primary">
          Show these rows
        </Button>
      </DialogActions>
    </form>
  );
}
