import { UnreadableSecret } from '../../lib/secrets/key-ring';
import { createRedactor } from '../../lib/secrets/redactor';
import type { PrepareRow, ReadyRow } from '../attempt/prepare-row';
import { StepFailure } from '../attempt/step-failure';
import type { Login, SessionKeeper } from './session-keeper';
import { stateSecrets } from './site-state';

/** Rows of an automation with a session start signed in, and can start over when the site has forgotten the login. */
export function withSessions(prepareRow: PrepareRow, keeper: SessionKeeper): PrepareRow {
  return async (hold, claim, signal) => {
    const prepared = await prepareRow(hold, claim, signal);
    if (prepared.kind !== 'ready' || prepared.sessionName === null) return prepared;
    const login = await readable(keeper.open(prepared.sessionName, signal));
    return signedIn(prepared, login, keeper);
  };
}

function signedIn(prepared: ReadyRow, login: Login, keeper: SessionKeeper): ReadyRow {
  return {
    ...prepared,
    // A trace shows every cookie.
    hasSecrets: true,
    redactor: createRedactor([...prepared.redactor.values, ...stateSecrets(login.state)]),
    contextOptions: { ...prepared.contextOptions, storageState: login.state },
    async startOver(isTold, signal) {
      const renewed = await readable(keeper.renewIfLost(login, isTold, signal));
      return renewed && signedIn(prepared, renewed, keeper);
    },
  };
}

/** A worker without the right key is nothing that a row can heal. */
async function readable<T>(login: Promise<T>): Promise<T> {
  try {
    return await login;
  } catch (error) {
    if (!(error instanceof UnreadableSecret)) throw error;
    throw new StepFailure({ kind: 'automation', code: error.code, message: error.message });
  }
}
