import type { PageErrorJson } from '@/lib/domain/wire/job-detail';
import { countText } from '../format';

/** What the page itself reported: errors of its scripts and console, and requests that failed. */
export function PageErrors({ errors }: { errors: readonly PageErrorJson[] }) {
  return (
    <>
      <ErrorList title="Console errors" errors={errors.filter(({ source }) => source === 'console')} />
      <ErrorList title="Network errors" errors={errors.filter(({ source }) => source === 'network')} />
    </>
  );
}

function ErrorList({ title, errors }: { title: string; errors: readonly PageErrorJson[] }) {
  if (errors.length === 0) return null;
  const count = errors.reduce((sum, { times }) => sum + times, 0);
  return (
    <details>
      <summary className="cursor-pointer font-medium">
        {title} <span className="font-normal text-muted tabular-nums">{countText(count)}</span>
      </summary>
      <ul aria-label={title} className="mt-1 divide-y divide-line border-line border-y">
        {errors.map((error) => (
          <li key={JSON.stringify(error)} className="grid gap-0.5 py-1.5 [overflow-wrap:anywhere]">
            <span>
              {[error.status, error.text].filter(Boolean).join(' ')}
              {error.times > 1 && <span className="text-muted"> · {countText(error.times)} times</span>}
            </span>
            <span className="font-mono text-muted text-xs">
              {[error.method, error.url].filter(Boolean).join(' ')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
