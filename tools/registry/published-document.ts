// What a client sends to publish one version, with what the public registry would add to it.
import { createHash, type KeyObject, sign } from "node:crypto";

export interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly [field: string]: unknown;
}

export interface SigningKey {
  readonly keyid: string;
  /** Of the curve prime256v1. */
  readonly key: KeyObject;
}

export interface DocumentOptions {
  readonly url: string;
  readonly publisher: string;
  readonly tag: string;
  readonly signWith?: SigningKey;
}

export function publishedDocument(
  packed: PackageJson,
  tarball: Uint8Array,
  { url, publisher, tag, signWith }: DocumentOptions,
): { document: object; integrity: string } {
  const { name, version } = packed;
  const digest = (algorithm: string) => createHash(algorithm).update(tarball);
  const integrity = `sha512-${digest("sha512").digest("base64")}`;
  const file = `${name.split("/").at(-1)}-${version}.tgz`;
  const person = { name: publisher, email: `${publisher}@example.com` };
  const manifest = {
    ...packed,
    ...{ _id: `${name}@${version}`, _npmUser: person, maintainers: [person] },
    dist: {
      ...{ integrity, shasum: digest("sha1").digest("hex"), tarball: `${url}${name}/-/${file}` },
      ...(signWith
        ? { signatures: [signatureOf(`${name}@${version}:${integrity}`, signWith)] }
        : {}),
    },
    ...(hasInstallScript(packed) ? { hasInstallScript: true } : {}),
  };
  const attachment = {
    content_type: "application/octet-stream",
    data: Buffer.from(tarball).toString("base64"),
    length: tarball.length,
  };
  return {
    integrity,
    document: {
      ...{ _id: name, name, description: packed.description, maintainers: [person] },
      "dist-tags": { [tag]: version },
      versions: { [version]: manifest },
      _attachments: { [file]: attachment },
    },
  };
}

function hasInstallScript({ scripts }: PackageJson): boolean {
  const names = Object.keys((scripts as object | undefined) ?? {});
  return names.some((name) => ["preinstall", "install", "postinstall"].includes(name));
}

/** https://docs.npmjs.com/about-registry-signatures */
const signatureOf = (message: string, { keyid, key }: SigningKey): object => ({
  keyid,
  sig: sign("sha256", Buffer.from(message), key).toString("base64"),
});
