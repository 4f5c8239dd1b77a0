// What a vendor's error means: the plugin's word first, where it has one, then that of the wire format.
import type { Codec } from "@mayros/core";
import type { LoadedCode } from "./loaded-code.ts";

/** Code that fails at it leaves it to the wire format. */
export function classifyWithCode(
  loaded: LoadedCode | undefined,
  codec: Pick<Codec, "classifyError">,
): Codec["classifyError"] {
  if (!loaded?.code.classifyError) return codec.classifyError;
  const { code, context } = loaded;
  return (error) => {
    try {
      return code.classifyError?.(error) ?? codec.classifyError(error);
    } catch (fault) {
      context.log(`its classifyError failed: ${String(fault)}`);
      return codec.classifyError(error);
    }
  };
}
