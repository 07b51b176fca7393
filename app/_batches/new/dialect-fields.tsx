'use client';

import { useState } from 'react';
import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import type { DialectJson } from '@/lib/domain/wire/dialect';
import type { DialectChoice } from './batch-draft';
import { delimiterOptions, encodingOptions, QUOTES, quoteValue } from './dialect-options';

interface DialectFieldsProps {
  readonly dialect: DialectJson;
  readonly onChange: (change: DialectChoice) => void;
}

/** How the file is read; every change shows at once. */
export function DialectFields({ dialect, onChange }: DialectFieldsProps) {
  return (
    <div className="grid max-w-4xl gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <FormField label="Delimiter">
        {(control) => (
          <Select
            {...control}
            options={delimiterOptions(dialect.delimiter)}
            value={dialect.delimiter}
            onValueChange={(delimiter) => onChange({ delimiter })}
          />
        )}
      </FormField>
      <FormField label="Encoding" hint="Right when accents and signs look right">
        {(control) => (
          <Select
            {...control}
            options={encodingOptions(dialect)}
            value={dialect.encoding}
            onValueChange={(encoding) => onChange({ encoding })}
          />
        )}
      </FormField>
      <FormField label="Cells are quoted by">
        {(control) => (
          <Select
            {...control}
            options={QUOTES}
            value={quoteValue(dialect.quote)}
            onValueChange={(quote) => onChange({ quote })}
          />
        )}
      </FormField>
      <HeaderLine line={dialect.header_row} onChange={onChange} />
    </div>
  );
}

/**
 * What is typed stays until it is said by Enter or by leaving the field: the line that is shown may be that of a reading
 * which a newer choice, still on its way, is about to replace.
 */
function HeaderLine({ line, onChange }: { line: number; onChange: DialectFieldsProps['onChange'] }) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? String(line);
  const number = Number(text);
  const isValid = Number.isInteger(number) && number >= 1;
  const apply = () => {
    if (!isValid) return;
    setTyped(null);
    onChange({ header_row: number });
  };
  return (
    <FormField
      label="Column names stand in line"
      hint="Lines above are skipped"
      error={isValid ? undefined : 'A whole number from 1'}
    >
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          value={text}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => typed !== null && apply()}
          onKeyDown={(event) => event.key === 'Enter' && apply()}
        />
      )}
    </FormField>
  );
}
