import { Eye, Send } from 'lucide-react';
import { Badge } from '../_components/ui/badge';

export type Effect = 'read' | 'submit';

/** Whether an automation only looks, or changes something at the target. */
export function EffectBadge({ effect }: { effect: Effect }) {
  return effect === 'submit' ? (
    <Badge
      tone="warning"
      title="Changes something at the target; a row that may have submitted is never run twice"
    >
      <Send aria-hidden className="size-3" /> submits
    </Badge>
  ) : (
    <Badge title="Only looks; a row may be run again at any time">
      <Eye aria-hidden className="size-3" /> reads
    </Badge>
  );
}
