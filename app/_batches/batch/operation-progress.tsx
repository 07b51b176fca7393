import { Progress } from '@/app/_components/ui/progress';
import type { OperationJson } from '@/lib/domain/wire/operation';
import { countText } from '../format';

const WORDS = {
  retry: { label: 'Rows put back', text: 'rows put back; those that are back run already' },
  resolve: { label: 'Rows decided', text: 'unconfirmed rows decided' },
  stop: { label: 'Rows stopped', text: 'waiting rows stopped; none of the others begins any more' },
};

/** How far a retry, stop or decision of very many rows has come. */
export function OperationProgress({ operation }: { operation: OperationJson }) {
  const { kind, done, total } = operation;
  return (
    <div className="grid gap-1">
      <Progress value={total > 0 ? done / total : null} label={WORDS[kind].label} />
      <p className="text-muted tabular-nums">
        {countText(done)} of {countText(total)} {WORDS[kind].text}
      </p>
    </div>
  );
}
