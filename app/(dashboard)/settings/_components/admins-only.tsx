import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '@/app/_components/ui/empty-state';

/** @param children what to ask an administrator for */
export function AdminsOnly({ children }: { children: ReactNode }) {
  return (
    <EmptyState icon={Lock} title="For administrators">
      {children}
    </EmptyState>
  );
}
