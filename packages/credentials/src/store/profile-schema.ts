// The tables of auth.db. `secret` holds the key, token or access token; `key_id` names the key that a
// row is sealed with, NULL when it is not.
import type { StateSchema } from "./state-database.ts";

/** Each brings the file from one version to the next; the first makes it. Never changed, only added to. */
export const profileSchema: StateSchema = {
  steps: [
    `
CREATE TABLE profiles (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  type TEXT NOT NULL,
  secret TEXT NOT NULL,
  refresh TEXT,
  expires_at INTEGER,
  account_id TEXT,
  email TEXT,
  extras TEXT,
  key_id TEXT,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE profile_order (
  provider TEXT NOT NULL,
  position INTEGER NOT NULL,
  profile_id TEXT NOT NULL,
  PRIMARY KEY (provider, position)
) STRICT;
`,
    // `method`: the auth method of the provider that it was logged in by, and is refreshed by. `reference`: where
    // the secret stands, as JSON, in the place of the secret. `dead_*`: why and since when only a person can help,
    // for the revision that it was found of. `reserve`: bytes that a save gives back (reserve-space.ts).
    `
ALTER TABLE profiles ADD COLUMN method TEXT;
ALTER TABLE profiles ADD COLUMN base_url TEXT;
ALTER TABLE profiles ADD COLUMN reference TEXT;
ALTER TABLE profiles ADD COLUMN refreshed_at INTEGER;
ALTER TABLE profiles ADD COLUMN dead_reason TEXT;
ALTER TABLE profiles ADD COLUMN dead_at INTEGER;
ALTER TABLE profiles ADD COLUMN reserve BLOB;
`,
    // What was given beside a key that is no secret, as JSON: `{ "accountId": "..." }`.
    "ALTER TABLE profiles ADD COLUMN fields TEXT;",
  ],
};
