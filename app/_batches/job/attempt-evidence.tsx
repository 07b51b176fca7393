'use client';

import { Download } from 'lucide-react';
import type { ArtifactJson } from '@/lib/domain/wire/job';
import type { AttemptJson } from '@/lib/domain/wire/job-detail';
import { sizeText } from '../format';
import { Screenshot } from './screenshot';
import { Trace } from './trace';

interface AttemptEvidenceProps {
  readonly attempt: AttemptJson;
  readonly artifacts: readonly ArtifactJson[];
}

/** What was kept of an attempt: the page as it was, pictures, the trace, files. */
export function AttemptEvidence({ attempt, artifacts }: AttemptEvidenceProps) {
  const pictures = artifacts.filter((artifact) => artifact.content_type.startsWith('image/'));
  const traces = artifacts.filter((artifact) => artifact.type === 'trace');
  const files = artifacts.filter((artifact) => !pictures.includes(artifact) && !traces.includes(artifact));
  return (
    <>
      <PageState attempt={attempt} />
      {pictures.length > 0 && (
        <div className="grid gap-4 sm:grid-cols-2">
          {pictures.map((artifact) => (
            <Screenshot key={artifact.id} artifact={artifact} />
          ))}
        </div>
      )}
      {traces.map((artifact) => (
        <Trace key={artifact.id} artifact={artifact} />
      ))}
      {files.length > 0 && (
        <ul className="grid gap-1">
          {files.map((artifact) => (
            <li key={artifact.id}>
              <FileLink artifact={artifact} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function PageState({ attempt }: { attempt: AttemptJson }) {
  const { page_title: title, page_url: url, page_text: text } = attempt;
  if (title === null && url === null && text === null) return null;
  return (
    <section aria-label="The page at the end" className="grid gap-1">
      <h3 className="font-medium">The page at the end</h3>
      <p className="text-muted [overflow-wrap:anywhere]">
        {title && <span>{title} · </span>}
        <span className="font-mono text-xs">{url}</span>
      </p>
      {text && (
        <details>
          <summary className="cursor-pointer text-muted hover:text-ink">Text on the page</summary>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
            tabIndex={0}
            className="mt-1 max-h-72 overflow-auto whitespace-pre-wrap rounded-md border border-line bg-surface p-3 font-mono text-xs"
          >
            {text}
          </pre>
        </details>
      )}
    </section>
  );
}

function FileLink({ artifact }: { artifact: ArtifactJson }) {
  return (
    <a
      href={artifact.path}
      className="inline-flex items-center gap-2 underline decoration-edge underline-offset-3 hover:decoration-ink"
    >
      <Download aria-hidden className="size-3.5 text-muted" />
      {artifact.name} <span className="text-muted">({sizeText(artifact.size)})</span>
    </a>
  );
}
