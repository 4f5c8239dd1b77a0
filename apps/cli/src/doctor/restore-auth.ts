// `mayros doctor --restore-auth`: shows what would be done, asks, does it.
import { exitCodes, MayrosError, shellWord } from "@mayros/core";
import type { AuthRestore, AuthRestored, Mayros } from "@mayros/sdk";
import { plural } from "../ui/plural.ts";
import { canAsk, oneLine } from "../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../ui/write-output.ts";

export async function restoreAuth(
  mayros: Mayros,
  { json, yes }: { json: boolean; yes: boolean },
): Promise<number> {
  const plan = await mayros.auth.planRestore();
  if (!yes) await agree(plan);
  const restored = await mayros.auth.restore();
  if (json) writeJson(restored);
  else writeOutput(describeRestored(restored));
  return exitCodes.ok;
}

/** Throws MAYROS_CONSENT_MISSING, and MAYROS_ABORTED. */
async function agree(plan: AuthRestore): Promise<void> {
  writeError(describePlan(plan));
  if (!canAsk()) {
    throw new MayrosError("MAYROS_CONSENT_MISSING", "nothing was restored: nobody could be asked", {
      hint: "mayros doctor --restore-auth --yes",
    });
  }
  const { askYesNo } = await import("../ui/prompts.ts");
  if ((await askYesNo("Put the backup in its place?", false)) === true) return;
  throw new MayrosError("MAYROS_ABORTED", "nothing was restored");
}

function describePlan({ path, condition, backup, madeAt, profiles }: AuthRestore): string {
  const state = condition === "absent" ? "gone" : condition;
  const ids = profiles.map(({ id }) => oneLine(id)).join(", ");
  return [
    `${path} is ${state}.`,
    `The newest good backup is of ${timeOf(madeAt)}: ${backup}`,
    `It has ${plural(profiles.length, "login")}${ids === "" ? "" : `: ${ids}`}.`,
    ...(condition === "absent" ? [] : ["The file that is there now is kept beside it."]),
    "",
  ].join("\n");
}

function describeRestored({ path, madeAt, profiles, renewable, kept }: AuthRestored): string {
  const lines = [
    `restored ${path} as it was at ${timeOf(madeAt)}, with ${plural(profiles.length, "login")}`,
    ...kept.map((file) => `kept ${file}`),
    ...(renewable.length === 0 ? [] : [renewableLine(renewable)]),
    "next: mayros models auth list",
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** One-use tokens: the one in the backup is spent if another followed it. */
function renewableLine(ids: readonly string[]): string {
  const names = ids.map((id) => oneLine(shellWord(id))).join(", ");
  return `${names}: if the token was renewed after the backup, the one in it is spent, and you have to log in again`;
}

const timeOf = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 16).replace("T", " ")} UTC`;
