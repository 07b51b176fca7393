import type { FurrowApi } from '../e2e/support/furrow-api';

const source = (practiceUrl: string) => `version: 1
name: broken-page
title: A page with errors
base_url: ${practiceUrl}
effect: read
inputs:
  order_no: { type: string }
steps:
  - goto: /orders
  - goto: /no-such-page?order={{ order_no }}
  - click: { role: button, name: Find order }
`;

/** A row whose page reports errors, with a trace of its attempt. */
export async function runBrokenPage(api: FurrowApi, practiceUrl: string): Promise<string> {
  await api.post('/automations', { source: source(practiceUrl) });
  const upload = await api.upload('broken-page.csv', 'Order no\nAB-1002\n');
  const { id } = await api.createBatch({
    upload_id: upload.id,
    automation: 'broken-page',
    name: 'A page with errors',
    start: true,
    settings: { max_retries: 0, step_timeout: 1, evidence: { trace: 'always' } },
  });
  await api.waitForBatch(id);
  return id;
}
