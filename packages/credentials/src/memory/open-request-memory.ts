// state.db as requests see it. Where the file can't be used (a read-only home, a damaged file) the same
// tables stand in memory for as long as the process lives.
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { loadSqlite } from "@mayros/config";
import { type Failure, parseModelRef } from "@mayros/core";
import type { Candidate } from "../candidate.ts";
import { type Cooldown, isCooling } from "../cooldowns/cooldown.ts";
import {
  type CooldownRules,
  type CooldownSettings,
  cooldownRules,
} from "../cooldowns/cooldown-rules.ts";
import { credentialId } from "../cooldowns/credential-id.ts";
import { nextCooldown } from "../cooldowns/next-cooldown.ts";
import { migrate, StateDatabase } from "../store/state-database.ts";
import type {
  AnsweredFacts,
  NamedCooldown,
  ProfileHistory,
  RequestMemory,
} from "./request-memory.ts";
import { requestSchema } from "./request-schema.ts";
import {
  copyAll,
  noNotes,
  putCooldown,
  readCooldowns,
  readHistory,
  removeCooldowns,
  writeNotes,
} from "./request-store.ts";

export interface RequestMemoryOptions {
  readonly stateDir: string;
  /** ms since the epoch. */
  readonly now: () => number;
  /** Told once when the file can't be used. */
  readonly warn: (message: string) => void;
  /** `auth.cooldowns` of the config as it is now. */
  readonly settings?: () => Promise<CooldownSettings | undefined>;
}

/** ms between an answer and its note in the file. */
const FLUSH_AFTER = 1_000;
/** ms that a request waits for other processes to be done with the file. */
const PATIENCE = 5_000;

/** Opens nothing yet; nothing is made before there is something to remember. */
export function openRequestMemory(options: RequestMemoryOptions): RequestMemory {
  return new FileMemory(options);
}

class FileMemory implements RequestMemory {
  readonly #file: StateDatabase;
  readonly #now: () => number;
  readonly #warn: (message: string) => void;
  readonly #settings: NonNullable<RequestMemoryOptions["settings"]>;
  #substitute: Promise<DatabaseSync> | undefined;
  /** Why the file can't be used, until somebody was told. */
  #trouble: string | undefined;
  #notes = noNotes();
  /** As last seen, by model: an answer that ends nothing writes nothing. */
  readonly #seen = new Map<string, Set<string>>();
  #timer: NodeJS.Timeout | undefined;

  constructor({ stateDir, now, warn, settings }: RequestMemoryOptions) {
    const path = join(stateDir, "state.db");
    this.#file = new StateDatabase({ path, schema: requestSchema, warn, patience: PATIENCE });
    this.#now = now;
    this.#warn = warn;
    this.#settings = settings ?? (async () => undefined);
  }

  async cooldowns(model: string): Promise<(candidate: Candidate) => Cooldown | undefined> {
    const rows = (await this.#read((database) => readCooldowns(database, model))) ?? [];
    const found = new Map(rows.map((row) => [row.credential, row]));
    for (const { credential, model: ended } of this.#notes.ended.values()) {
      if (ended === model) found.delete(credential);
    }
    this.#seen.set(model, new Set(found.keys()));
    return found.size === 0 ? () => undefined : (candidate) => found.get(credentialId(candidate));
  }

  async failed(
    candidate: Candidate,
    model: string,
    failure: Failure,
  ): Promise<Cooldown | undefined> {
    if (failure.cooldown === "none") return undefined;
    const credential = credentialId(candidate);
    const rules = await this.#rules(model);
    // An answer since then has ended what the file still holds.
    const ended = this.#notes.ended.delete(`${credential} ${model}`);
    const begun = await this.#write((database) => {
      const before = readCooldowns(database, model).find((row) => row.credential === credential);
      const next = nextCooldown(failure, ended ? undefined : before, this.#now(), rules);
      if (next === undefined || next === before) return undefined;
      putCooldown(database, { ...next, credential, model, name: candidate.source.name });
      return next;
    });
    this.#tellTrouble();
    const seen = this.#seen.get(model) ?? new Set();
    this.#seen.set(model, seen.add(credential));
    return begun;
  }

  /** A config that can't be read now says nothing of lengths. */
  async #rules(model: string): Promise<CooldownRules> {
    const settings = await this.#settings().catch(() => undefined);
    return cooldownRules(settings, parseModelRef(model)?.provider);
  }

  answered(candidate: Candidate, model: string, facts: AnsweredFacts): void {
    const { provider, sessionId, choice } = facts;
    const seen = this.#seen.get(model);
    if (seen && seen.size > 0) {
      const credential = credentialId(candidate);
      if (seen.delete(credential)) {
        this.#notes.ended.set(`${credential} ${model}`, { credential, model });
      }
    }
    if (choice && candidate.source.kind === "profile") {
      const profile = candidate.source.name;
      const usedAt = this.#now();
      this.#notes.uses.set(profile, usedAt);
      if (sessionId !== undefined) {
        const note = { session: sessionId, provider, profile, usedAt };
        this.#notes.sessions.set(`${provider} ${sessionId}`, note);
      }
    }
    const { uses, sessions, ended } = this.#notes;
    if (uses.size + sessions.size + ended.size === 0) return;
    this.#timer ??= setTimeout(() => void this.#flush(), FLUSH_AFTER).unref();
  }

  async history(provider: string, sessionId: string | undefined): Promise<ProfileHistory> {
    const stored = await this.#read((database) => readHistory(database, provider, sessionId));
    const noted = this.#notes.sessions.get(`${provider} ${sessionId}`)?.profile;
    return {
      lastUsed: new Map([...(stored?.lastUsed ?? []), ...this.#notes.uses]),
      sticky: noted ?? stored?.sticky,
    };
  }

  async listCooldowns(): Promise<readonly NamedCooldown[]> {
    await this.#flush();
    const rows = (await this.#read((database) => readCooldowns(database))) ?? [];
    return rows.filter((row) => isCooling(row, this.#now()));
  }

  async reset(name?: string): Promise<number> {
    await this.#flush();
    // Those that are over go, too: their count of failures would lengthen the next one.
    const end = (database: DatabaseSync): NamedCooldown[] => {
      const ending = readCooldowns(database).filter((row) => isCalled(row, name));
      removeCooldowns(database, ending);
      return ending;
    };
    const known = await this.#file.read((file) => readCooldowns(file)).catch(() => undefined);
    const isThere = known?.some((row) => isCalled(row, name)) ?? false;
    const inFile = isThere ? await this.#file.write(end) : [];
    const ended = this.#substitute ? end(await this.#substitute) : inFile;
    this.#seen.clear();
    return ended.filter((row) => isCooling(row, this.#now())).length;
  }

  close(): void {
    // Its first try is made before this returns.
    void this.#flush();
    this.#file.close();
    void this.#substitute?.then((database) => database.close());
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const notes = this.#notes;
    if (notes.uses.size + notes.sessions.size + notes.ended.size === 0) return;
    this.#notes = noNotes();
    await this.#write((database) => writeNotes(database, notes, this.#now()));
  }

  async #read<T>(query: (database: DatabaseSync) => T): Promise<T | undefined> {
    if (this.#substitute) return query(await this.#substitute);
    try {
      return await this.#file.read(query);
    } catch (error) {
      const substitute = this.#substituteFor(error);
      this.#tellTrouble();
      return query(await substitute);
    }
  }

  async #write<T>(change: (database: DatabaseSync) => T): Promise<T> {
    if (this.#substitute) return change(await this.#substitute);
    try {
      return await this.#file.write(change);
    } catch (error) {
      return change(await this.#substituteFor(error));
    }
  }

  #substituteFor(error: unknown): Promise<DatabaseSync> {
    if (!this.#substitute) {
      this.#trouble = (error as Error).message;
      this.#substitute = this.#openSubstitute();
    }
    return this.#substitute;
  }

  /** Not for a mere note of who was used: a folder that is read-only on purpose would say so at every request. */
  #tellTrouble(): void {
    if (this.#trouble === undefined) return;
    this.#warn(`${this.#trouble}; which keys are rate limited is remembered in this process alone`);
    this.#trouble = undefined;
  }

  /** With what the file says, where that can be read and not written. */
  async #openSubstitute(): Promise<DatabaseSync> {
    const { DatabaseSync: Database } = loadSqlite();
    const substitute = new Database(":memory:");
    migrate(substitute, requestSchema);
    await this.#file.read((file) => copyAll(file, substitute)).catch(() => {});
    return substitute;
  }
}

/** A list of keys goes by its variable's name, each of them by its place in it; without a name all do. */
function isCalled({ name, credential }: NamedCooldown, wanted: string | undefined): boolean {
  return (
    wanted === undefined ||
    name === wanted ||
    credential === wanted ||
    name.startsWith(`${wanted}[`)
  );
}
