import { createSeededRandom } from './seeded-random';

export type Product = {
  readonly sku: string;
  readonly name: string;
  readonly priceCents: number;
  readonly stockCount: number;
};

const materials = ['Oak', 'Linen', 'Enamel', 'Copper', 'Wool', 'Ash', 'Cotton', 'Slate', 'Cork', 'Glass'];
const things = [
  'tray',
  'towel',
  'mug',
  'lamp',
  'blanket',
  'stool',
  'apron',
  'board',
  'coaster',
  'carafe',
  'basket',
  'frame',
];
const sizes = ['small', 'large'];

function makeProducts(): Product[] {
  const random = createSeededRandom(7);
  const names = materials.flatMap((material) =>
    things.flatMap((thing) => sizes.map((size) => `${material} ${thing}, ${size}`)),
  );
  return names.map((name, index) => ({
    sku: `SKU-${String(index + 1).padStart(4, '0')}`,
    name,
    priceCents: random.integer(250, 24_900),
    stockCount: random.integer(0, 180),
  }));
}

/** 240 products, in catalogue order. */
export const products: readonly Product[] = makeProducts();

/** Products whose number or name contains `query`, in any case. */
export function searchProducts(query: string): readonly Product[] {
  const wanted = query.trim().toLowerCase();
  return products.filter(({ sku, name }) => `${sku} ${name}`.toLowerCase().includes(wanted));
}

/** The lines of examples/csv/products.csv; `SKU-9001` and `SKU-9002` are not in the catalogue. */
export const sampleSkus: readonly string[] = [
  ...products.filter((_, index) => index % 9 === 4).map(({ sku }) => sku),
  'SKU-9001',
  'SKU-9002',
];
