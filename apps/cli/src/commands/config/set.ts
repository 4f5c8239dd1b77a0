// `mayros config set`: changes one value of the file and nothing else in it.
import type { SetConfigResult } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { readValue } from "../../read-value.ts";
import { printConfigWarnings, shortValue } from "../../ui/print-config-change.ts";
import { writeError, writeJson, writeOutput } from "../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<path> <value>",
  positionals: { min: 2, max: 2 },
  complete: ["config-path", []],
  options: {
    string: { type: "boolean", help: "Take the value as text, whatever it looks like" },
  },
  details:
    "The value is JSON5 (true, 12, [1, 2], { a: 1 }); anything else is text. `-` reads it from stdin. " +
    "Comments and layout stay as they are, and what would make the config wrong is refused.",
  examples: [
    "mayros config set agents.defaults.model.primary acme/large",
    "mayros config set models.aliases.fast acme/small",
    "mayros config set \"agents.defaults.models['acme/large']\" '{ alias: \"big\" }'",
    `mayros config set models.providers.acme.apiKey '\${ACME_API_KEY}'`,
    'printf %s "$KEY" | mayros config set models.providers.acme.apiKey -',
    "mayros config set --string gateway.name 8080",
  ],
  async run({ mayros, positionals, options, json }) {
    const [path = "", typed = ""] = positionals;
    const text = await readValue(typed);
    const value = options.string ? text : await mayros.config.parseValue(path, text);
    const result = await mayros.config.set(path, value);
    if (json) writeJson(result);
    else printResult(result);
    printConfigWarnings(result.file, json ? [] : result.warnings);
    if (result.remains && !json) {
      const { file, line, column, path: added } = result.remains;
      writeError(`note: ${file}:${line}:${column} adds ${added}, which counts as well\n`);
    }
    if (result.literalSecret) warnOfSecret(result, typed === "-", mayros.locations.stateDir);
    return 0;
  },
});

function printResult({ path, changed, previous, value, file }: SetConfigResult): void {
  if (!changed) {
    writeOutput(`${path} is ${shortValue(value)} already\n`);
    return;
  }
  const before = previous === undefined ? "" : ` (was ${shortValue(previous)})`;
  writeOutput(`${path} is now ${shortValue(value)}${before}\n${file}\n`);
}

function warnOfSecret(
  { path: set, secretPath: path = set }: SetConfigResult,
  isFromInput: boolean,
  stateDir: string,
): void {
  const reference = `'\${NAME}'`;
  writeError(
    `warning: ${path} stands in the file as plain text; mayros config set ${path} ${reference} keeps it out, ` +
      `with NAME in the environment or in ${stateDir}/.env\n`,
  );
  if (isFromInput) return;
  writeError(
    `warning: other programs can see a command line; pass a secret by stdin: mayros config set ${set} -\n`,
  );
}
