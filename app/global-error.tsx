'use client';

/** Replaces even the layout, so it cannot count on styles or components. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ font: '14px/1.5 system-ui, sans-serif', padding: '4rem 1.5rem', textAlign: 'center' }}>
        <title>Furrow could not be shown</title>
        <h1 style={{ fontSize: '16px' }}>Furrow could not be shown</h1>
        <p>Your batches go on running. The server’s log has the reason.</p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  );
}
