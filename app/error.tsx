'use client';

import { PageError } from './_components/page-error';

export default function RootError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main>
      <PageError {...props} />
    </main>
  );
}
