// Decides whether new rows are sealed, and with which key, and finds the keys of rows that are. The keyring is asked
// when that has to be known and not before, and once.
import { MayrosError } from "@mayros/core";
import { type Keyring, KeyringError } from "./keyring.ts";
import {
  createSealingKey,
  openColumns,
  type SealedColumns,
  type SealedPlace,
  type SealingKey,
  toSealingKey,
} from "./seal-columns.ts";

/** `auth.store` of the config. */
export type StoreMode = "auto" | "file" | "keyring";

export interface SealerOptions {
  readonly keyring: Keyring;
  readonly mode: () => Promise<StoreMode>;
  /** Told once where `auto` stores in plain text although there is a keyring, and why. */
  readonly warn: (message: string) => void;
  /** ms of a clock that nobody sets; default performance.now. */
  readonly elapsed?: (() => number) | undefined;
}

export interface Sealer {
  /**
   * The key for a row that a person stores; undefined for plain text. `used`: the key of the row that was sealed last:
   * where there is one, there is no way back to plain text but `file`. Rejects with MAYROS_KEYRING_UNAVAILABLE.
   */
  forNew(used: string | undefined): Promise<SealingKey | undefined>;
  /**
   * The same for a row whose token was renewed: it stays as it is. Asks nobody who could refuse, for the old token is
   * spent: the key is the one that the row was opened with.
   */
  forRenewed(used: string | undefined): Promise<SealingKey | undefined>;
  /**
   * What was sealed with this key. Rejects with MAYROS_KEYRING_UNAVAILABLE (never a new key, and no reason to log in
   * again), and with an error of node:crypto where the text was not sealed so.
   */
  open(columns: SealedColumns, place: SealedPlace, keyId: string): Promise<SealedColumns>;
}

/** Which key new rows are sealed with. Its value begins with the id of that key. */
const CURRENT = "current";

/** ms for which a keyring that gave no key is not asked for it again: each question may take seconds, or a person. */
const LEFT_ALONE = 30_000;

export function openSealer({
  keyring,
  mode,
  warn,
  elapsed = () => performance.now(),
}: SealerOptions): Sealer {
  const keys = new Map<string, Promise<SealingKey>>();
  /** Until when what went wrong is still the answer. */
  const failures = new Map<string, number>();
  let current: Promise<SealingKey | undefined> | undefined;

  const keyOf = (keyId: string): Promise<SealingKey> => {
    const known = keys.get(keyId);
    const isOver = (failures.get(keyId) ?? Number.POSITIVE_INFINITY) <= elapsed();
    if (known && !isOver) return known;
    failures.delete(keyId);
    const reading = readKey(keyring, keyId);
    keys.set(keyId, reading);
    reading.catch(() => failures.set(keyId, elapsed() + LEFT_ALONE));
    return reading;
  };
  const findCurrent = (): Promise<SealingKey | undefined> => {
    current ??= currentKey(keyring).then(
      (key) => {
        keys.set(key.id, Promise.resolve(key));
        failures.delete(key.id);
        return key;
      },
      async (error: unknown) => {
        if ((await mode()) === "keyring") {
          current = undefined;
          throw unavailable(error, false);
        }
        if (!(error instanceof KeyringError)) throw error;
        if (error.trouble !== "absent") {
          warn(`${sentence(error)}; secrets are stored in a file that only you can read`);
        }
        return undefined;
      },
    );
    return current;
  };
  return {
    open: async (columns, place, keyId) => openColumns(columns, place, await keyOf(keyId)),
    async forNew(used) {
      if ((await mode()) === "file") return undefined;
      return used === undefined ? findCurrent() : keyOf(used);
    },
    forRenewed: async (used) => (used === undefined ? undefined : keyOf(used)),
  };
}

async function readKey(keyring: Keyring, keyId: string): Promise<SealingKey> {
  let texts: (string | undefined)[];
  try {
    texts = await keyring.read([keyId, CURRENT], { patient: true });
  } catch (error) {
    throw unavailable(error, true);
  }
  const key = texts.flatMap((text) => parseKey(text) ?? []).find(({ id }) => id === keyId);
  if (key) return key;
  throw new MayrosError(
    "MAYROS_KEYRING_UNAVAILABLE",
    `the keyring has no key ${keyId}, with which stored secrets were sealed`,
    {
      hint: `unlock or restore the keyring that had it; ${WITHOUT}`,
      details: { keyId },
    },
  );
}

/** What is wrong with the keys of these ids, in words that follow "the keyring"; undefined where nothing is. Asks no person. */
export async function keyringProblem(
  keyring: Keyring,
  keyIds: readonly string[],
): Promise<string | undefined> {
  try {
    const texts = await keyring.read([...keyIds, CURRENT], { patient: false });
    const found = new Set(texts.flatMap((text) => parseKey(text)?.id ?? []));
    const missing = keyIds.filter((id) => !found.has(id));
    return missing.length === 0 ? undefined : `has no key ${missing.join(", ")}`;
  } catch (error) {
    if (error instanceof KeyringError) return error.message;
    throw error;
  }
}

/** That of the keyring, or a new one if it has none. Rejects with a KeyringError. */
async function currentKey(keyring: Keyring): Promise<SealingKey> {
  const [text] = await keyring.read([CURRENT], { patient: false });
  const found = parseKey(text);
  if (found) return found;
  if (text !== undefined) throw new KeyringError("failed", "has a key that is none of Mayros's");
  const key = createSealingKey();
  const value = formatKey(key);
  // By its own name, too: another process may be making one in this moment, and both have rows to open then.
  await keyring.write({ [key.id]: value, [CURRENT]: value });
  return key;
}

const formatKey = ({ id, bytes }: SealingKey): string =>
  `${id}:${Buffer.from(bytes).toString("base64url")}`;

function parseKey(text: string | undefined): SealingKey | undefined {
  const [id, encoded] = text?.split(":") ?? [];
  const bytes = Buffer.from(encoded ?? "", "base64url");
  if (bytes.length !== 32) return undefined;
  const key = toSealingKey(bytes);
  return key.id === id ? key : undefined;
}

/** `isNeeded`: for a secret that was sealed. */
function unavailable(error: unknown, isNeeded: boolean): unknown {
  if (!(error instanceof KeyringError)) return error;
  const { trouble } = error;
  const hint = isNeeded
    ? `${trouble === "locked" ? "unlock the keyring" : "make the keyring reachable (mayros doctor says why it is not)"}; ${WITHOUT}`
    : "mayros doctor, or without a keyring: mayros config set auth.store auto";
  return new MayrosError("MAYROS_KEYRING_UNAVAILABLE", sentence(error), {
    hint,
    details: { trouble },
  });
}

const WITHOUT = "where it is gone for good: mayros config set auth.store file, and log in again";

function sentence(error: unknown): string {
  return `the keyring ${error instanceof Error ? error.message : String(error)}`;
}
