// `mayros plugins list`: every plugin, on or off, and why; and folders that hold none.
import type { PluginProblem, PluginSummary } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { type Column, formatTable } from "../../ui/format-table.ts";
import { terminalWidth } from "../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../ui/write-output.ts";

interface Row {
  readonly id: string;
  readonly version: string;
  readonly state: string;
  readonly kind: string;
  readonly origin: string;
  readonly providers: string;
  readonly why: string;
}

const columns: readonly Column<Row>[] = [
  { title: "PLUGIN", value: ({ id }) => id },
  { title: "VERSION", value: ({ version }) => version },
  { title: "STATE", value: ({ state }) => state },
  { title: "KIND", value: ({ kind }) => kind },
  { title: "FROM", value: ({ origin }) => origin },
  { title: "PROVIDERS", shrink: true, value: ({ providers }) => providers },
  { title: "WHY", shrink: true, value: ({ why }) => why },
];

/** Columns: below that, why one is off would be cut, and the version of what ships is left out for it. */
const WIDE = 100;

function columnsFor(width: number): readonly Column<Row>[] {
  return width >= WIDE ? columns : columns.filter(({ title }) => title !== "VERSION");
}

const pluginRow = (plugin: PluginSummary): Row => ({
  id: plugin.id,
  version: plugin.version,
  state: plugin.enabled ? "on" : "off",
  kind: plugin.code ? "code" : "data",
  origin: plugin.origin,
  providers: plugin.providers.join(", "),
  why: plugin.status === "active" ? plugin.reason : `${plugin.status}; ${plugin.reason}`,
});

const problemRow = ({ path, origin, problem }: PluginProblem): Row => ({
  id: path.split(/[\\/]/).at(-1) ?? path,
  ...{ version: "-", state: "broken", kind: "-", providers: "-" },
  origin,
  why: problem,
});

export const command = defineCommand({
  options: { enabled: { type: "boolean", help: "Only those that are on" } },
  details:
    "Data plugins run no code. Nothing of any plugin is executed to make this list. Plugins that did not come with mayros are off until you enable them.",
  examples: ["mayros plugins list", "mayros plugins list --enabled --json"],
  async run({ mayros, options, json }) {
    const all = await mayros.plugins.list();
    const plugins = options.enabled ? all.filter((plugin) => plugin.enabled) : all;
    const problems = await mayros.plugins.problems();
    if (json) {
      writeJson({ count: plugins.length, plugins, problems });
      return 0;
    }
    const rows = [...plugins.map(pluginRow), ...(options.enabled ? [] : problems.map(problemRow))];
    const width = terminalWidth();
    if (rows.length > 0) writeOutput(formatTable(rows, columnsFor(width), width));
    else writeError("no plugins are on\n  next: mayros plugins doctor\n");
    return 0;
  },
});
