// Every command: the words that people type, a line for --help, and where the code is. The words are
// the path: `mayros models auth list` is commands/models/auth/list.ts.
import type { Command } from "./command.ts";

export interface CommandEntry {
  readonly words: string;
  readonly summary: string;
  readonly load: () => Promise<{ command: Command }>;
}

export const commands: readonly CommandEntry[] = [
  {
    words: "onboard",
    summary: "Store a key for a provider and pick a default model",
    load: () => import("./commands/onboard.ts"),
  },
  {
    words: "run",
    summary: "Ask a model and print its answer",
    load: () => import("./commands/run.ts"),
  },
  {
    words: "models list",
    summary: "List models you can use, or all",
    load: () => import("./commands/models/list.ts"),
  },
  {
    words: "models set",
    summary: "Set the default model",
    load: () => import("./commands/models/set.ts"),
  },
  {
    words: "models auth list",
    summary: "List stored credentials",
    load: () => import("./commands/models/auth/list.ts"),
  },
  {
    words: "models auth paste-api-key",
    summary: "Store an API key for any provider",
    load: () => import("./commands/models/auth/paste-api-key.ts"),
  },
  {
    words: "models auth logout",
    summary: "Remove a stored credential",
    load: () => import("./commands/models/auth/logout.ts"),
  },
  {
    words: "plugins list",
    summary: "List plugins and why each is on or off",
    load: () => import("./commands/plugins/list.ts"),
  },
  {
    words: "plugins enable",
    summary: "Turn a plugin on",
    load: () => import("./commands/plugins/enable.ts"),
  },
  {
    words: "plugins disable",
    summary: "Turn a plugin off",
    load: () => import("./commands/plugins/disable.ts"),
  },
  {
    words: "config file",
    summary: "Print the path of the config file",
    load: () => import("./commands/config/file.ts"),
  },
  {
    words: "config validate",
    summary: "Check the config file",
    load: () => import("./commands/config/validate.ts"),
  },
  {
    words: "config get",
    summary: "Print a value of the config file",
    load: () => import("./commands/config/get.ts"),
  },
];
