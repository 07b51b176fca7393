import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import type { SearchParams } from 'nuqs/server';
import { readPreview } from '@/app/_batches/shared/read-preview';
import { readShared } from '@/app/_batches/shared/read-shared';
import { SHARE_COOKIE } from '@/app/_batches/shared/share-cookie';
import { SharedClosed } from '@/app/_batches/shared/shared-closed';
import { SharedPassword } from '@/app/_batches/shared/shared-password';
import { SharedScreen } from '@/app/_batches/shared/shared-screen';
import { loadSharedSearch } from '@/app/_batches/shared/shared-search';

interface SharedPageProps {
  readonly params: Promise<{ token: string }>;
  readonly searchParams: Promise<SearchParams>;
}

// The address is the key: it must not reach other sites, logs of referrers or search engines.
const CLOSED: Metadata = {
  title: 'Shared batch',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

/** What a chat shows of the link: the name and how far it is, of a link without a password alone. */
export async function generateMetadata({ params }: SharedPageProps): Promise<Metadata> {
  const preview = await readPreview((await params).token);
  if (preview === null) return CLOSED;
  const { title, description } = preview;
  return { ...CLOSED, title, description, openGraph: { title, description, siteName: 'Furrow' } };
}

export default async function SharedPage({ params, searchParams }: SharedPageProps) {
  const { token } = await params;
  const search = await loadSharedSearch(searchParams);
  const shared = await readShared({ token, search, password: (await cookies()).get(SHARE_COOKIE)?.value });
  if (shared.kind === 'closed') return <SharedClosed reason={shared.reason} />;
  if (shared.kind === 'locked') return <SharedPassword token={token} message={shared.message} />;
  return <SharedScreen token={token} shared={shared} search={search} />;
}
