import { readFileSync } from 'node:fs';
import { practiceUrl } from './installation-addresses';

/** What the step that fails is, and what it has to be. */
export const WRONG_CLICK = 'click: { role: button, name: Search }';
export const RIGHT_CLICK = 'click: { role: button, name: Find order }';

/**
 * The look-up of the examples, with a button that the shop does not have. Its name, its title and its only `input` are of
 * its own, so that the files of other tests do not fit it.
 */
export function wrongAutomation(name: string, title: string, input: string): string {
  return readFileSync('examples/automations/order-status.yaml', 'utf8')
    .replace('name: order-status', `name: ${name}`)
    .replace('title: Look an order up', `title: ${title}`)
    .replace('http://127.0.0.1:4010', practiceUrl())
    .replaceAll('order_no', input)
    .replace(RIGHT_CLICK, WRONG_CLICK);
}
