// What a person agreed to of a plugin, as the config has it: written where one is switched on, and where an enabled one was
// updated to a version that asks for more. Pure.
import type { ConfigEdit } from "@mayros/config";
import { entryOf, type PluginGrants, type PluginSwitches } from "@mayros/plugin-host";
import type { PluginUse } from "./plugin-use.ts";

type Uses = Pick<PluginUse, "env" | "hosts" | "code">;

/** All that it uses: whoever agrees has seen all of it. */
export const grantsOf = ({ env, hosts, code }: Uses): PluginGrants => ({
  env,
  hosts,
  ...(code ? { code } : {}),
});

/** Undefined where the config says so already. */
export function grantsEdit(
  id: string,
  uses: Uses,
  switches: PluginSwitches,
): ConfigEdit | undefined {
  const grants = grantsOf(uses);
  if (isSame(grants, entryOf(switches, id)?.grants)) return undefined;
  return { path: ["plugins", "entries", id, "grants"], value: { ...grants } };
}

function isSame(grants: PluginGrants, before: PluginGrants | undefined): boolean {
  const text = ({ env, hosts, code }: PluginGrants): string =>
    JSON.stringify([code === true, ...[env, hosts].map((names) => names && [...names].sort())]);
  return before !== undefined && text(grants) === text(before);
}
