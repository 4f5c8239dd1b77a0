// Every way to log in to every provider, from the manifests, and the short commands that some plugins name for theirs.
import type { AuthMethod } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";

export interface LoginMethod {
  readonly provider: string;
  readonly providerName: string;
  readonly plugin: string;
  readonly enabled: boolean;
  readonly method: AuthMethod;
}

/** Plugins that are off come last. */
export async function listLoginMethods(machine: Machine): Promise<LoginMethod[]> {
  const { host } = await machine.state();
  const methods = host.plugins
    .filter(({ problem }) => problem === undefined)
    .flatMap((plugin) =>
      host.blocksOf(plugin).flatMap(({ id, declaration }) =>
        declaration.authMethods
          .filter(({ kind }) => kind !== "none")
          .map((method) => ({
            provider: id,
            providerName: declaration.name,
            plugin: plugin.id,
            enabled: plugin.enabled,
            method,
          })),
      ),
    );
  return methods.toSorted((a, b) => Number(b.enabled) - Number(a.enabled));
}

/** A word after `mayros models auth`. */
export interface CommandAlias {
  readonly name: string;
  readonly provider: string;
  /** Id of the auth method. */
  readonly method: string;
  readonly label: string;
  /** What it needs, or what its vendor says of it. */
  readonly hint: string | undefined;
  readonly profileId: string | undefined;
}

/** Of plugins that are on. */
export async function listCommandAliases(machine: Machine): Promise<CommandAlias[]> {
  const { host } = await machine.state();
  const aliases = new Map<string, CommandAlias>();
  for (const plugin of host.plugins) {
    if (!plugin.enabled) continue;
    const { commandAliases = {} } = host.details(plugin);
    for (const [name, target] of Object.entries(commandAliases)) {
      const [provider = "", wanted = ""] = target.split("/");
      const block = host.blocksOf(plugin).find(({ id }) => id === provider);
      const method = block?.declaration.authMethods.find(({ id }) => id === wanted);
      // What ships is listed first: a stranger takes no word of it.
      if (!method || aliases.has(name)) continue;
      const { id, label, hint, profileId } = method;
      aliases.set(name, { name, provider, method: id, label, hint, profileId });
    }
  }
  return [...aliases.values()];
}
