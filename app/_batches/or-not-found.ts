import { notFound } from 'next/navigation';
import { NotFoundError } from '@/lib/domain/errors';

/** What a page reads, or the page for addresses where there is nothing. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFoundError) notFound();
    throw error;
  }
}
