import { requireMetricsReader } from '@/app/_auth/require-metrics-reader';
import { withRoute } from '@/app/_http/with-route';
import { writeMetrics } from '@/lib/services/health/write-metrics';

export const dynamic = 'force-dynamic';

export const GET = withRoute({
  summary: 'Prometheus metrics, for FURROW_METRICS_TOKEN or a signed-in administrator',
  permission: 'anyone',
  answers: { 200: 'Prometheus text' },
  handle: async ({ context, request, web }) => {
    await requireMetricsReader(web, request.headers);
    const headers = {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      'Cache-Control': 'no-store',
    };
    return new Response(await writeMetrics(context), { headers });
  },
});
