import { expect, it } from 'vitest';
import { parseSnapshot } from '@/worker/attempt/nearest-elements';

it('reads roles and names out of a snapshot of a page, whatever signs the names hold', () => {
  const snapshot = [
    '- heading "Orders" [level=1]',
    '- text: Look an order up',
    '- textbox "Email": ada@post.example',
    '- button "Search order" [disabled]',
    '- link "Home":',
    '  - /url: /',
    `- 'button "Save: now"'`,
    '- button "say \\"no\\""',
    '- paragraph: "Total: 5"',
    '- button "Search order"',
  ].join('\n');
  expect(parseSnapshot(snapshot)).toEqual([
    { role: 'heading', name: 'Orders' },
    { role: 'text', name: 'Look an order up' },
    { role: 'textbox', name: 'Email' },
    { role: 'button', name: 'Search order' },
    { role: 'link', name: 'Home' },
    { role: 'button', name: 'Save: now' },
    { role: 'button', name: 'say "no"' },
    { role: 'paragraph', name: 'Total: 5' },
  ]);
});

it('is not held up by a page that makes its names long', () => {
  const hostile = `- button "${'\\"'.repeat(100_000)}\n- text: ${': '.repeat(100_000)}\n${'- '.repeat(100_000)}`;
  // A pattern that tries every way to read such a line would not end within the test's time.
  for (const { name } of parseSnapshot(hostile)) expect(name.length).toBeLessThanOrEqual(500);
});
