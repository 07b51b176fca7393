import { z } from 'zod';
import { pageAnswer } from '@/app/_http/answers';
import { pageQuery } from '@/app/_http/page-query';
import { withRoute } from '@/app/_http/with-route';
import { auditEventSchema, toAuditJson } from '@/lib/domain/wire/audit';
import { pageSchema } from '@/lib/domain/wire/page';
import { listAuditEvents } from '@/lib/services/audit/list-audit-events';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Who did what, the newest first',
  permission: 'administer',
  query: z.object({ ...pageQuery(100, 500), batch_id: z.uuid().optional() }),
  answers: { 200: pageSchema(auditEventSchema) },
  handle: async ({ context, query: { batch_id, ...page } }) =>
    pageAnswer(await listAuditEvents(context, { ...page, batchId: batch_id }), toAuditJson),
});
