'use client';

import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { keepFocus } from '@/app/_components/keep-focus';
import { Button } from '@/app/_components/ui/button';
import { FormField } from '@/app/_components/ui/form-field';
import { Input } from '@/app/_components/ui/input';
import { MAX_TAGS, tagsSchema } from '@/lib/domain/tag';

interface TagFieldProps {
  readonly tags: readonly string[];
  /** Offered while typing. */
  readonly known: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
}

/** Several short words. Enter or a comma adds what was typed, and so does leaving the field. */
export function TagField({ tags, known, onChange }: TagFieldProps) {
  const [text, setText] = useState('');
  const listId = useId();
  const add = (typed: string) => {
    const words = typed.split(',').map((word) => word.trim());
    const next = tagsSchema.safeParse([...tags, ...words.filter((word) => word !== '')]);
    if (!next.success) return setText(typed);
    setText('');
    onChange(next.data);
  };
  return (
    <div ref={keepFocus} className="grid gap-2">
      <FormField label="Tag" hint={`Enter adds it; up to ${MAX_TAGS} tags of 40 characters`}>
        {(control) => (
          <Input
            {...control}
            list={listId}
            maxLength={40}
            value={text}
            onChange={({ target: { value } }) => (value.includes(',') ? add(value) : setText(value))}
            onBlur={() => add(text)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || text.trim() === '') return;
              event.preventDefault();
              add(text);
            }}
          />
        )}
      </FormField>
      <datalist id={listId}>
        {known.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      <ul className="flex min-h-7 flex-wrap gap-1.5" aria-label="Tags">
        {tags.map((tag) => (
          <li key={tag} className="flex items-center rounded-sm bg-wash pl-1.5 text-muted text-xs">
            {tag}
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Remove ${tag}`}
              onClick={() => onChange(tags.filter((other) => other !== tag))}
            >
              <X />
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
