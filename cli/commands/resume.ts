import { resumeBatch } from '../../lib/services/batches/start-batch';
import { letRunCommand } from '../let-run';
import type { Terminal } from '../terminal';

export const resumeCommand = (terminal: Terminal) => letRunCommand(terminal, 'resume', resumeBatch);
