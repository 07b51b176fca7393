import { expect, it } from 'vitest';
import { batchLetter, invitationLetter } from '@/lib/mail/letters';

const counts = { completed: 1, failed: 2, unconfirmed: 3, stopped: 4 };
const stopped = { kind: 'batch_finished', reason: null, outcome: 'stopped' } as const;

it.each([
  ['a\r\nBcc: x@evil.example', 'a Bcc: x@evil.example was stopped'],
  ['a\u2028b\u202Ec\0d', 'a b c d was stopped'],
  ['x'.repeat(300), `${'x'.repeat(149)}…`],
  ['\u{1F600}'.repeat(300), `${'\u{1F600}'.repeat(149)}…`],
])('keeps a hostile name one short line of the subject', (name, subject) => {
  const batch = { name, url: 'https://furrow.example.com/batches/1', rows: 10, counts };
  expect(batchLetter('a@b.example', stopped, batch).subject).toBe(subject);
});

it('writes names as text into the HTML, and says the same in both forms', () => {
  const name = `<script>alert("1" & '2')</script>`;
  const batch = { name, url: 'https://furrow.example.com/batches/1?a=1&b=2', rows: 10, counts };
  const { text, html } = batchLetter('a@b.example', stopped, batch);
  expect(html).toContain('&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;');
  expect(html).toContain('href="https://furrow.example.com/batches/1?a=1&amp;b=2"');
  for (const form of [text, html]) expect(form).toContain('Of 10 rows 1 completed, 2 failed, 3 unconfirmed');
  expect(text).toContain(`${name} was stopped.`);
  expect(text).toContain('https://furrow.example.com/batches/1?a=1&b=2');
});

it('tells the invited what they will be and how long the link works', () => {
  const url = 'https://furrow.example.com/setup?token=x';
  expect(invitationLetter('a@b.example', { url, role: 'viewer' }).text).toMatch(/as viewer.*7 days/);
});
