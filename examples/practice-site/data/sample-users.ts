/** The shop's fixed accounts; documented in examples/README.md, worth nothing anywhere else. */
export type SampleUser = {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** Base32; null for an account without a second factor. */
  readonly totpSecret: string | null;
};

export const sampleUsers: readonly SampleUser[] = [
  { email: 'clerk@shop.example', name: 'Order desk', password: 'practice-password', totpSecret: null },
  {
    email: 'manager@shop.example',
    name: 'Shop manager',
    password: 'practice-password',
    totpSecret: 'JBSWY3DPEHPK3PXP',
  },
  {
    email: 'buyer@shop.example',
    name: 'Shop buyer',
    password: 'practice-password',
    totpSecret: 'KRSXG5CTMVRXEZLU',
  },
];

export function findSampleUser(email: string): SampleUser | undefined {
  return sampleUsers.find((user) => user.email === email.trim().toLowerCase());
}
