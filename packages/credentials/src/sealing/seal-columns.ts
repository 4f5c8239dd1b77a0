// Seals the secret columns of a row, and opens them: AES-256-GCM, each column by itself. What a sealed text belongs to
// (store, profile, provider, save, column) is authenticated with it, so that nobody who can write the file can move it
// to another place, such as a key to a provider whose host is theirs.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** A key of the system's keyring. */
export interface SealingKey {
  /** Follows from the key, so that a wrong one is noticed. */
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

export interface SealedColumns {
  readonly secret: string;
  readonly refresh: string | null;
  readonly extras: string | null;
}

export interface SealedPlace {
  readonly id: string;
  readonly provider: string;
  readonly revision: number;
}

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
/** As NIST SP 800-38D section 8.2.2 has random ones. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createSealingKey(): SealingKey {
  return toSealingKey(randomBytes(KEY_BYTES));
}

export function toSealingKey(bytes: Uint8Array): SealingKey {
  if (bytes.length !== KEY_BYTES) throw new RangeError("a sealing key has 32 bytes");
  const digest = createHash("sha256").update("mayros sealing key\0").update(bytes).digest("hex");
  return { id: `k1-${digest.slice(0, 16)}`, bytes };
}

export function sealColumns(
  columns: SealedColumns,
  place: SealedPlace,
  key: SealingKey,
): SealedColumns {
  const seal = (column: keyof SealedColumns): string | null => {
    const text = columns[column];
    return text === null ? null : sealText(text, context(place, column), key);
  };
  return { secret: seal("secret") ?? "", refresh: seal("refresh"), extras: seal("extras") };
}

/** Throws where anything was changed, or the key is another. */
export function openColumns(
  columns: SealedColumns,
  place: SealedPlace,
  key: SealingKey,
): SealedColumns {
  const open = (column: keyof SealedColumns): string | null => {
    const text = columns[column];
    return text === null ? null : openText(text, context(place, column), key);
  };
  return { secret: open("secret") ?? "", refresh: open("refresh"), extras: open("extras") };
}

function context({ id, provider, revision }: SealedPlace, column: string): Buffer {
  return Buffer.from(JSON.stringify(["mayros auth.db", 1, id, provider, revision, column]));
}

function sealText(text: string, context: Buffer, { bytes }: SealingKey): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(context);
  const sealed = [nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString("base64url");
}

function openText(sealed: string, context: Buffer, { bytes }: SealingKey): string {
  const all = Buffer.from(sealed, "base64url");
  if (all.length < NONCE_BYTES + TAG_BYTES) throw new RangeError("too short for a sealed text");
  const nonce = all.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, bytes, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(context);
  decipher.setAuthTag(all.subarray(-TAG_BYTES));
  const text = decipher.update(all.subarray(NONCE_BYTES, -TAG_BYTES));
  return Buffer.concat([text, decipher.final()]).toString("utf8");
}
