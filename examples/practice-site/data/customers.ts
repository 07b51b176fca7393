import { createHash } from 'node:crypto';
import { makePerson } from './people';
import { createSeededRandom } from './seeded-random';

export type CustomerForm = {
  readonly customerNo: string;
  readonly name: string;
  readonly email: string;
  readonly country: string;
  readonly plan: string;
};

export const plans = ['Basic', 'Team', 'Business'] as const;

const servedCountries = [
  'Austria',
  'Belgium',
  'Côte d’Ivoire',
  'Czechia',
  'Denmark',
  'France',
  'Germany',
  'Ireland',
  'Italy',
  'Japan',
  'Netherlands',
  'Poland',
  'Portugal',
  'South Korea',
  'Spain',
  'Sweden',
  'Switzerland',
  'Türkiye',
  'United Kingdom',
] as const;
/** Offered in the form, refused after sending: the mistake a form check cannot see. */
const unservedCountry = 'Greenland';
export const countries: readonly string[] = [...servedCountries, unservedCountry];

const blockedDomain = 'throwaway.example';
export const maxNameLength = 60;

/** What is wrong with a sent form, in the order of its fields; empty when it is accepted. */
export function customerProblems(form: CustomerForm): string[] {
  const problems: string[] = [];
  if (!/^[\w.-]{1,64}$/.test(form.customerNo))
    problems.push('Enter a customer number of letters, digits, dots and dashes.');
  if (form.name.trim() === '') problems.push('Enter a name.');
  if (form.name.length > maxNameLength)
    problems.push(`Use at most ${maxNameLength} characters for the name.`);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email))
    problems.push('Enter an e-mail address such as name@example.com.');
  if (form.email.endsWith(`@${blockedDomain}`))
    problems.push(`Addresses at ${blockedDomain} are not accepted.`);
  if (!countries.includes(form.country)) problems.push('Choose a country.');
  if (form.country === unservedCountry) problems.push(`We do not serve ${unservedCountry} yet.`);
  if (!plans.some((plan) => plan === form.plan)) problems.push('Choose a plan.');
  return problems;
}

/** The id the shop gives to a new customer: always the same for the same number. */
export function customerId(customerNo: string): string {
  return `CU-${createHash('sha256').update(customerNo).digest('hex').slice(0, 8).toUpperCase()}`;
}

const rejectedRows = new Map<number, Partial<CustomerForm>>([
  [41, { email: `offer@${blockedDomain}` }],
  [103, { name: 'The Honourable Society of Extraordinarily Long Company Names of Example Town' }],
  [168, { country: unservedCountry }],
]);

function makeCustomers(seed: number, customerNos: readonly string[]): CustomerForm[] {
  const random = createSeededRandom(seed);
  return customerNos.map((customerNo, row) => ({
    customerNo,
    ...makePerson(random, row + 1),
    country: random.pick(servedCountries),
    plan: random.pick(plans),
  }));
}

/** The lines of examples/csv/customers.csv. */
export const sampleCustomers: readonly CustomerForm[] = makeCustomers(
  41,
  Array.from({ length: 200 }, (_, row) => `C-${10_001 + row}`),
).map((customer, row) => ({ ...customer, ...rejectedRows.get(row) }));

const faultCounts = {
  '': 3,
  drop: 8,
  'late-2': 6,
  'slow-1': 6,
  'flaky-1': 4,
  busy: 3,
  limited: 3,
  hang: 2,
  crash: 3,
  moved: 2,
} as const;

function makeFaultNumbers(): string[] {
  const prefixes = Object.entries(faultCounts).flatMap(([fault, count]) =>
    Array.from({ length: count }, () => fault),
  );
  // 7 has no factor in common with the 40 rows: every fault is spread over the whole file.
  const spread = prefixes.map((_, row) => prefixes[(row * 7) % prefixes.length] ?? '');
  return spread.map((fault, row) => `${fault === '' ? 'C' : `${fault}-C`}-${20_001 + row}`);
}

/** The lines of examples/csv/customers-faults.csv: the customer number names the fault. */
export const sampleCustomersWithFaults: readonly CustomerForm[] = makeCustomers(43, makeFaultNumbers());
