import { createFaultMemory, type FaultMemory } from './faults/fault-memory';
import { createDocumentShelf, type DocumentShelf } from './state/document-shelf';
import { createJournal, type Journal } from './state/journal';
import { createLedger, type Ledger } from './state/ledger';
import { createLoginSessions, type LoginSessions } from './state/login-sessions';
import { createMeter, type Meter } from './state/meter';

/** Everything a running practice site remembers. */
export type Site = {
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly meter: Meter;
  readonly faultMemory: FaultMemory;
  readonly logins: LoginSessions;
  readonly documents: DocumentShelf;
};

export function createSite(ledgerFile?: string): Site {
  return {
    ledger: createLedger(ledgerFile),
    journal: createJournal(),
    meter: createMeter(),
    faultMemory: createFaultMemory(),
    logins: createLoginSessions(),
    documents: createDocumentShelf(),
  };
}
