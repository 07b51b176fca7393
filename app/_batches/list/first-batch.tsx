import Link from 'next/link';
import { Button } from '@/app/_components/ui/button';

const STEPS = [
  {
    title: 'Choose a file',
    text: 'A CSV with one line for every time the work has to be done. Samples are at hand.',
  },
  {
    title: 'See what it will do',
    text: 'Columns are matched with the automation; the first row is told in words.',
  },
  {
    title: 'Run it and watch',
    text: 'Every row keeps its result, its steps and a screenshot when it failed.',
  },
] as const;

/** Nothing has run yet: says what a batch is, and the way to the first one. */
export function FirstBatch({ canWrite }: { canWrite: boolean }) {
  return (
    <section className="grid max-w-2xl gap-5 py-6">
      <div className="grid gap-1">
        <h2 className="font-semibold text-lg">Run the first batch</h2>
        <p className="text-muted">
          Furrow opens a browser for every row of a CSV and does the same work in it: look something up, fill
          a form, collect a value.
        </p>
      </div>
      <ol className="divide-y divide-line border-line border-y">
        {STEPS.map((step, index) => (
          <li key={step.title} className="grid grid-cols-[2rem_1fr] py-2.5">
            <span className="text-faint">{index + 1}</span>
            <div>
              <p className="font-medium">{step.title}</p>
              <p className="text-muted">{step.text}</p>
            </div>
          </li>
        ))}
      </ol>
      {canWrite ? (
        <div className="flex flex-wrap gap-2">
          <Button asChild variant="primary">
            <Link href="/batches/new">New batch</Link>
          </Button>
          <Button asChild>
            <Link href="/batches/new#samples">Start with a sample file</Link>
          </Button>
        </div>
      ) : (
        <p className="text-muted">
          Your account can read batches. Ask an administrator to let you create them.
        </p>
      )}
    </section>
  );
}
