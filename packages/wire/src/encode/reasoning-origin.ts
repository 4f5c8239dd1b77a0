// Who wrote a piece of reasoning. Signatures are valid only for the model that made them, so codecs
// write the ref and the wire beside them and recognise foreign ones when they come back.
import { formatModelRef, type JSONObject, type Target } from "@mayros/core";

interface ReasoningOrigin {
  readonly ref: string;
  readonly wire: string;
}

export function originOf(target: Target, wire: string): ReasoningOrigin {
  return { ref: formatModelRef({ provider: target.provider, model: target.model.id }), wire };
}

/** Reasoning without a mark was kept by a program that does not know Mayros; it is trusted. */
export function isForeign(options: JSONObject | undefined, origin: ReasoningOrigin): boolean {
  const { ref, wire } = options ?? {};
  return (
    (typeof ref === "string" && ref !== origin.ref) ||
    (typeof wire === "string" && wire !== origin.wire)
  );
}
