// Interprets a text as a config that has other files beside it, none of them on disk.
import type { Environment } from "@mayros/core";
import { type Interpretation, interpretConfig } from "../interpret-config.ts";

/** `files` by absolute path; the text itself is `/state/mayros.json`, the home is `/home`. */
export function interpretText(
  text: string,
  env: Environment = {},
  files: Readonly<Record<string, string>> = {},
): Interpretation {
  return interpretConfig(text, env, {
    configPath: "/state/mayros.json",
    modelsPath: "/state/models.json",
    dotEnvPath: "/state/.env",
    home: "/home",
    read: (path) => files[path],
    isOpen: () => false,
  });
}
