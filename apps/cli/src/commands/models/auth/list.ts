// `mayros models auth list`: stored credentials: whose, by their last characters, how long they will do.
import type { ListedProfile } from "@mayros/sdk";
import { defineCommand } from "../../../command.ts";
import { describeHealth } from "../../../ui/describe-health.ts";
import { type Column, formatTable } from "../../../ui/format-table.ts";
import { terminalWidth } from "../../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../../ui/write-output.ts";

const columns: readonly Column<ListedProfile>[] = [
  { title: "PROFILE", shrink: true, value: (profile) => profile.id },
  { title: "PROVIDER", value: (profile) => profile.provider },
  { title: "KIND", value: (profile) => profile.type },
  { title: "ACCOUNT", shrink: true, value: accountOf },
  { title: "HEALTH", shrink: true, value: (profile) => describeHealth(profile, Date.now()) },
  { title: "SECRET", value: secretOf },
];

export const command = defineCommand({
  options: {
    provider: {
      type: "string",
      value: "<id>",
      help: "Only this provider's",
      complete: "provider",
    },
  },
  details: "Keys in environment variables are not listed: they are stored nowhere.",
  examples: ["mayros models auth list", "mayros models auth list --provider groq --json"],
  async run({ mayros, options, json }) {
    const profiles = await mayros.auth.list(options.provider);
    if (json) {
      writeJson({ count: profiles.length, profiles });
      return 0;
    }
    if (profiles.length > 0) writeOutput(formatTable(profiles, columns, terminalWidth()));
    else writeError(nothingStored(options.provider));
    for (const { id, dead, renew } of profiles) {
      if (dead) writeError(`${id} needs a new login: ${dead.reason}\n  next: ${renew}\n`);
    }
    return 0;
  },
});

/** Whose it is, as far as anybody said. */
function accountOf({ email, fields = {} }: ListedProfile): string {
  return [...(email === undefined ? [] : [email]), ...Object.values(fields)].join(" ");
}

/** Where it is kept, too: sealed, as a reference to somewhere else, or plain in the file. */
function secretOf({ kept, hint, reference }: ListedProfile): string {
  if (reference) return `${reference.source}: ${reference.id}`;
  return kept === "keyring" ? "sealed (keyring)" : `${hint} (file)`;
}

function nothingStored(provider: string | undefined): string {
  if (provider === undefined) return "no credential is stored\n  next: mayros models auth add\n";
  const next = `mayros models auth login --provider ${provider}`;
  return `no credential of ${provider} is stored\n  next: ${next}\n`;
}
