import { checkTimeZone } from '../../cron/check-time-zone';
import { readAutomationHistory } from '../../db/sql/read-automation-history';
import type { AutomationHistory, HistoryUnit } from '../../domain/automation-history';
import type { Context } from '../context';
import { getAutomation } from './get-automation';

export interface ReadHistoryInput {
  readonly name: string;
  readonly unit: HistoryUnit;
  /** How many days or weeks, the present one included. */
  readonly count: number;
  /** In which days begin; an IANA name. */
  readonly timeZone: string;
}

/**
 * How an automation's batches went lately. Tries are not among them.
 * @throws NotFoundError `automation_not_found`, ValidationError `time_zone_unknown`
 */
export async function readHistory(
  context: Context,
  { name, ...question }: ReadHistoryInput,
): Promise<AutomationHistory> {
  const { id } = await getAutomation(context, { name });
  const timeZone = checkTimeZone(question.timeZone);
  const found = await readAutomationHistory(context.db.pool, { ...question, automationId: id, timeZone });
  return {
    periods: found.map(({ isCut: _isCut, ...period }) => period),
    isCut: found.some(({ isCut }) => isCut),
  };
}
