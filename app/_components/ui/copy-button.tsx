'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button';
import { notifyFailed } from './toast';

const SHOWN_MS = 1_500;

interface CopyButtonProps extends Omit<ButtonProps, 'onClick' | 'children'> {
  readonly text: string;
  /** What is copied: "link", "row id". Becomes the button's name. */
  readonly what: string;
  readonly hasLabel?: boolean;
}

/** The clipboard API is missing on plain http, where a LAN address is served: copy by selection there. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'fixed opacity-0';
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (!isCopied) throw new Error('The browser does not allow it. Select the text and copy it.');
}

export function CopyButton({ text, what, hasLabel = false, size, variant, ...rest }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () =>
    copyText(text).then(
      () => setIsCopied(true),
      (error: unknown) => notifyFailed(`Could not copy the ${what}`, error),
    );
  return (
    <Button
      variant={variant ?? (hasLabel ? 'secondary' : 'ghost')}
      size={size ?? (hasLabel ? 'md' : 'icon-sm')}
      aria-label={isCopied ? 'Copied' : `Copy ${what}`}
      onClick={copy}
      {...rest}
    >
      {isCopied ? <Check className="text-completed" /> : <Copy />}
      {hasLabel ? (isCopied ? 'Copied' : `Copy ${what}`) : null}
    </Button>
  );
}
