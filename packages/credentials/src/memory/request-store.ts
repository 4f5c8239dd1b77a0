// The statements of state.db, and what is noted until it is written there.
import type { DatabaseSync } from "node:sqlite";
import type { FailureKind } from "@mayros/core";
import type { NamedCooldown, ProfileHistory } from "./request-memory.ts";

/** What is written in one go. Keys of `sessions` hold session and provider. */
export interface Notes {
  readonly uses: Map<string, number>;
  readonly sessions: Map<string, SessionNote>;
  /** Cooldowns that ended. */
  readonly ended: Map<string, { readonly credential: string; readonly model: string }>;
}

export interface SessionNote {
  readonly session: string;
  readonly provider: string;
  readonly profile: string;
  readonly usedAt: number;
}

export const noNotes = (): Notes => ({ uses: new Map(), sessions: new Map(), ended: new Map() });

/** ms after which nobody asks any more who was used by which session. */
const KEPT = 30 * 24 * 60 * 60 * 1000;

interface CooldownRow {
  credential: string;
  model: string;
  name: string;
  reason: string;
  until: number;
  failures: number;
  last_failure_at: number;
}

const toCooldown = ({ last_failure_at, reason, ...row }: CooldownRow): NamedCooldown => ({
  ...row,
  reason: reason as FailureKind,
  lastFailureAt: last_failure_at,
});

export function readCooldowns(database: DatabaseSync, model?: string): NamedCooldown[] {
  const rows =
    model === undefined
      ? database.prepare("SELECT * FROM cooldowns ORDER BY until").all()
      : database.prepare("SELECT * FROM cooldowns WHERE model = ?").all(model);
  return rows.map((row) => toCooldown(row as unknown as CooldownRow));
}

export function putCooldown(database: DatabaseSync, cooldown: NamedCooldown): void {
  const { credential, model, name, reason, until, failures, lastFailureAt } = cooldown;
  database
    .prepare("INSERT OR REPLACE INTO cooldowns VALUES (?, ?, ?, ?, ?, ?, ?)")
    .run(credential, model, name, reason, until, failures, lastFailureAt);
}

export function removeCooldowns(
  database: DatabaseSync,
  ended: Iterable<Pick<NamedCooldown, "credential" | "model">>,
): void {
  const end = database.prepare("DELETE FROM cooldowns WHERE credential = ? AND model = ?");
  for (const { credential, model } of ended) end.run(credential, model);
}

export function readHistory(
  database: DatabaseSync,
  provider: string,
  session: string | undefined,
): ProfileHistory {
  const used = database.prepare("SELECT profile, used_at FROM uses").all();
  const sticky =
    session === undefined
      ? undefined
      : database
          .prepare("SELECT profile FROM sessions WHERE session = ? AND provider = ?")
          .get(session, provider);
  return {
    lastUsed: new Map(used.map((row) => [String(row.profile), Number(row.used_at)])),
    sticky: sticky === undefined ? undefined : String(sticky.profile),
  };
}

export function writeNotes(database: DatabaseSync, notes: Notes, now: number): void {
  const use = database.prepare("INSERT OR REPLACE INTO uses VALUES (?, ?)");
  for (const [profile, usedAt] of notes.uses) use.run(profile, usedAt);
  const session = database.prepare("INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?)");
  for (const note of notes.sessions.values()) {
    session.run(note.session, note.provider, note.profile, note.usedAt);
  }
  removeCooldowns(database, notes.ended.values());
  for (const table of ["uses", "sessions"]) {
    database.prepare(`DELETE FROM ${table} WHERE used_at < ?`).run(now - KEPT);
  }
  database
    .prepare("DELETE FROM cooldowns WHERE until < ? AND last_failure_at < ?")
    .run(now - KEPT, now - KEPT);
}

/** Into tables that are empty. */
export function copyAll(from: DatabaseSync, to: DatabaseSync): void {
  for (const table of ["cooldowns", "uses", "sessions"]) {
    for (const row of from.prepare(`SELECT * FROM ${table}`).all()) {
      const values = Object.values(row);
      to.prepare(`INSERT INTO ${table} VALUES (${values.map(() => "?").join()})`).run(...values);
    }
  }
}
