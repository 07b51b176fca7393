'use client';

import { FormField } from '@/app/_components/ui/form-field';
import { Select } from '@/app/_components/ui/select';
import type { CheckJson } from '@/lib/domain/wire/check';
import { CheckLine } from '../check-line';
import { countText, rowsText } from '../format';
import { accountFor, accountingText } from './accounting';
import type { BatchDraft } from './batch-draft';

/** Value of "no key column": no header can be it, headers have no NUL. */
const NONE = '\u0000';

interface KeySectionProps {
  readonly draft: BatchDraft;
  readonly headers: readonly string[];
  /** The column in which every value is different, as reading the file found it. */
  readonly uniqueColumn: string | null;
  readonly keyColumn: string | null;
  readonly check: CheckJson | undefined;
  readonly onChange: (change: Partial<BatchDraft>) => void;
  readonly onShowDuplicates: () => void;
  readonly onShowDone: () => void;
}

/** What tells rows apart, which were done before, and where every row goes. */
export function KeySection(props: KeySectionProps) {
  const { draft, headers, uniqueColumn, keyColumn, check, onChange } = props;
  const isUnique = (header: string) => header === uniqueColumn;
  const options = [
    { value: NONE, label: 'No key', description: 'Rows are told apart by their place in the file' },
    ...[...new Set([...headers.filter(isUnique), ...headers])]
      .filter((header) => header.trim() !== '')
      .map((header) => ({
        value: header,
        label: header,
        ...(isUnique(header) ? { description: 'every value is different' } : {}),
      })),
  ];
  return (
    <section aria-label="Key column" className="grid gap-2">
      <div className="grid items-end gap-x-6 gap-y-2 sm:grid-cols-[minmax(0,20rem)_1fr]">
        <FormField label="Key column">
          {(control) => (
            <Select
              {...control}
              options={options}
              value={keyColumn ?? NONE}
              onValueChange={(value) => onChange({ keyColumn: value === NONE ? null : value })}
            />
          )}
        </FormField>
        {check && keyColumn !== null && <KeyFindings {...props} check={check} />}
      </div>
      {check && check.file_rows > 0 && (
        <p className="text-muted">{accountingText(accountFor(check, draft))}</p>
      )}
    </section>
  );
}

function KeyFindings(props: KeySectionProps & { readonly check: CheckJson }) {
  const { draft, check, onChange } = props;
  const { duplicate_count: repeated, done_count: done } = check;
  return (
    <div className="grid gap-0.5">
      {repeated > 0 && (
        <p className="text-warning">
          {rowsText(repeated)} {repeated === 1 ? 'repeats' : 'repeat'} the key of an earlier row.{' '}
          <ShowLink onClick={props.onShowDuplicates} label="Show rows that repeat a key" />
        </p>
      )}
      {done > 0 && (
        <div className="flex flex-wrap items-center gap-x-2">
          <CheckLine
            isWhole
            label={`Skip ${countText(done)} ${done === 1 ? 'row' : 'rows'} already completed in earlier batches`}
            isChecked={draft.skipDone}
            onChange={(skipDone) => onChange({ skipDone })}
          />
          <ShowLink onClick={props.onShowDone} label="Show rows already completed" />
        </div>
      )}
    </div>
  );
}

function ShowLink({ onClick, label }: { onClick: () => void; label: string }) {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-label={label}
      className="rounded-sm text-ink underline decoration-edge underline-offset-3 hover:decoration-ink"
    >
      show
    </button>
  );
}
