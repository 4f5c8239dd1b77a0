// The store of logins: whether it can be read, and the way back where it can't. Nothing is repaired: what
// is still in a damaged file would be lost. Pure.
import { shellWord } from "@mayros/core";
import { storeMode } from "../../secrets/store-mode.ts";
import type { Facts } from "../facts.ts";
import type { Problem } from "../finding.ts";
import { checkLogins } from "./logins.ts";

const RESTORE = "mayros doctor --restore-auth";

export function checkDatabases(facts: Facts): Problem[] {
  const { condition, error, path } = facts.store;
  if (condition === "absent") return checkAbsent(facts);
  if (error === undefined)
    return [...checkProfiles(facts), ...checkKeyring(facts), ...checkLogins(facts)];
  const { message } = error;
  if (condition === "damaged" || condition === "empty") {
    return [{ severity: "error", message, ...wayBack(facts, [path, `${path}-journal`]) }];
  }
  if (condition === "newer") return [{ severity: "error", message, ...commandOf(error.hint) }];
  if (condition === "interrupted") {
    return [{ severity: "warning", message, ...commandOf(error.hint) }];
  }
  const severity = condition === "busy" ? "warning" : "error";
  return [{ severity, message, ...(error.hint === undefined ? {} : { hint: error.hint }) }];
}

function checkAbsent(facts: Facts): Problem[] {
  const { path } = facts.store;
  const backup = soundBackup(facts);
  if (!backup) {
    return [{ severity: "ok", message: `there is no ${path} yet; nothing was stored` }];
  }
  const message = `${path} is gone, and there is a backup of ${timeOf(backup.madeAt)}`;
  return [{ severity: "warning", message, command: RESTORE }];
}

function checkProfiles(facts: Facts): Problem[] {
  const { path, profiles } = facts.store;
  const unreadable = profiles.filter(({ readable }) => !readable);
  if (unreadable.length === 0) {
    const message = `${path} is sound; ${describeProfiles(facts)}${describeBackup(facts)}`;
    return [{ severity: "ok", message }];
  }
  return unreadable.map(({ id }) => ({
    severity: "warning",
    message: `${path}: this version of mayros can't read the login ${id}`,
    command: "npm install --global mayros@latest",
  }));
}

function describeProfiles({ store: { profiles } }: Facts): string {
  const count = `${profiles.length} ${profiles.length === 1 ? "login" : "logins"} in it`;
  const sealed = profiles.filter(({ keyId }) => keyId !== undefined).length;
  const plain = profiles.filter(({ keyId, reference }) => !keyId && !reference).length;
  const kinds = [
    ...(sealed > 0 ? [`${sealed} sealed with a key of the keyring`] : []),
    ...(plain > 0 ? [`${plain} in plain text that only you can read`] : []),
  ];
  return [count, ...kinds].join(", ");
}

function describeBackup(facts: Facts): string {
  const backup = soundBackup(facts);
  return backup ? `; the last backup is of ${timeOf(backup.madeAt)}` : "";
}

function checkKeyring({ keyringProblem, canSeal, state, store }: Facts): Problem[] {
  const isWanted = state !== undefined && storeMode(state.env, state.config) === "keyring";
  const plain = store.profiles.filter(({ keyId, reference }) => !keyId && !reference);
  const problems: Problem[] = [];
  if (keyringProblem !== undefined) {
    const hint =
      "unlock the keyring; without one: mayros config set auth.store file, and log in again";
    problems.push({ severity: "error", message: `the keyring ${keyringProblem}`, hint });
  }
  const ids = plain.map(({ id }) => id).join(", ");
  const severity = isWanted ? "warning" : "note";
  if (canSeal) {
    const message = `the keyring answers, and these were stored in plain text before: ${ids}`;
    const repair = { kind: "seal" } as const;
    problems.push({ severity, message, command: "mayros doctor --fix", repair });
  } else if (isWanted && plain.length > 0) {
    const message = `auth.store is "keyring", and these were stored in plain text before: ${ids}`;
    problems.push({ severity, message, hint: "mayros doctor --fix, once the keyring answers" });
  }
  return problems;
}

function commandOf(command: string | undefined): Pick<Problem, "command"> {
  return command === undefined ? {} : { command };
}

const soundBackup = ({ backups }: Facts) => backups.find(({ condition }) => condition === "sound");
const timeOf = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Without a backup by hand. A journal left behind would be rolled into the new database. */
function wayBack(facts: Facts, paths: readonly string[]): Pick<Problem, "command"> {
  if (soundBackup(facts)) return { command: RESTORE };
  const found = new Set(facts.folder.files.map((file) => file.path));
  const moves = paths
    .filter((path) => found.has(path))
    .map((path) => `mv ${shellWord(path)} ${shellWord(`${path}.damaged`)}`);
  return { command: [...moves, "mayros onboard"].join(" && ") };
}
