import { ApiError } from '../_components/api-client';

const SENTENCES: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'E-mail address or password is wrong.',
  INVALID_PASSWORD: 'The current password is wrong.',
};

/** Asks something of better-auth. @throws ApiError with a sentence to show */
export async function postAuth(path: string, body: unknown): Promise<Response> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    credentials: 'same-origin',
    body: JSON.stringify(body),
  }).catch(() => {
    throw new ApiError(0, {
      code: 'network',
      detail: 'The server did not answer. Check the connection and try again.',
    });
  });
  if (!response.ok) throw await refusal(response);
  return response;
}

/** better-auth answers `{code, message}`; people get our words for the codes they meet. */
async function refusal(response: Response): Promise<ApiError> {
  const { code = 'unknown', message } = (await response.json().catch(() => ({}))) as {
    code?: string;
    message?: string;
  };
  const detail =
    response.status === 429
      ? 'Too many tries. Wait a minute and try again.'
      : (SENTENCES[code] ?? message ?? `The server answered ${response.status}.`);
  return new ApiError(response.status, { code, detail });
}

/** @throws ApiError */
export async function signIn(email: string, password: string): Promise<void> {
  await postAuth('/sign-in/email', { email, password });
}

export async function signOut(): Promise<void> {
  await postAuth('/sign-out', {});
}

/** Changes the own password and ends all other sessions. @throws ApiError */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await postAuth('/change-password', { currentPassword, newPassword, revokeOtherSessions: true });
}
