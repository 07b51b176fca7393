import { cn } from '@/app/_components/ui/cn';
import { FormField } from '@/app/_components/ui/form-field';
import { Input, inputStyle } from '@/app/_components/ui/input';
import type { RowEditCheckJson } from '@/lib/domain/wire/row-edit';

interface RowValueFieldProps {
  readonly header: string;
  /** The automation's input that the column feeds. */
  readonly input: string | undefined;
  readonly original: string;
  readonly value: string;
  readonly problem: RowEditCheckJson['problems'][number] | undefined;
  readonly onChange: (value: string) => void;
}

/** One cell of a row, and what is wrong with it. Cells of several lines keep them. */
export function RowValueField({ header, input, original, value, problem, onChange }: RowValueFieldProps) {
  const isLong = original.includes('\n');
  const label =
    input === undefined || input === header ? (
      header
    ) : (
      <>
        {header} <span className="font-normal text-faint">as {input}</span>
      </>
    );
  return (
    <FormField
      label={label}
      error={problem && `${problem.message}.`}
      hint={problem ? problem.advice : value === original ? undefined : <Before text={original} />}
    >
      {(control) =>
        isLong ? (
          <textarea
            {...control}
            rows={4}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={cn(inputStyle, 'py-1.5 font-mono sm:text-xs')}
          />
        ) : (
          <Input
            {...control}
            value={value}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
            className="font-mono sm:text-xs"
          />
        )
      }
    </FormField>
  );
}

function Before({ text }: { text: string }) {
  return (
    <span className="[overflow-wrap:anywhere]">
      before: {text === '' ? 'empty' : <span className="font-mono">{text}</span>}
    </span>
  );
}
