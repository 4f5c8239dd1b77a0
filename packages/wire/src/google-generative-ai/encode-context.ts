// What every part of the encoder needs to know of the request at hand.
import type { JSONObject, ProviderOptions, Target } from "@mayros/core";
import type { Warnings } from "../encode/create-warnings.ts";
import type { OptionsReader } from "../encode/read-provider-options.ts";
import { isForeign, originOf } from "../encode/reasoning-origin.ts";
import { textOf } from "../json-shapes.ts";
import type { GoogleGenerativeAiCompat } from "./compat.ts";
import type { Dialect } from "./dialect.ts";

export interface EncodeContext {
  readonly target: Target;
  readonly dialect: Dialect;
  readonly compat: Required<GoogleGenerativeAiCompat>;
  readonly options: OptionsReader;
  readonly warnings: Warnings;
  /** The name that the caller gave to the server's execution of code. */
  readonly codeTool: string;
}

/** The signature of a part, if this model made it: the server refuses those of others. */
export function signatureOf(
  partOptions: ProviderOptions | undefined,
  { options, target, dialect }: EncodeContext,
): string | undefined {
  const own = options.read(partOptions);
  return isForeign(own, originOf(target, dialect.api)) ? undefined : textOf(own?.thoughtSignature);
}

/** The call's id; Vertex AI goes by the order alone. */
export function idField(toolCallId: string, { compat }: EncodeContext): JSONObject {
  return compat.vertex ? {} : { id: toolCallId };
}
