import { startBatch } from '../../lib/services/batches/start-batch';
import { letRunCommand } from '../let-run';
import type { Terminal } from '../terminal';

export const startCommand = (terminal: Terminal) => letRunCommand(terminal, 'start', startBatch);
