import { sampleNames, sampleTruth } from '../data/truth';
import { json, type Reply } from '../http/reply';
import { get, post, type Route } from '../http/route';
import type { Site } from '../site';

/** What tests and benchmarks read to check a run from outside. */
export function recordRoutes(site: Site): Route[] {
  return [
    get('/ledger', ({ url }) => showLedger(site, url.searchParams.get('key'))),
    post('/ledger/reset', () => resetWith(site.ledger.reset)),
    get('/journal', () => json({ entries: site.journal.list() })),
    post('/journal/reset', () => resetWith(site.journal.reset)),
    get('/meter', () => json(site.meter.read())),
    post('/meter/reset', () => resetWith(site.meter.reset)),
    get('/truth', ({ url }) => showTruth(url.searchParams.get('sample') ?? 'orders')),
  ];
}

function showLedger(site: Site, key: string | null): Reply {
  if (key !== null) return json({ key, submissions: site.ledger.submissions(key) });
  const entries = site.ledger.list();
  return json({ total: entries.reduce((sum, { submissions }) => sum + submissions, 0), entries });
}

function showTruth(sample: string): Reply {
  const rows = sampleTruth(sample);
  if (rows) return json({ sample, rows });
  return json({ error: `There is no sample ${sample}: use one of ${sampleNames.join(', ')}` }, 404);
}

function resetWith(reset: () => void): Reply {
  reset();
  return json({ ok: true });
}
