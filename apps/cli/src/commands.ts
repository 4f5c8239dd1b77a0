// Every command: the words that people type, a line for --help, and where the code is. The words are
// the path: `mayros models auth list` is commands/models/auth/list.ts.
import type { Mayros } from "@mayros/sdk";
import type { CommandEntry } from "./command.ts";

export type { CommandEntry };

export const commands: readonly CommandEntry[] = [
  {
    words: "onboard",
    summary: "Store a key or log in, and pick a default model",
    load: () => import("./commands/onboard.ts"),
  },
  {
    words: "run",
    summary: "Ask a model and print its answer",
    load: () => import("./commands/run.ts"),
  },
  {
    words: "models",
    shortFor: "models status",
    summary: "Show which models are set and whether they can be used",
    load: () => import("./commands/models/status.ts"),
  },
  {
    words: "models status",
    summary: "Show which models are set and whether they can be used",
    load: () => import("./commands/models/status.ts"),
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
    words: "models set-image",
    summary: "Set the model for images that the default model can't take",
    load: () => import("./commands/models/set-image.ts"),
  },
  {
    words: "models fallbacks list",
    summary: "List what is tried after the default model",
    load: () => import("./commands/models/fallbacks/list.ts"),
  },
  {
    words: "models fallbacks add",
    summary: "Try one more model after the default one",
    load: () => import("./commands/models/fallbacks/add.ts"),
  },
  {
    words: "models fallbacks remove",
    summary: "Take a model out of the fallbacks",
    load: () => import("./commands/models/fallbacks/remove.ts"),
  },
  {
    words: "models fallbacks clear",
    summary: "Try nothing after the default model",
    load: () => import("./commands/models/fallbacks/clear.ts"),
  },
  {
    words: "models image-fallbacks list",
    summary: "List what is tried after the image model",
    load: () => import("./commands/models/image-fallbacks/list.ts"),
  },
  {
    words: "models image-fallbacks add",
    summary: "Try one more model after the image model",
    load: () => import("./commands/models/image-fallbacks/add.ts"),
  },
  {
    words: "models image-fallbacks remove",
    summary: "Take a model out of the image fallbacks",
    load: () => import("./commands/models/image-fallbacks/remove.ts"),
  },
  {
    words: "models image-fallbacks clear",
    summary: "Try nothing after the image model",
    load: () => import("./commands/models/image-fallbacks/clear.ts"),
  },
  {
    words: "models aliases list",
    summary: "List short names for models",
    load: () => import("./commands/models/aliases/list.ts"),
  },
  {
    words: "models aliases add",
    summary: "Give a model a short name",
    load: () => import("./commands/models/aliases/add.ts"),
  },
  {
    words: "models aliases remove",
    summary: "Remove a short name",
    load: () => import("./commands/models/aliases/remove.ts"),
  },
  {
    words: "models allow list",
    summary: "List which models may be used",
    load: () => import("./commands/models/allow/list.ts"),
  },
  {
    words: "models allow add",
    summary: "Allow a model, or all of a provider",
    load: () => import("./commands/models/allow/add.ts"),
  },
  {
    words: "models allow remove",
    summary: "Allow a model no longer",
    load: () => import("./commands/models/allow/remove.ts"),
  },
  {
    words: "models refresh",
    summary: "Ask servers and vendors which models they have",
    load: () => import("./commands/models/refresh.ts"),
  },
  {
    words: "models auth add",
    summary: "Choose a provider and log in",
    load: () => import("./commands/models/auth/add.ts"),
  },
  {
    words: "models auth login",
    summary: "Log in to a provider",
    load: () => import("./commands/models/auth/login.ts"),
  },
  {
    words: "models auth import",
    summary: "Take over logins from a file of another program",
    load: () => import("./commands/models/auth/import.ts"),
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
    words: "models auth paste-token",
    summary: "Store a token that another program made",
    load: () => import("./commands/models/auth/paste-token.ts"),
  },
  {
    words: "models auth refresh",
    summary: "Renew the tokens of logins now",
    load: () => import("./commands/models/auth/refresh.ts"),
  },
  {
    words: "models auth order get",
    summary: "Show in which order credentials are tried",
    load: () => import("./commands/models/auth/order/get.ts"),
  },
  {
    words: "models auth order set",
    summary: "Set in which order credentials are tried",
    load: () => import("./commands/models/auth/order/set.ts"),
  },
  {
    words: "models auth order clear",
    summary: "Let Mayros choose the order of credentials",
    load: () => import("./commands/models/auth/order/clear.ts"),
  },
  {
    words: "models auth reset",
    summary: "End the cooldowns of keys that failed",
    load: () => import("./commands/models/auth/reset.ts"),
  },
  {
    words: "models auth logout",
    summary: "Remove stored credentials",
    load: () => import("./commands/models/auth/logout.ts"),
  },
  {
    words: "plugins list",
    summary: "List plugins and why each is on or off",
    load: () => import("./commands/plugins/list.ts"),
  },
  {
    words: "plugins info",
    summary: "Show what a plugin is, may use, and why it is on or off",
    load: () => import("./commands/plugins/info.ts"),
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
    words: "plugins search",
    summary: "Find plugins that people published",
    load: () => import("./commands/plugins/search.ts"),
  },
  {
    words: "plugins install",
    summary: "Get a plugin from the registry, a folder or a tarball",
    load: () => import("./commands/plugins/install.ts"),
  },
  {
    words: "plugins update",
    summary: "Get newer versions of installed plugins",
    load: () => import("./commands/plugins/update.ts"),
  },
  {
    words: "plugins uninstall",
    summary: "Remove an installed plugin",
    load: () => import("./commands/plugins/uninstall.ts"),
  },
  {
    words: "plugins validate",
    summary: "Check the folder of a plugin that you write",
    load: () => import("./commands/plugins/validate.ts"),
  },
  {
    words: "plugins doctor",
    summary: "Find out what is wrong with plugins",
    load: () => import("./commands/plugins/doctor.ts"),
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
  {
    words: "config set",
    summary: "Change a value of the config file",
    load: () => import("./commands/config/set.ts"),
  },
  {
    words: "config unset",
    summary: "Remove a value from the config file",
    load: () => import("./commands/config/unset.ts"),
  },
  {
    words: "doctor",
    summary: "Find out what is wrong on this machine, and mend it",
    load: () => import("./commands/doctor.ts"),
  },
  {
    words: "completion",
    summary: "Print a completion script for your shell",
    load: () => import("./commands/completion.ts"),
  },
  {
    words: "__complete",
    summary: "Print what could follow some words",
    hidden: true,
    load: () => import("./commands/__complete.ts"),
  },
  {
    words: "__open",
    summary: "Open the page whose address comes on stdin",
    hidden: true,
    load: () => import("./commands/__open.ts"),
  },
];

/** Those of `models auth` that plugins name: they are asked for only where somebody might mean one. */
export async function listPluginCommands(mayros: Mayros): Promise<CommandEntry[]> {
  const { listPluginCommands: list } = await import("./commands/models/auth/plugin-commands.ts");
  return list(mayros);
}
