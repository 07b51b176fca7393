import type { SignInRefusal } from '@/lib/domain/sign-in-refusal';

/** What people read for the code with which a sign-in at a provider came back. The code is stable; texts are not. */
const REFUSALS: Readonly<Record<SignInRefusal, (provider: string) => string>> = {
  email_not_verified: (provider) =>
    `${provider} does not say that your e-mail address is verified. Verify it there and try again.`,
  not_invited: () =>
    'Nobody invited the e-mail address you have there. Ask an administrator to invite exactly that address.',
  user_disabled: () => 'This account has been disabled. Ask an administrator.',
  address_unconfirmed: (provider) =>
    `There is an account with your e-mail address, but nobody confirmed that the address is its owner's. Sign in with its password, and connect ${provider} under Settings, Account.`,
};

const RESTART = () => 'This sign-in was started in another window or took too long. Try again.';
const NOT_CHECKED = (provider: string) =>
  `The answer of ${provider} could not be checked. Try again; if it stays so, an administrator finds the reason in the log: often a client secret or a clock that is wrong.`;
const AWAY = (provider: string) => `${provider} does not answer at the moment. Try again later.`;
const OTHER_ADDRESS = (provider: string) =>
  `You have another e-mail address at ${provider} than here: the two cannot be connected.`;

const SENTENCES: Readonly<Record<string, (provider: string) => string>> = {
  ...REFUSALS,
  USER_DISABLED: REFUSALS.user_disabled,
  access_denied: (provider) => `You were not let in: ${provider} or you said no.`,
  state_mismatch: RESTART,
  state_not_found: RESTART,
  state_invalid: RESTART,
  invalid_code: NOT_CHECKED,
  issuer_mismatch: NOT_CHECKED,
  unable_to_get_user_info: NOT_CHECKED,
  email_not_found: (provider) =>
    `${provider} does not tell your e-mail address, without which nobody knows you here.`,
  email_does_not_match: OTHER_ADDRESS,
  account_already_linked_to_different_user: (provider) =>
    `Your account at ${provider} is connected with another account here.`,
  unable_to_link_account: RESTART,
  oauth_provider_not_found: AWAY,
  PROVIDER_NOT_FOUND: AWAY,
  too_many_tries: () => 'Too many tries. Wait a minute and try again.',
  provider_unreachable: AWAY,
  temporarily_unavailable: AWAY,
  server_error: AWAY,
};

/** The sentence for a code; never what an address or a provider wants to be shown. */
export function providerSentence(code: string, provider: string): string {
  const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
  return (
    sentence?.(provider) ?? `Signing in with ${provider} did not work. Try again, or ask an administrator.`
  );
}
