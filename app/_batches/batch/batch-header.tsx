'use client';

import { useMay } from '@/app/_auth/actor-role';
import { PageHeader } from '@/app/_components/page-header';
import { BatchStatusBadge } from '@/app/_components/status-badge';
import { type PageCommand, usePageCommands } from '@/app/_keyboard/page-commands';
import { ScheduleBatchButton } from '@/app/_schedules/schedule-batch-button';
import type { BatchJson } from '@/lib/domain/wire/batch';
import type { LiveBatch } from '../batch-queries';
import { BatchActions } from './batch-actions';
import { SettingsButton, ShareButton } from './dialog-buttons';
import { EXPORT_FORMATS, exportHref } from './export-formats';
import { ExportMenu } from './export-menu';
import { MoreMenu } from './more-menu';

export function BatchHeader({ batch }: { batch: LiveBatch }) {
  const canWrite = useMay('write');
  const isImported = batch.status !== 'importing' && batch.status !== 'failed';
  usePageCommands([
    ...(isImported ? exportCommands(batch) : []),
    canWrite &&
      isRepeatable(batch) && {
        label: 'Duplicate as new',
        act: { href: `/batches/new?upload=${batch.upload_id}&from=${batch.id}` },
      },
  ]);
  return (
    <PageHeader
      title={batch.name}
      crumbs={[{ label: 'Batches', href: '/' }]}
      mark={<BatchStatusBadge state={batch.status} outcome={batch.outcome} reason={batch.reason} />}
      actions={
        <>
          {canWrite && <BatchActions batch={batch} />}
          {isImported && canWrite && <SettingsButton batch={batch} />}
          {isImported && canWrite && batch.schedule === null && isRepeatable(batch) && (
            <ScheduleBatchButton batch={batch} />
          )}
          {isImported && canWrite && <ShareButton batch={batch} />}
          {isImported && <ExportMenu batch={batch} />}
          {canWrite && <MoreMenu batch={batch} isRepeatable={isRepeatable(batch)} />}
        </>
      }
    />
  );
}

function exportCommands(batch: BatchJson): PageCommand[] {
  return EXPORT_FORMATS.map(({ format, label, hint }) => ({
    label: `Export ${label.toLowerCase()}`,
    hint,
    act: { download: exportHref(batch.id, format) },
  }));
}

/** Not when a function of one program handles its rows. */
function isRepeatable({ automation, automations }: BatchJson): boolean {
  return automation !== null || automations.length > 0;
}
