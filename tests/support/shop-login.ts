/** An automation that signs in to the practice site with a password alone. */
export const shopLogin = (url: string) => `version: 1
name: shop-login
title: Sign in to the shop
effect: read
base_url: ${url}
inputs: { email: { type: email }, password: { type: secret } }
steps:
  - goto: /login
  - fill: { label: E-mail, value: '{{ email }}' }
  - fill: { label: Password, value: '{{ password }}' }
  - click: { role: button, name: Sign in }
  - expect: { testid: user }
    timeout: 2
`;
