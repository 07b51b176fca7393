/** Keys as they are pressed: `Ctrl+A` at once. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="inline-flex min-w-5 justify-center rounded-sm border border-line bg-wash px-1 font-sans text-muted text-xs">
      {keys}
    </kbd>
  );
}
