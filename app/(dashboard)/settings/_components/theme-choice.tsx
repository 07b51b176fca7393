'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { useState } from 'react';
import { applyTheme, parseTheme, type Theme } from '@/app/_theme/theme';

const CHOICES = [
  { theme: 'system', label: 'Like the system', icon: Monitor },
  { theme: 'light', label: 'Light', icon: Sun },
  { theme: 'dark', label: 'Dark', icon: Moon },
] as const;

export function ThemeChoice({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const choose = (value: string) => {
    const next = parseTheme(value);
    setTheme(next);
    applyTheme(next);
  };
  return (
    <RadioGroup.Root aria-label="Theme" value={theme} onValueChange={choose} className="flex flex-wrap gap-2">
      {CHOICES.map((choice) => (
        <RadioGroup.Item
          key={choice.theme}
          value={choice.theme}
          className="inline-flex h-8 items-center gap-2 rounded-md border border-line bg-raised px-3 text-muted hover:bg-wash data-[state=checked]:border-accent data-[state=checked]:font-medium data-[state=checked]:text-ink"
        >
          <choice.icon aria-hidden className="size-4" />
          {choice.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
