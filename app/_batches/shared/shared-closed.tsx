import { SharedFrame } from './shared-frame';

/** A link that opens nothing says so, and nothing of what it once showed. */
export function SharedClosed({ reason }: { reason: string }) {
  return (
    <SharedFrame>
      <div className="mx-auto max-w-md py-[16vh] text-center">
        <h1 className="font-semibold text-lg">This link does not open anything</h1>
        <p className="mt-1 text-muted">{reason}</p>
      </div>
    </SharedFrame>
  );
}
