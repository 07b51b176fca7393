import { expect, test } from 'vitest';
import { customerFields, openSite } from './open-site';
import { textOf } from './read-page';

test('an accepted form is written to the ledger and leads to a page that confirms it', async () => {
  const site = await openSite();
  const answer = await site.post('/customers', customerFields('C-10001'));
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/customers/C-10001?created=1');
  const markup = await (await site.get('/customers/C-10001?created=1')).text();
  expect(markup).toContain('data-testid="outcome"');
  expect(textOf(markup, 'customer-no')).toBe('C-10001');
  expect(textOf(markup, 'customer-id')).toMatch(/^CU-[0-9A-F]{8}$/);
  expect(await site.json('/ledger?key=C-10001')).toEqual({ key: 'C-10001', submissions: 1 });
});

test.each([
  [{ name: ' ' }, 'Enter a name.'],
  [{ name: 'x'.repeat(61) }, 'Use at most 60 characters for the name.'],
  [{ email: 'nobody' }, 'Enter an e-mail address'],
  [{ email: 'a@throwaway.example' }, 'Addresses at throwaway.example are not accepted.'],
  [{ country: '' }, 'Choose a country.'],
  [{ country: 'Greenland' }, 'We do not serve Greenland yet.'],
  [{ plan: 'Gold' }, 'Choose a plan.'],
  [{ customer_no: 'a b' }, 'Enter a customer number'],
])('a form with %j is refused: %s', async (changes, problem) => {
  const site = await openSite();
  const answer = await site.post('/customers', customerFields('C-1', changes));
  const markup = await answer.text();
  expect(answer.status).toBe(422);
  expect(markup).toContain('data-testid="outcome"');
  expect(markup).toContain('data-testid="form-error"');
  expect(markup).toContain(problem);
  expect(await site.json('/ledger')).toEqual({ total: 0, entries: [] });
});

test('a refused form keeps what was entered', async () => {
  const site = await openSite();
  const markup = await (await site.post('/customers', customerFields('C-1', { email: 'nobody' }))).text();
  expect(markup).toContain('value="Zoë 山田"');
  expect(markup).toContain('<option selected>Japan</option>');
  expect(markup).toContain('value="Team" checked');
});

test('terms that were not accepted refuse the form', async () => {
  const site = await openSite();
  const { terms: _, ...fields } = customerFields('C-1');
  const answer = await site.post('/customers', fields);
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('Accept the terms.');
});

test('a customer nobody submitted does not exist', async () => {
  const site = await openSite();
  const answer = await site.get('/customers/C-77777');
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('No such customer');
});

test('the empty form has labels for every field and no outcome', async () => {
  const site = await openSite();
  const answer = await site.get('/customers/new');
  const markup = await answer.text();
  for (const label of ['Customer number', 'Name', 'E-mail', 'Country'])
    expect(markup).toContain(`>${label}</label>`);
  expect(markup).toContain('<button>Create account</button>');
  expect(markup).not.toContain('data-testid="outcome"');
  expect(answer.headers.get('connection')).toBe('close');
  expect((await site.get('/customers/new?keep_alive=1')).headers.get('connection')).toBe('keep-alive');
});
