import type { Scope } from '../../lib/automation/scope';
import { TemplateError } from '../../lib/automation/template-error';
import type { BatchPlan, ClaimedAutomation } from '../../lib/db/batch-plan';
import type { Claim } from '../../lib/domain/lane';
import { UnreadableSecret } from '../../lib/secrets/key-ring';
import type { PreparedRow, PrepareRow } from '../attempt/prepare-row';
import { StepFailure, type StepFault } from '../attempt/step-failure';
import { oneTimeCode } from './one-time-code';
import { createPlanCache, type LoadedPlan } from './plan-cache';
import type { ReadSecrets } from './read-secrets';
import { type RowRights, readyRow } from './ready-row';
import { readRowInputs } from './row-inputs';

/** Makes claimed rows ready to run: checks their cells and renders their steps before a browser is asked for. */
export function createRowPreparer(
  load: (batchId: string, claimed: ClaimedAutomation) => Promise<BatchPlan>,
  readSecrets: ReadSecrets,
  rights: RowRights = {},
): PrepareRow {
  const loadPlan = createPlanCache(load);
  return async (hold, claim) => {
    const loaded = await loadPlan(hold.batchId, claim);
    try {
      return prepareRow(loaded, claim, { secrets: await readSecrets(loaded.secretNames), rights });
    } catch (error) {
      const fault = preparationFault(error);
      if (!fault) throw error;
      return { kind: 'unusable', effect: loaded.plan.effect, fault };
    }
  };
}

/** What is wrong with the row or the automation itself; null for a failure of ours. */
function preparationFault(error: unknown): StepFault | null {
  if (error instanceof UnreadableSecret) {
    return { kind: 'automation', code: error.code, message: error.message };
  }
  if (error instanceof StepFailure) return error.fault;
  if (!(error instanceof TemplateError)) return null;
  const { kind, code, message } = error;
  return { kind, code, message };
}

function prepareRow(
  { plan, automation }: LoadedPlan,
  claim: Claim,
  { secrets, rights }: { readonly secrets: ReadonlyMap<string, string>; readonly rights: RowRights },
): PreparedRow {
  const { effect } = plan;
  if (!automation) {
    const message = `Version ${plan.automationVersion} of ${plan.automationName} is not accepted any more: save it again.`;
    return { kind: 'unusable', effect, fault: { kind: 'automation', code: 'automation_invalid', message } };
  }
  const inputs = readRowInputs(plan, automation, claim.cells);
  if (!inputs.ok) return { kind: 'unusable', effect, fault: inputs.fault };
  const scope = scopeOf(plan, claim, { input: inputs.values, secret: secrets });
  const options = { stepTimeoutSeconds: claim.settings.step_timeout, ...rights };
  if (!claim.verification) return readyRow(automation, scope, options);
  if (!automation.verify) return { kind: 'unusable', effect, fault: NO_VERIFY };
  // Looking is repeated at will, and what it should not send is worth a warning.
  return { ...readyRow(automation, scope, { ...options, steps: automation.verify.steps }), effect: 'read' };
}

const NO_VERIFY: StepFault = {
  kind: 'automation',
  code: 'verify_missing',
  message: 'The automation says no steps under verify.',
};

function scopeOf(plan: BatchPlan, claim: Claim, values: Pick<Scope, 'input' | 'secret'>): Scope {
  return {
    ...values,
    row: new Map(plan.headers.map((header, index) => [header, claim.cells[index] ?? ''])),
    var: new Map(Object.entries(plan.vars)),
    batch: { id: plan.batchId },
    job: { rowNumber: claim.rowIndex + 1 },
    totp: oneTimeCode,
  };
}
