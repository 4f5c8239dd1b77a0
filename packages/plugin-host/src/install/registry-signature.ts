// Whether the public registry signed a version: only such a package of Mayros itself takes the place of what ships. The keys are
// npm's own and stand here, so that no mirror and no network has a say in it.
// https://docs.npmjs.com/about-registry-signatures
import { createPublicKey, verify } from "node:crypto";

export interface RegistrySignature {
  readonly keyid: string;
  /** base64 */
  readonly sig: string;
}

export interface RegistryKey {
  readonly keyid: string;
  /** DER of the public key, in base64. */
  readonly key: string;
  /** ms since the epoch: what was published later is not signed with it. */
  readonly until?: number;
}

/** As registry.npmjs.org/-/npm/v1/keys and Sigstore's trust root tell them (accessed 2026-11-28). */
export const npmKeys: readonly RegistryKey[] = [
  {
    keyid: "SHA256:DhQ8wR5APBvFHLF/+Tc+AYvPOdTpcIDqOhxsBHRwC7U",
    key: "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEY6Ya7W++7aUPzvMTrezH6Ycx3c+HOKYCcNGybJZSCJq/fd7Qa8uuAKtdIkUQtQiEKERhAmE5lMMJhP8OkDOa2g==",
  },
];

export interface SignedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  readonly publishedAt: number | undefined;
  readonly signatures: readonly RegistrySignature[];
}

/** Why it does not count as signed; undefined where one of the keys signed it. */
export function signatureProblem(
  signed: SignedPackage,
  keys: readonly RegistryKey[],
): string | undefined {
  const { name, version, integrity, publishedAt, signatures } = signed;
  if (signatures.length === 0) return "the registry did not sign it";
  const known = signatures.flatMap(({ keyid, sig }) => {
    const key = keys.find((each) => each.keyid === keyid);
    return key ? [{ key, sig }] : [];
  });
  if (known.length === 0)
    return "it is signed with a key that this version of Mayros does not know";
  const message = Buffer.from(`${name}@${version}:${integrity}`);
  const isValid = known.some(
    ({ key: { key, until }, sig }) =>
      (until === undefined || (publishedAt !== undefined && publishedAt < until)) &&
      verify(
        "sha256",
        message,
        createPublicKey({ key: Buffer.from(key, "base64"), format: "der", type: "spki" }),
        Buffer.from(sig, "base64"),
      ),
  );
  return isValid ? undefined : "its signature is not one of the registry for these files";
}
