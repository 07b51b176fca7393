import type { TryJson, TryStepJson } from '@/lib/domain/wire/try';
import { pictureText } from './try-words';

/** The page after one step, large; its place is kept while there is none. */
export function TryPicture({ tried, step }: { tried: TryJson; step: TryStepJson | undefined }) {
  const path = step?.screenshot ? `/api/v1/artifacts/${step.screenshot}` : null;
  return (
    <figure className="grid min-w-0 content-start gap-1">
      <div className="grid aspect-16/10 place-items-center overflow-hidden rounded-md border border-line bg-surface">
        {path ? (
          <a href={path} target="_blank" rel="noreferrer" className="size-full">
            {/* biome-ignore lint/performance/noImgElement: evidence is shown as it was stored; no optimiser touches it. */}
            <img
              src={path}
              alt={`The page after step ${step?.no}`}
              className="size-full object-contain object-top"
            />
          </a>
        ) : (
          <p className="max-w-xs p-4 text-center text-muted">
            {step ? `Step ${step.no} has no picture.` : pictureText(tried)}
          </p>
        )}
      </div>
      <figcaption className="min-h-4 truncate text-muted text-xs">
        {step ? `After step ${step.no}: ${step.title}` : ''}
      </figcaption>
    </figure>
  );
}
