import { type BatchHappening, happeningInWords } from '../../domain/event-words';
import { EVENT_TYPE_OF, type WebhookFormat } from '../../domain/webhook';
import { toBatchJson } from '../../domain/wire/batch';
import type { BatchView } from '../batches/batch-view';

/** What is sent about a batch. No cell and no failure's text, which may quote one: who wants them follows the link. */
export function eventPayload(
  { format, deliveryId }: { readonly format: WebhookFormat; readonly deliveryId: string },
  event: BatchHappening & { readonly at: Date },
  batch: BatchView,
  publicUrl: string,
): string {
  const json = toBatchJson(batch, publicUrl);
  if (format === 'slack') {
    const { completed, failed, unconfirmed, stopped } = json.counts;
    const numbers = `${completed} completed, ${failed} failed, ${unconfirmed} unconfirmed, ${stopped} stopped of ${json.total_jobs}`;
    return slackText(`<${json.url}|${slackEscape(json.name)}> ${happeningInWords(event)} (${numbers})`);
  }
  const { id, url, name, status, tags, total_jobs, counts, owner, created_at, started_at, finished_at } =
    json;
  return JSON.stringify({
    id: deliveryId,
    type: EVENT_TYPE_OF[event.kind],
    at: event.at.toISOString(),
    reason: event.reason,
    outcome: event.outcome,
    batch: {
      ...{ id, url, name, status, tags, total_jobs, counts, owner, created_at, started_at, finished_at },
      automation: json.automation?.name ?? null,
    },
  });
}

export function testPayload(format: WebhookFormat, deliveryId: string, publicUrl: string): string {
  if (format === 'slack') return slackText(`A test from <${publicUrl}|Furrow>: this webhook works.`);
  return JSON.stringify({ id: deliveryId, type: 'test', at: new Date().toISOString() });
}

function slackText(text: string): string {
  return JSON.stringify({ text });
}

function slackEscape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('|', '¦');
}
