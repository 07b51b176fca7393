import { Badge } from '@/app/_components/ui/badge';

/** A tag; with `onClick` it asks for the batches that have it. */
export function TagChip({ tag, onClick }: { tag: string; onClick?: () => void }) {
  const text = <span className="max-w-28 truncate">{tag}</span>;
  if (!onClick) return <Badge title={tag}>{text}</Badge>;
  return (
    <button
      type="button"
      title={`Batches tagged ${tag}`}
      aria-label={`Show batches tagged ${tag}`}
      onClick={onClick}
      className="relative z-10 rounded-sm hover:underline"
    >
      <Badge>{text}</Badge>
    </button>
  );
}
