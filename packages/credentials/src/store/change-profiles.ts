// The changes to the profiles of auth.db, each to be run inside one transaction.
import type { DatabaseSync } from "node:sqlite";
import { type Credential, MayrosError, type SecretReference } from "@mayros/core";
import type { SealingKey } from "../sealing/seal-columns.ts";
import { toSealedColumns } from "./sealed-row.ts";
import type { StoredAs } from "./stored-as.ts";

const SAVE = `
INSERT INTO profiles (id, provider, type, secret, refresh, expires_at, account_id, email, base_url, extras,
  fields, method, reference, key_id, revision, created_at, updated_at)
VALUES ($id, $provider, $type, $secret, $refresh, $expires_at, $account_id, $email, $base_url, $extras,
  $fields, $method, $reference, $key_id, 1, $now, $now)
ON CONFLICT (id) DO UPDATE SET type = excluded.type, secret = excluded.secret,
  refresh = excluded.refresh, expires_at = excluded.expires_at, account_id = excluded.account_id,
  email = excluded.email, base_url = excluded.base_url, extras = excluded.extras,
  fields = excluded.fields, method = excluded.method, key_id = excluded.key_id, revision = revision + 1, updated_at = excluded.updated_at,
  reference = excluded.reference, refreshed_at = NULL, dead_reason = NULL, dead_at = NULL, reserve = NULL
RETURNING revision`;

/** What a person said of a profile (its id, provider, method, age) stays; what was said of the old token goes. */
const SAVE_REFRESHED = `
UPDATE profiles SET type = $type, secret = $secret, refresh = $refresh, expires_at = $expires_at,
  account_id = $account_id, email = $email, base_url = $base_url, extras = $extras, key_id = $key_id,
  revision = revision + 1, updated_at = $now, refreshed_at = $now,
  dead_reason = NULL, dead_at = NULL, reserve = NULL
WHERE id = $id AND revision = $revision AND created_at = $created_at`;

const MARK_DEAD = `
UPDATE profiles SET dead_reason = ?, dead_at = ?, reserve = NULL
WHERE id = ? AND revision = ? AND created_at = ?`;

export interface Save {
  readonly id: string;
  readonly provider: string;
  readonly credential: Credential;
  /** Auth method that it was logged in by. */
  readonly method?: string | undefined;
  /** Where the secret stands, if that of `credential` is empty. */
  readonly reference?: SecretReference | undefined;
  /** The key to seal it with; undefined for plain text. */
  readonly key: SealingKey | undefined;
  readonly now: number;
}

export function saveProfile(
  database: DatabaseSync,
  { id, provider, credential, method, reference, key, now }: Save,
): { revision: number; replaced: boolean } {
  const found = database.prepare("SELECT provider, revision FROM profiles WHERE id = ?").get(id);
  const owner = found?.provider;
  if (owner !== undefined && owner !== provider) {
    throw new MayrosError(
      "MAYROS_CREDENTIAL_INVALID",
      `profile ${id} belongs to ${String(owner)}, not to ${provider}`,
      { hint: `choose another profile id, such as ${provider}:default` },
    );
  }
  const place = { id, provider, revision: Number(found?.revision ?? 0) + 1 };
  const values = {
    ...toSealedColumns(credential, place, key),
    id,
    provider,
    method: method ?? null,
    reference: reference ? JSON.stringify(reference) : null,
    now,
  };
  const saved = database.prepare(SAVE).get(named(values));
  return { revision: Number(saved?.revision), replaced: found !== undefined };
}

export interface SaveRefreshed {
  /** The profile whose token was spent. */
  readonly before: StoredAs;
  readonly credential: Credential;
  /** The key that it was sealed with. */
  readonly key: SealingKey | undefined;
  readonly now: number;
}

/** False where it is not what is stored any more: a person's later word holds. */
export function saveRefreshed(
  database: DatabaseSync,
  { before, credential, key, now }: SaveRefreshed,
): boolean {
  const { id, revision, createdAt } = before;
  const found = database.prepare("SELECT provider FROM profiles WHERE id = ?").get(id);
  const place = { id, provider: String(found?.provider), revision: revision + 1 };
  const { fields: _given, ...columns } = toSealedColumns(credential, place, key);
  const values = { ...columns, id, revision, created_at: createdAt, now };
  return Number(database.prepare(SAVE_REFRESHED).run(named(values)).changes) > 0;
}

/** False where it is not what is stored any more. */
export function markDead(
  database: DatabaseSync,
  { id, revision, createdAt }: StoredAs,
  reason: string,
  now: number,
): boolean {
  const { changes } = database.prepare(MARK_DEAD).run(reason, now, id, revision, createdAt);
  return Number(changes) > 0;
}

function named(values: Record<string, string | number | null>) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`$${name}`, value]));
}

/** False when there was none. */
export function removeProfile(database: DatabaseSync, id: string): boolean {
  database.prepare("DELETE FROM profile_order WHERE profile_id = ?").run(id);
  return Number(database.prepare("DELETE FROM profiles WHERE id = ?").run(id).changes) > 0;
}
