'use client';

import { Button } from '@/app/_components/ui/button';
import { Notice } from '@/app/_components/ui/notice';
import { isHeaderFault, namesText, newNames } from './header-names';
import type { CheckGroup } from './problem-group';

interface FileFaultsProps {
  readonly faults: readonly CheckGroup[];
  readonly headers: readonly string[];
  readonly onUniqueHeaders: () => void;
  /** Opens the choices of how the file is read. */
  readonly onDialect: () => void;
}

/** Faults of the file as a whole: each says where it is and offers a way out, when there is one here. */
export function FileFaults({ faults, headers, onUniqueHeaders, onDialect }: FileFaultsProps) {
  const ofHeaders = faults.filter(({ code }) => isHeaderFault(code));
  const others = faults.filter(({ code }) => !isHeaderFault(code));
  return (
    <>
      {ofHeaders.length > 0 && (
        <HeaderFaults faults={ofHeaders} headers={headers} onUniqueHeaders={onUniqueHeaders} />
      )}
      {others.map((fault) => (
        <Notice
          key={fault.no}
          tone={fault.severity === 'error' ? 'danger' : 'warning'}
          title={fault.message}
          action={
            fault.code.startsWith('encoding') && (
              <Button size="sm" onClick={onDialect}>
                Change the encoding
              </Button>
            )
          }
        >
          {fault.advice}
        </Notice>
      ))}
    </>
  );
}

function HeaderFaults({ faults, headers, onUniqueHeaders }: Omit<FileFaultsProps, 'onDialect'>) {
  const names = newNames(headers);
  return (
    <Notice
      tone="danger"
      title={faults.length === 1 ? faults[0]?.message : 'Some columns cannot be told apart by their names'}
      action={
        names.length > 0 && (
          <Button variant="primary" onClick={onUniqueHeaders}>
            {namesText(names)}
          </Button>
        )
      }
    >
      {faults.length > 1 && (
        <ul>
          {faults.map(({ no, message }) => (
            <li key={no} className="[overflow-wrap:anywhere]">
              {message}
            </li>
          ))}
        </ul>
      )}
      <p>Only the names change, and only here: the file stays as it is.</p>
    </Notice>
  );
}
