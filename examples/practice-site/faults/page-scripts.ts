import { type Html, trusted } from '../html/html';

/**
 * Takes the renderer down: laying out 100,000 elements inside each other overflows its native stack.
 * Headless Chromium 156 dies of it in 0.3 s; filling its memory took over 15 s.
 */
export const crashScript: Html = trusted(`<script>
let innermost = document.body;
for (let depth = 0; depth < 100000; depth += 1) innermost = innermost.appendChild(document.createElement('div'));
document.body.getBoundingClientRect();
</script>`);

/** Renames the form's button as soon as its `data-row-key` field holds a value that begins with `moved`. */
export const movedScript: Html = trusted(`<script>
document.querySelector('[data-row-key]').addEventListener('input', (event) => {
  const button = event.target.form.querySelector('button');
  button.dataset.usualName ??= button.textContent;
  button.textContent = /^moved(-|$)/.test(event.target.value) ? 'Continue' : button.dataset.usualName;
});
</script>`);
