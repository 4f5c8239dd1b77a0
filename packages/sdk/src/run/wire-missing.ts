// The error for a model whose wire format is not in this version of mayros. Pure.
import type { ResolvedModel } from "@mayros/catalog";
import { formatModelRef, MayrosError } from "@mayros/core";
import { codecs } from "@mayros/wire";

/** Undefined where it is. */
export function missingWire({
  api,
  ref,
}: Pick<ResolvedModel, "api" | "ref">): MayrosError | undefined {
  return Object.hasOwn(codecs, api) ? undefined : wireMissing(api, formatModelRef(ref));
}

export function wireMissing(api: string, who: string): MayrosError {
  return new MayrosError(
    "MAYROS_API_UNKNOWN",
    `${who} speaks the wire format "${api}", which is not in this version of mayros`,
    { hint: `models with one of these can run: ${Object.keys(codecs).join(", ")}` },
  );
}
