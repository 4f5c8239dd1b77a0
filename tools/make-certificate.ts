// A certificate for one name, made on the spot: no key lies in the repository, and nothing expires. For tests of
// several packages, which do not see each other's.
import { generateKeyPairSync, sign } from "node:crypto";

/** One DER element; content is bytes or further elements. */
function element(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const size = Buffer.from(body.length.toString(16).padStart(4, "0"), "hex");
  const length = body.length < 128 ? Buffer.from([body.length]) : Buffer.from([0x82, ...size]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}

const sequence = (...content: Uint8Array[]): Buffer => element(0x30, ...content);
const identifier = (hex: string): Buffer => element(0x06, Buffer.from(hex, "hex"));
const time = (date: string): Buffer => element(0x17, Buffer.from(date));

/** Self-signed, EC P-256, for `name` and 127.0.0.1; both as PEM. */
export function makeCertificate(name: string): { key: string; certificate: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const ecdsaWithSha256 = sequence(identifier("2a8648ce3d040302"));
  const commonName = sequence(identifier("550403"), element(0x0c, Buffer.from(name)));
  const subject = sequence(element(0x31, commonName));
  const names = sequence(
    element(0x82, Buffer.from(name)),
    element(0x87, Buffer.from([127, 0, 0, 1])),
  );
  const isAuthority = sequence(element(0x01, Buffer.from([0xff])));
  const extensions = sequence(
    sequence(identifier("551d11"), element(0x04, names)),
    sequence(identifier("551d13"), element(0x04, isAuthority)),
  );
  const body = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    subject,
    sequence(time("200101000000Z"), time("491231235959Z")),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    element(0xa3, extensions),
  );
  const signature = element(0x03, Buffer.from([0]), sign("sha256", body, privateKey));
  const der = sequence(body, ecdsaWithSha256, signature).toString("base64");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`,
  };
}
