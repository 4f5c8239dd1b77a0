// `mayros plugins search`: plugins that people published.
import type { FoundPlugin } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { untilInterrupted } from "../../run/until-interrupted.ts";
import { describeAge } from "../../ui/describe-age.ts";
import { type Column, formatTable } from "../../ui/format-table.ts";
import { oneLine, terminalWidth } from "../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../ui/write-output.ts";

const columns: readonly Column<FoundPlugin>[] = [
  { title: "PACKAGE", value: (found) => found.package },
  { title: "VERSION", value: ({ version }) => version },
  { title: "PUBLISHER", value: ({ publisher }) => publisher ?? "-" },
  {
    title: "PUBLISHED",
    value: ({ publishedAt }) =>
      publishedAt === undefined ? "-" : describeAge(publishedAt, Date.now()),
  },
  { title: "INSTALLED", value: ({ installed }) => installed ?? "-" },
  { title: "DESCRIPTION", shrink: true, value: ({ description }) => description },
];

export const command = defineCommand({
  usage: "[words...]",
  positionals: { max: 20 },
  options: {},
  details:
    "Asks the registry of your npm or pnpm for packages with the keyword mayros-plugin and all of the words. Anybody may publish one: nobody looked at them for you.",
  examples: ["mayros plugins search", "mayros plugins search acme --json"],
  async run({ mayros, positionals, json }) {
    const plugins = await untilInterrupted(() => mayros.plugins.search(positionals), mayros);
    if (json) writeJson({ count: plugins.length, plugins });
    else if (plugins.length > 0) {
      writeOutput(formatTable(plugins, columns, terminalWidth()));
    } else {
      const about = positionals.length === 0 ? "" : ` for ${oneLine(positionals.join(" "))}`;
      writeError(`the registry has no plugin${about}\n`);
    }
    return 0;
  },
});
