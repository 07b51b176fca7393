/** A way to go wrong that a row's value asks for; examples/README.md says what each does. */
export type Fault =
  | { readonly kind: 'busy' | 'hang' | 'drop' | 'crash' | 'moved' }
  | { readonly kind: 'flaky'; readonly failureCount: number }
  | { readonly kind: 'limited'; readonly seconds: number | null }
  | { readonly kind: 'late' | 'slow'; readonly seconds: number };

const amountPattern = /^\d{1,4}(?:\.\d{1,3})?$/;

/** Reads `busy`, `drop-C20001`, `flaky-2-x`, `slow-0.5` ...; null for every ordinary value. */
export function parseFault(value: string): Fault | null {
  const [name, second = ''] = value.split('-', 2);
  const amount = amountPattern.test(second) ? Number(second) : null;
  switch (name) {
    case 'busy':
    case 'hang':
    case 'drop':
    case 'crash':
    case 'moved':
      return { kind: name };
    case 'limited':
      return { kind: name, seconds: amount };
    case 'flaky':
      return amount === null ? null : { kind: name, failureCount: Math.floor(amount) };
    case 'late':
    case 'slow':
      return amount === null ? null : { kind: name, seconds: amount };
    default:
      return null;
  }
}
