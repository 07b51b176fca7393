'use client';

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

interface CellEditorProps {
  readonly label: string;
  readonly value: string;
  readonly left: number;
  readonly width: number;
  readonly columnIndex: number;
  /** @param step where to go on: the cell below, the one beside, or nowhere */
  readonly onSave: (value: string, step: 'down' | 'right' | 'left' | 'stay') => void;
  readonly onCancel: () => void;
}

/** A cell while it is edited. Enter saves, Alt+Enter breaks the line, Escape leaves it as it was. */
export function CellEditor({ label, value, left, width, columnIndex, onSave, onCancel }: CellEditorProps) {
  const [text, setText] = useState(value);
  const field = useRef<HTMLTextAreaElement>(null);
  // Leaving by a key also takes the focus away: that must not save a second time.
  const isLeft = useRef(false);
  useEffect(() => field.current?.select(), []);
  const leave = (step: 'down' | 'right' | 'left' | 'stay') => {
    if (isLeft.current) return;
    isLeft.current = true;
    onSave(text, step);
  };
  const handleKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      isLeft.current = true;
      onCancel();
    } else if (event.key === 'Enter' && !event.altKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      leave('down');
    } else if (event.key === 'Enter' && event.altKey) {
      setText((now) => `${now}\n`);
    } else if (event.key === 'Tab') {
      event.preventDefault();
      leave(event.shiftKey ? 'left' : 'right');
    }
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the field inside takes the focus.
    <div
      role="gridcell"
      aria-colindex={columnIndex + 2}
      style={{ left, width: Math.max(width, 180) }}
      className="absolute inset-y-0 z-10"
    >
      <textarea
        ref={field}
        aria-label={label}
        rows={text.includes('\n') ? 4 : 1}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={handleKey}
        onBlur={() => leave('stay')}
        className="block min-h-full w-full resize-none rounded-sm bg-raised px-3 py-[7px] font-mono text-ink text-xs shadow-float outline-2 outline-accent -outline-offset-1 max-sm:text-[16px]"
      />
    </div>
  );
}
