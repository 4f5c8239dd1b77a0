// `mayros plugins list`: every plugin, on or off, and why.
import type { PluginState } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { type Column, formatTable } from "../../ui/format-table.ts";
import { terminalWidth } from "../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../ui/write-output.ts";

const columns: readonly Column<PluginState>[] = [
  { title: "PLUGIN", value: (plugin) => plugin.id },
  { title: "VERSION", value: (plugin) => plugin.version },
  { title: "STATE", value: (plugin) => (plugin.enabled ? "on" : "off") },
  { title: "KIND", value: (plugin) => (plugin.code ? "code" : "data") },
  { title: "FROM", value: (plugin) => plugin.origin },
  { title: "PROVIDERS", shrink: true, value: (plugin) => plugin.providers.join(", ") },
  { title: "WHY", shrink: true, value: (plugin) => plugin.reason },
];

export const command = defineCommand({
  options: { enabled: { type: "boolean", help: "Only those that are on" } },
  details: "Data plugins run no code. Nothing of any plugin is executed to make this list.",
  examples: ["mayros plugins list", "mayros plugins list --enabled --json"],
  async run({ mayros, options, json }) {
    const all = await mayros.plugins.list();
    const plugins = options.enabled ? all.filter((plugin) => plugin.enabled) : all;
    if (json) writeJson({ count: plugins.length, plugins });
    else if (plugins.length > 0) writeOutput(formatTable(plugins, columns, terminalWidth()));
    else writeError("no plugins are on\n  next: mayros config get plugins\n");
    return 0;
  },
});
