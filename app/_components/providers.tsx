'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { ApiError } from './api-client';
import { ConfirmProvider } from './ui/confirm';
import { Toaster } from './ui/toast';

/** An answer of the server will not change by asking again; only a lost connection may. */
function shouldRetry(failureCount: number, error: Error): boolean {
  return !(error instanceof ApiError && error.status > 0) && failureCount < 3;
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: shouldRetry, staleTime: 5_000, refetchOnWindowFocus: true } },
  });
}

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <NuqsAdapter>
        <ConfirmProvider>{children}</ConfirmProvider>
      </NuqsAdapter>
      <Toaster />
    </QueryClientProvider>
  );
}
