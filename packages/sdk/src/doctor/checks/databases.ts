// The store of logins: whether it can be read, and the way back where it can't. Nothing is repaired: what
// is still in a damaged file would be lost. Pure.
import { shellWord } from "@mayros/core";
import type { InspectedStore } from "@mayros/credentials";
import type { Facts } from "../facts.ts";
import type { Problem } from "../finding.ts";

export function checkDatabases({ store, folder }: Facts): Problem[] {
  const { condition, error, profiles, path } = store;
  if (condition === "absent") {
    return [{ severity: "ok", message: `there is no ${path} yet; nothing was stored` }];
  }
  if (error === undefined) return checkProfiles(store);
  const { message } = error;
  const severity = condition === "busy" || condition === "interrupted" ? "warning" : "error";
  if (condition === "damaged") {
    const journal = folder.files.find((file) => file.path === `${path}-journal`);
    return [{ severity, message, command: wayBack([path, ...(journal ? [journal.path] : [])]) }];
  }
  if (condition === "newer") return [{ severity, message, ...commandOf(error.hint) }];
  if (condition === "interrupted") return [{ severity, message, ...commandOf(error.hint) }];
  return [{ severity, message, ...(error.hint === undefined ? {} : { hint: error.hint }) }];

  function checkProfiles(sound: InspectedStore): Problem[] {
    const unreadable = sound.profiles.filter(({ readable }) => !readable);
    if (unreadable.length === 0) {
      const count = `${profiles.length} ${profiles.length === 1 ? "login" : "logins"}`;
      return [{ severity: "ok", message: `${path} is sound; ${count} in it` }];
    }
    return unreadable.map(({ id }) => ({
      severity: "warning",
      message: `${path}: this version of mayros can't read the login ${id}`,
      command: "npm install --global mayros@latest",
    }));
  }
}

function commandOf(command: string | undefined): Pick<Problem, "command"> {
  return command === undefined ? {} : { command };
}

/** A journal left behind would be rolled into the new database. */
function wayBack(paths: readonly string[]): string {
  const moves = paths.map((path) => `mv ${shellWord(path)} ${shellWord(`${path}.damaged`)}`);
  return [...moves, "mayros onboard"].join(" && ");
}
