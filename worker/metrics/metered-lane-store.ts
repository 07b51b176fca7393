import type { MetricSums } from '../../lib/domain/metrics';
import type { LaneStore } from '../lanes/lane-store';

/** The same lanes, with their claims counted. */
export function meterClaims(store: LaneStore, sums: MetricSums): LaneStore {
  return {
    ...store,
    claimJob: async (hold) => {
      const answer = await store.claimJob(hold);
      sums.count('claims', { result: answer.kind });
      return answer;
    },
  };
}
