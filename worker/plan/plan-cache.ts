import { parseAutomation } from '../../lib/automation/parse-automation';
import { namedSecrets } from '../../lib/automation/referenced-names';
import type { Automation } from '../../lib/automation/schema';
import type { BatchPlan, ClaimedAutomation } from '../../lib/db/batch-plan';

/** A batch's plan with its automation read. */
export interface LoadedPlan {
  readonly plan: BatchPlan;
  /** Null when the stored document is no longer accepted. */
  readonly automation: Automation | null;
  /** The secrets that it names. */
  readonly secretNames: ReadonlySet<string>;
}

const CACHE_SIZE = 100;

/** Reads each plan of a batch once: it never changes, for versions are immutable and a batch pins them. */
export function createPlanCache(
  load: (batchId: string, claimed: ClaimedAutomation) => Promise<BatchPlan>,
): (batchId: string, claimed: ClaimedAutomation) => Promise<LoadedPlan> {
  const cache = new Map<string, Promise<LoadedPlan>>();
  return (batchId, claimed) => {
    const key = `${batchId}/${claimed.automationNo}/${claimed.automationVersion}`;
    const known = cache.get(key);
    if (known) return known;
    const loading = load(batchId, claimed).then(readPlan);
    cache.set(key, loading);
    // A database that was away must not be remembered.
    loading.catch(() => cache.delete(key));
    const oldest = cache.keys().next().value;
    if (cache.size > CACHE_SIZE && oldest !== undefined) cache.delete(oldest);
    return loading;
  };
}

function readPlan(plan: BatchPlan): LoadedPlan {
  const parsed = parseAutomation(plan.source, { fileName: plan.automationName });
  if (!parsed.ok) return { plan, automation: null, secretNames: new Set() };
  const { automation } = parsed;
  return { plan, automation, secretNames: namedSecrets(automation) };
}
