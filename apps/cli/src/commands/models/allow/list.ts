// `mayros models allow list`: which models may be used.
import { defineCommand } from "../../../command.ts";
import { plainOption, refuseJsonAndPlain } from "../../../fallback-commands.ts";
import { writeError, writeJson, writeOutput } from "../../../ui/write-output.ts";

export const command = defineCommand({
  options: { plain: plainOption },
  details:
    "Without a list everything is allowed. With one, these and the default model are; provider/* stands for all models of a provider.",
  examples: ["mayros models allow list", "mayros models allow list --json"],
  async run({ mayros, options, json }) {
    refuseJsonAndPlain("models allow list", json, options.plain);
    const { allowed, from, defaultModel } = await mayros.models.allow.list();
    if (json) {
      const always = { defaultModel: defaultModel ?? null };
      writeJson({
        count: allowed?.length ?? 0,
        allowed: allowed ?? null,
        from: from ?? null,
        ...always,
      });
      return 0;
    }
    for (const entry of allowed ?? []) writeOutput(`${entry}\n`);
    if (options.plain) return 0;
    if (!allowed) writeError("everything is allowed: there is no allowlist\n");
    else writeError(`${from}, and always the default model (${defaultModel ?? "not set"})\n`);
    return 0;
  },
});
