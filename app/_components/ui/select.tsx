'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as RadixSelect } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';
import { inputStyle } from './input';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** One line under the label that says what choosing it means. */
  readonly description?: string;
  readonly isDisabled?: boolean;
}

interface SelectProps<Value extends string> extends Omit<ComponentProps<'button'>, 'value' | 'onChange'> {
  readonly options: readonly SelectOption<Value>[];
  readonly value: Value | undefined;
  readonly onValueChange: (value: Value) => void;
  readonly placeholder?: string;
}

/** One choice of a known list. Needs a label: `id` with a FormField or Label, or `aria-label`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onValueChange, placeholder, className, disabled, ...rest } = props;
  const isKnown = (text: string): text is Value => options.some((option) => option.value === text);
  return (
    <RadixSelect.Root
      value={value ?? ''}
      onValueChange={(text) => isKnown(text) && onValueChange(text)}
      {...(disabled === undefined ? {} : { disabled })}
    >
      <RadixSelect.Trigger
        className={cn(
          inputStyle,
          'flex h-8 items-center justify-between gap-2 text-left data-placeholder:text-faint',
          className,
        )}
        {...rest}
      >
        <span className="truncate">
          <RadixSelect.Value placeholder={placeholder} />
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
      </RadixSelect.Trigger>
      <RadixSelect.Portal>
        <RadixSelect.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-80 min-w-(--radix-select-trigger-width) max-w-[min(28rem,90vw)] animate-appear overflow-hidden rounded-lg bg-raised shadow-float"
        >
          <RadixSelect.Viewport className="p-1">
            {options.map((option) => (
              <SelectItem key={option.value} option={option} />
            ))}
          </RadixSelect.Viewport>
        </RadixSelect.Content>
      </RadixSelect.Portal>
    </RadixSelect.Root>
  );
}

function SelectItem({ option }: { option: SelectOption<string> }) {
  return (
    <RadixSelect.Item
      value={option.value}
      disabled={option.isDisabled ?? false}
      className="relative cursor-pointer select-none rounded-sm py-1.5 pr-3 pl-7 text-ink text-sm outline-none data-disabled:cursor-not-allowed data-disabled:opacity-50 data-highlighted:bg-wash"
    >
      <RadixSelect.ItemIndicator className="absolute top-2 left-2">
        <Check aria-hidden className="size-4" />
      </RadixSelect.ItemIndicator>
      <RadixSelect.ItemText>{option.label}</RadixSelect.ItemText>
      {option.description ? <span className="block text-muted text-xs">{option.description}</span> : null}
    </RadixSelect.Item>
  );
}
