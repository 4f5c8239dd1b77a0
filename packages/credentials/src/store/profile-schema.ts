// The tables of auth.db. `secret` holds the key, token or access token; `key_id` names the key that a
// row is sealed with, NULL when it is not.

import type { StateSchema } from "./state-database.ts";

const VERSION = 1;

export const profileSchema: StateSchema = {
  version: VERSION,
  create: `
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
PRAGMA user_version = ${VERSION};
`,
};
