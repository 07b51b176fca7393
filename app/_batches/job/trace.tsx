'use client';

import { Download, ExternalLink } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from '@/app/_components/ui/button';
import { CopyButton } from '@/app/_components/ui/copy-button';
import type { ArtifactJson } from '@/lib/domain/wire/job';
import { sizeText } from '../format';

/** The trace in Playwright's viewer, where the browser can; and as a file with the command that opens it. */
export function Trace({ artifact }: { artifact: ArtifactJson }) {
  const canView = useTraceViewer();
  const command = `npx playwright show-trace ${artifact.name}`;
  return (
    <section aria-label="Trace" className="grid gap-1.5">
      <h3 className="font-medium">Trace</h3>
      <div className="flex flex-wrap items-center gap-2">
        {canView && (
          <Button asChild size="sm">
            <a
              href={`/trace/index.html?trace=${encodeURIComponent(artifact.path)}`}
              target="_blank"
              rel="noreferrer"
            >
              <ExternalLink aria-hidden /> Open trace
            </a>
          </Button>
        )}
        <Button asChild size="sm" variant={canView ? 'ghost' : 'secondary'}>
          <a href={artifact.path} download={artifact.name}>
            <Download aria-hidden /> {artifact.name} ({sizeText(artifact.size)})
          </a>
        </Button>
        {!canView && (
          <>
            <span className="text-muted">Download it, then open it with</span>
            <span className="inline-flex items-center gap-1">
              <code className="font-mono text-xs">{command}</code>
              <CopyButton text={command} what="command" />
            </span>
          </>
        )}
      </div>
    </section>
  );
}

const never = () => () => undefined;

/** Whether this browser can show a trace here: the viewer is a service worker, which wants https or localhost. */
function useTraceViewer(): boolean {
  return useSyncExternalStore(
    never,
    () => window.isSecureContext && 'serviceWorker' in navigator,
    () => false,
  );
}
