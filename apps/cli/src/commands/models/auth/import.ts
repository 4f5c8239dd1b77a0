// `mayros models auth import`: takes over what OpenClaw or another Mayros stored, and says of each login what became of it.
import { MayrosError } from "@mayros/core";
import type { ImportedProfile, ImportOptions, ImportResult, Mayros } from "@mayros/sdk";
import { defineCommand } from "../../../command.ts";
import { type Column, formatTable } from "../../../ui/format-table.ts";
import { plural } from "../../../ui/plural.ts";
import { canAsk, oneLine, terminalWidth } from "../../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../../ui/write-output.ts";

const columns: readonly Column<ImportedProfile>[] = [
  { title: "PROFILE", shrink: true, value: ({ profileId }) => oneLine(profileId) },
  { title: "PROVIDER", value: ({ provider }) => oneLine(provider ?? "-") },
  { title: "KIND", value: ({ type }) => type ?? "-" },
  { title: "OUTCOME", value: ({ outcome }) => outcome },
  { title: "NOTE", value: ({ notes }) => oneLine(notes.join("; ")) },
];

export const command = defineCommand({
  usage: "<file>",
  positionals: { min: 1, max: 1 },
  complete: ["file"],
  options: {
    "accept-shared-logins": {
      type: "boolean",
      help: "Take over OAuth logins, too: the other program must not use them any more",
    },
    force: { type: "boolean", help: "Replace profiles that are here already" },
    "dry-run": { type: "boolean", help: "Only say what would be done" },
  },
  details:
    "Reads an auth-profiles.json (version 1), and leaves it as it is: keys, tokens, references to secrets, and the order of profiles. An OAuth login can live in one program alone, since each renewal of its token ends the one before: such are asked about, or skipped without --accept-shared-logins.",
  examples: [
    "mayros models auth import ~/old/auth-profiles.json --dry-run",
    "mayros models auth import ~/.openclaw/agents/main/agent/auth-profiles.json",
    "mayros models auth import auth-profiles.json --accept-shared-logins --json",
  ],
  async run({ mayros, options, positionals, json }) {
    const [path = ""] = positionals;
    const asked: ImportOptions = {
      path,
      force: options.force,
      dryRun: options["dry-run"],
      acceptSharedLogins: options["accept-shared-logins"],
    };
    const acceptSharedLogins = asked.acceptSharedLogins ?? (await askAboutShared(mayros, asked));
    const result = await mayros.auth.importProfiles({ ...asked, acceptSharedLogins });
    if (json) writeJson(result);
    else print(result);
    return 0;
  },
});

/** Whether the logins that another program would be logged out of are to be taken over. */
async function askAboutShared(mayros: Mayros, asked: ImportOptions): Promise<boolean> {
  if (asked.dryRun || !canAsk()) return false;
  const { profiles } = await mayros.auth.importProfiles({ ...asked, dryRun: true });
  const shared = profiles.filter(({ reason }) => reason === "shared-login");
  if (shared.length === 0) return false;
  const ids = shared.map(({ profileId }) => oneLine(profileId)).join(", ");
  writeError(
    `${ids}: such a login can live in one program alone. When Mayros renews its token, the program that it comes from is logged out, and the other way round.\n`,
  );
  const { askYesNo } = await import("../../../ui/prompts.ts");
  const answer = await askYesNo(`Take over ${plural(shared.length, "such login")}?`, false);
  if (answer === undefined) throw new MayrosError("MAYROS_ABORTED", "nothing was imported");
  return answer;
}

function print({ dryRun, profiles, orders }: ImportResult): void {
  if (profiles.length === 0) {
    writeError("there is no login in that file\n");
    return;
  }
  const taken = profiles.filter(({ outcome }) => outcome !== "skipped").length;
  const shared = profiles.some(({ reason }) => reason === "shared-login");
  const lines = [
    `${dryRun ? "would take" : "took"} over ${taken} of ${plural(profiles.length, "login")}`,
    ...(orders.length > 0 ? [`order of profiles taken over for ${orders.join(", ")}`] : []),
    ...(shared ? ["next: log in here anew, or import again with --accept-shared-logins"] : []),
  ];
  writeOutput(formatTable(profiles, columns, terminalWidth()));
  writeOutput(`\n${lines.map((line) => `${line}\n`).join("")}`);
}
