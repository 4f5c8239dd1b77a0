// `mayros models aliases list`: short names for models, wherever they stand in the config.
import type { Alias } from "@mayros/sdk";
import { defineCommand } from "../../../command.ts";
import { plainOption, refuseJsonAndPlain } from "../../../fallback-commands.ts";
import { type Column, formatTable } from "../../../ui/format-table.ts";
import { terminalWidth } from "../../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../../ui/write-output.ts";

const columns: readonly Column<Alias>[] = [
  { title: "ALIAS", value: ({ name }) => name },
  { title: "MODEL", shrink: true, value: ({ model }) => model },
  { title: "FALLBACKS", shrink: true, value: ({ fallbacks }) => fallbacks.join(", ") || "-" },
];

export const command = defineCommand({
  options: { plain: { ...plainOption, help: "A name and its model per line, nothing else" } },
  examples: ["mayros models aliases list", "mayros models aliases list --json"],
  async run({ mayros, options, json }) {
    refuseJsonAndPlain("models aliases list", json, options.plain);
    const aliases = await mayros.models.aliases.list();
    if (json) writeJson({ count: aliases.length, aliases });
    else if (options.plain)
      writeOutput(aliases.map(({ name, model }) => `${name} ${model}\n`).join(""));
    else if (aliases.length > 0) writeOutput(formatTable(aliases, columns, terminalWidth()));
    else writeError("no model has a short name\n  next: mayros models aliases add <name> <ref>\n");
    return 0;
  },
});
