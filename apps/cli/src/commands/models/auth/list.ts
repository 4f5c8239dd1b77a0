// `mayros models auth list`: stored credentials, by their last characters.
import type { ProfileSummary } from "@mayros/sdk";
import { defineCommand } from "../../../command.ts";
import { type Column, formatTable } from "../../../ui/format-table.ts";
import { terminalWidth } from "../../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../../ui/write-output.ts";

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

const columns: readonly Column<ProfileSummary>[] = [
  { title: "PROFILE", shrink: true, value: (profile) => profile.id },
  { title: "PROVIDER", value: (profile) => profile.provider },
  { title: "KIND", value: (profile) => profile.type },
  { title: "SECRET", value: (profile) => profile.hint },
  { title: "STORED", value: (profile) => day(profile.updatedAt) },
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
    if (json) writeJson({ count: profiles.length, profiles });
    else if (profiles.length > 0) writeOutput(formatTable(profiles, columns, terminalWidth()));
    else writeError(nothingStored(options.provider));
    return 0;
  },
});

function nothingStored(provider: string | undefined): string {
  if (provider === undefined) return "no credential is stored\n  next: mayros onboard\n";
  const next = `mayros models auth paste-api-key --provider ${provider}`;
  return `no credential of ${provider} is stored\n  next: ${next}\n`;
}
