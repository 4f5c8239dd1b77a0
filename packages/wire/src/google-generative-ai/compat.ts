// The quirks of models and servers that speak this wire, as flags: the codec asks what a server can, never
// who it is. What one generation of models brought together is one flag. A model that nobody described is
// taken for a new one: the list of old ones is complete, that of new ones never is.
// https://ai.google.dev/gemini-api/docs/gemini-3 (accessed 2026-11-22)
import type { Target } from "@mayros/core";

export interface GoogleGenerativeAiCompat {
  /**
   * 2: reasons by a budget of tokens; takes no functions beside the server's own tools or a JSON schema,
   * and the files of a function's answer only after it. 3, the default: reasons by levels; takes all of
   * that together, and wants a signature on function calls that go back.
   */
  generation?: 2 | 3;
  /** The server is Vertex AI: calls have no ids, and it has options of its own. Default false. */
  vertex?: boolean;
  /** false: the system prompt stands before the first user message. Default true. */
  supportsSystemInstruction?: boolean;
  /** false: `presencePenalty` and `frequencyPenalty` are refused. Default true. */
  supportsPenalties?: boolean;
  /** false: reads uploaded files and videos by their address, but no pages of others. Default true. */
  supportsExternalUrls?: boolean;
}

/** Flags come from checked manifests and config; a flag of a wrong type acts as if it were not there. */
export function compatOf({ compat }: Target): Required<GoogleGenerativeAiCompat> {
  const flags: Record<string, unknown> = compat;
  const flag = (name: keyof GoogleGenerativeAiCompat, byDefault: boolean): boolean => {
    const value = flags[name];
    return typeof value === "boolean" ? value : byDefault;
  };
  return {
    generation: flags.generation === 2 ? 2 : 3,
    vertex: flag("vertex", false),
    supportsSystemInstruction: flag("supportsSystemInstruction", true),
    supportsPenalties: flag("supportsPenalties", true),
    supportsExternalUrls: flag("supportsExternalUrls", true),
  };
}
