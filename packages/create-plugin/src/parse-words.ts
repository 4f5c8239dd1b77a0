// The words of the command line.
import { parseArgs } from "node:util";
import { MayrosError } from "@mayros/core";
import type { Kind, Wishes } from "./wishes.ts";

export interface Words {
  readonly wishes: Wishes;
  /** Defaults for what is not said. */
  readonly yes: boolean;
  readonly json: boolean;
  readonly wants: "help" | "version" | undefined;
}

const options = {
  data: { type: "boolean" },
  login: { type: "boolean" },
  id: { type: "string" },
  provider: { type: "string" },
  package: { type: "string" },
  "base-url": { type: "string" },
  api: { type: "string" },
  yes: { type: "boolean", short: "y" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

/** Throws MAYROS_USAGE. */
export function parseWords(words: readonly string[]): Words {
  const { values, positionals } = parse(words);
  const [folder, ...more] = positionals;
  if (more.length > 0) throw wrongUse(`one folder is made, not also ${more.join(", ")}`);
  if (values.data && values.login) throw wrongUse("--data and --login are two kinds: give one");
  const kind: Kind | undefined = values.data ? "data" : values.login ? "login" : undefined;
  const { id, provider, api } = values;
  return {
    wishes: {
      ...{ folder, kind, id, provider, api },
      package: values.package,
      baseUrl: values["base-url"],
    },
    yes: values.yes === true,
    json: values.json === true,
    wants: values.help ? "help" : values.version ? "version" : undefined,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw wrongUse((error as Error).message.split(". ")[0] ?? "the words are not understood");
  }
}

export function wrongUse(message: string): MayrosError {
  return new MayrosError("MAYROS_USAGE", message, { hint: "npm create mayros-plugin -- --help" });
}
