// The tables of state.db that requests use. It holds no secret and may be deleted at any time.
import type { StateSchema } from "../store/state-database.ts";

/** Times in ms since the epoch. `credential` is a profile id or a key's fingerprint, `model` a ref. */
export const requestSchema: StateSchema = {
  steps: [
    `
CREATE TABLE cooldowns (
  credential TEXT NOT NULL,
  model TEXT NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  until INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  last_failure_at INTEGER NOT NULL,
  PRIMARY KEY (credential, model)
) STRICT;
CREATE TABLE uses (
  profile TEXT PRIMARY KEY,
  used_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sessions (
  session TEXT NOT NULL,
  provider TEXT NOT NULL,
  profile TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  PRIMARY KEY (session, provider)
) STRICT;
`,
  ],
};
