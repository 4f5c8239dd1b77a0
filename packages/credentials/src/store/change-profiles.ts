// The changes to the profiles of auth.db, each to be run inside one transaction.
import type { DatabaseSync } from "node:sqlite";
import { type Credential, MayrosError } from "@mayros/core";
import { toColumns } from "./profile-row.ts";

const SAVE = `
INSERT INTO profiles (id, provider, type, secret, refresh, expires_at, account_id, email, extras,
  key_id, revision, created_at, updated_at)
VALUES ($id, $provider, $type, $secret, $refresh, $expires_at, $account_id, $email, $extras,
  NULL, 1, $now, $now)
ON CONFLICT (id) DO UPDATE SET type = excluded.type, secret = excluded.secret,
  refresh = excluded.refresh, expires_at = excluded.expires_at, account_id = excluded.account_id,
  email = excluded.email, extras = excluded.extras, key_id = NULL, revision = revision + 1,
  updated_at = excluded.updated_at
RETURNING revision`;

export interface Save {
  readonly id: string;
  readonly provider: string;
  readonly credential: Credential;
  readonly now: number;
}

export function saveProfile(
  database: DatabaseSync,
  { id, provider, credential, now }: Save,
): { revision: number; replaced: boolean } {
  const found = database.prepare("SELECT provider FROM profiles WHERE id = ?").get(id);
  const owner = found?.provider;
  if (owner !== undefined && owner !== provider) {
    throw new MayrosError(
      "MAYROS_CREDENTIAL_INVALID",
      `profile ${id} belongs to ${String(owner)}, not to ${provider}`,
      { hint: `choose another profile id, such as ${provider}:default` },
    );
  }
  const values = { ...toColumns(credential), id, provider, now };
  const parameters = Object.entries(values).map(([name, value]) => [`$${name}`, value] as const);
  const saved = database.prepare(SAVE).get(Object.fromEntries(parameters));
  return { revision: Number(saved?.revision), replaced: found !== undefined };
}

/** False when there was none. */
export function removeProfile(database: DatabaseSync, id: string): boolean {
  database.prepare("DELETE FROM profile_order WHERE profile_id = ?").run(id);
  return Number(database.prepare("DELETE FROM profiles WHERE id = ?").run(id).changes) > 0;
}
