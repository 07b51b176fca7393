import { Lock } from 'lucide-react';
import { EmptyState } from '@/app/_components/ui/empty-state';

export function AdminsOnly() {
  return (
    <EmptyState icon={Lock} title="For administrators">
      Ask one of them to invite people or to change roles.
    </EmptyState>
  );
}
