import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';

/** One ASN.1 element. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

const SEQUENCE = 0x30;
const ECDSA_WITH_SHA256 = der(SEQUENCE, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));

function name(commonName: string): Buffer {
  const attribute = der(
    SEQUENCE,
    der(0x06, Buffer.from('550403', 'hex')),
    der(0x0c, Buffer.from(commonName)),
  );
  return der(SEQUENCE, der(0x31, attribute));
}

/** A key and a certificate that only a browser told to ignore such things takes, made anew: no key lies in the repository. */
export function selfSigned(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const time = (year: number) => der(0x17, Buffer.from(`${year % 100}0101000000Z`));
  const validity = der(SEQUENCE, time(2020), time(2049));
  const subject = name('furrow-test');
  const serial = der(0x02, Buffer.from([1]));
  const content = der(SEQUENCE, serial, ECDSA_WITH_SHA256, subject, validity, subject, publicKey);
  const signature = sign('sha256', content, createPrivateKey(privateKey));
  const certificate = der(SEQUENCE, content, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), signature));
  const base64 = certificate.toString('base64').replace(/.{64}/g, '$&\n');
  return { key: privateKey, cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n` };
}
