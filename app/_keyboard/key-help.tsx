'use client';

import { Dialog } from '@/app/_components/ui/dialog';
import { Kbd } from './kbd';
import { useOffers } from './offers';
import { EVERYWHERE, type KeyGroup, type KeyLine, pageKeys } from './page-keys';
import { usePaletteKey } from './palette-key';

/** The keys that work on the page that is open. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const paletteKey = usePaletteKey();
  const everywhere: KeyGroup = {
    where: EVERYWHERE,
    keys: [
      { press: [paletteKey], does: 'Find a batch, a row, an automation or a page, or do something' },
      { press: ['?'], does: 'Show these keys' },
    ],
  };
  return (
    <Dialog isOpen onOpenChange={onClose} title="Keys" className="max-w-lg">
      <div className="grid gap-5">
        {joined([everywhere, ...useOffers(pageKeys)]).map(({ where, keys }) => (
          <section key={where} aria-label={where}>
            <h3 className="mb-1 text-muted text-xs">{where}</h3>
            <dl className="divide-y divide-line border-line border-y">
              {keys.map((line) => (
                <KeyLineView key={line.does} line={line} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function KeyLineView({ line: { press, does } }: { line: KeyLine }) {
  return (
    <div className="flex items-center gap-3 py-1.5">
      <dt className="flex-1">{does}</dt>
      <dd className="flex shrink-0 gap-1">
        {press.map((keys) => (
          <Kbd key={keys} keys={keys} />
        ))}
      </dd>
    </div>
  );
}

/** Two parts of one place are one group. */
function joined(groups: readonly KeyGroup[]): KeyGroup[] {
  const places = [...new Set(groups.map(({ where }) => where))];
  return places.map((where) => ({
    where,
    keys: groups.filter((group) => group.where === where).flatMap(({ keys }) => keys),
  }));
}
