// The order that a person gave to the profiles of a provider, each change to be run inside one transaction.
import type { DatabaseSync } from "node:sqlite";
import { MayrosError, shellWord } from "@mayros/core";

/** Of those that are not named none is asked. No ids: as `clearOrder`. */
export function setOrder(database: DatabaseSync, provider: string, ids: readonly string[]): void {
  const wanted = [...new Set(ids)];
  const found = database.prepare("SELECT id FROM profiles WHERE provider = ?").all(provider);
  const known = new Set(found.map(({ id }) => String(id)));
  const unknown = wanted.filter((id) => !known.has(id));
  if (unknown.length > 0) throw noSuchProfiles(provider, unknown);
  clearOrder(database, provider);
  const insert = database.prepare("INSERT INTO profile_order VALUES (?, ?, ?)");
  for (const [index, id] of wanted.entries()) insert.run(provider, index + 1, id);
}

/** False when there was none. */
export function clearOrder(database: DatabaseSync, provider: string): boolean {
  const { changes } = database
    .prepare("DELETE FROM profile_order WHERE provider = ?")
    .run(provider);
  return Number(changes) > 0;
}

function noSuchProfiles(provider: string, ids: readonly string[]): MayrosError {
  return new MayrosError("MAYROS_PROFILE_UNKNOWN", `${provider} has no profile ${ids.join(", ")}`, {
    hint: `mayros models auth list --provider ${shellWord(provider)}`,
    details: { provider, profiles: ids },
  });
}
