// The quirks of models behind this wire, as flags: those of the form that it wraps, and one of its own. Its servers
// hand some requests on to models of another vendor, whose rules then hold inside the same form.
// https://github.com/NoeFabris/opencode-antigravity-auth/blob/main/docs/ANTIGRAVITY_API_SPEC.md (accessed 2026-11-28)
import type { Target } from "@mayros/core";
import type { GoogleGenerativeAiCompat } from "../google-generative-ai/compat.ts";

export interface GoogleCodeAssistCompat extends GoogleGenerativeAiCompat {
  /**
   * A Claude model stands behind the server: it takes the schemas of functions as `parameters` in few keywords,
   * ids of calls of letters, digits, `_` and `-`, thoughts only with their signature, and counts thoughts as output.
   * Goes with `generation: 2`. Default false.
   */
  claude?: boolean;
}

export const standsBehind = ({ compat }: Target): boolean => {
  const { claude }: GoogleCodeAssistCompat = compat;
  return claude === true;
};
