import { POST as createUpload } from '@/app/api/v1/uploads/route';
import { saveAutomation } from '@/lib/services/automations/save-automation';
import { readUpload } from '@/lib/services/uploads/read-upload';
import { type Api, call, startApi } from './api-harness';

export const ORDER = `version: 1
name: order-status
title: Look an order up
base_url: http://127.0.0.1:4010
effect: read
inputs:
  order_id: { type: string, pattern: '[A-Z]{2}-\\d{4}' }
  email: { type: email, required: false }
outputs:
  status: { type: string }
  total: { type: number }
steps:
  - goto: /orders/{{ order_id }}
  - extract: { status: { testid: status }, total: { testid: total } }
`;
const SIGNUP = `version: 1
name: customer-signup
base_url: http://127.0.0.1:4010
effect: submit
inputs:
  name: { type: string }
outputs:
  customer_id: { type: string }
  status: { type: string }
steps:
  - goto: /customers/new
  - fill: { label: Name, value: '{{ name }} {{ var.suffix | default("") }}' }
  - click: { role: button, name: Create }
    commit: true
  - extract: { status: { testid: status }, customer_id: { testid: id } }
`;
const NEEDY = `version: 1
name: needy
base_url: http://127.0.0.1:4010
effect: read
inputs: {}
steps:
  - goto: /{{ var.shop }}
`;
export const FILE = `task,order_id,params.order_id,name,email
@order-status order_id=AB-0001,,,,
order-status,AB-0002,,,ada@example.com
"@customer-signup name=""Ada L""",,,,
@order-status order_id=no,AB-0003,AB-0004,,
@order-statsu order_id=AB-0001,,,,
@customer-signup,,,,
@order-status order_id=AB-0001 nick=x,,,,
,,,,
@needy,,,,
@order-status,AB-0005,,,nobody
`;

export interface MixedTasks {
  readonly api: Api;
  readonly member: { readonly cookie: string };
  /** Uploads a table and reads it; answers the id. */
  upload(content: string): Promise<string>;
}

/** An API in which the automations that the rows of FILE name exist. */
export async function startMixedTasks(): Promise<MixedTasks> {
  const api = await startApi();
  const member = await api.signIn('member');
  for (const source of [ORDER, SIGNUP, NEEDY]) await saveAutomation(api.context, { source });
  return {
    api,
    member,
    upload: async (content) => {
      const query = { filename: 'mixed.csv' };
      const created = await call(createUpload, 'POST', { ...member, raw: content, query });
      const { id } = (await created.json()) as { id: string };
      await readUpload(api.context, { uploadId: id });
      return id;
    },
  };
}
