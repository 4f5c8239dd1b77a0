// The error for a model whose wire format is neither in this version of mayros nor brought by a plugin that is on. Pure.
import type { ResolvedModel } from "@mayros/catalog";
import { formatModelRef, MayrosError } from "@mayros/core";
import type { PluginHost } from "@mayros/plugin-host";
import { codecs } from "@mayros/wire";

type Wires = Pick<PluginHost, "findApi">;

/** Undefined where it is there. */
export function missingWire(
  { api, ref }: Pick<ResolvedModel, "api" | "ref">,
  wires: Wires,
): MayrosError | undefined {
  return hasWire(api, wires) ? undefined : wireMissing(api, formatModelRef(ref));
}

/** Of ours, and of plugins that are on. */
export function hasWire(api: string, { findApi }: Wires): boolean {
  return Object.hasOwn(codecs, api) || findApi(api)?.plugin.enabled === true;
}

export function wireMissing(api: string, who: string): MayrosError {
  return new MayrosError(
    "MAYROS_API_UNKNOWN",
    `${who} speaks the wire format "${api}", which is not in this version of mayros`,
    { hint: `models with one of these can run: ${Object.keys(codecs).join(", ")}` },
  );
}
