// Reads the provider options of a call and of its parts. The AI SDK has a second package for this wire,
// for Vertex AI, with keys of its own: conversations that it kept go on here, and the other way round.
import type { CallOptions, Target } from "@mayros/core";
import { createOptionsReader, type OptionsReader } from "../encode/read-provider-options.ts";
import { compatOf } from "./compat.ts";
import type { Dialect } from "./dialect.ts";
import { namespace } from "./namespace.ts";

/** The newer one first; as a whole, as the AI SDK takes them. */
const vertexKeys = ["googleVertex", "vertex"];

export function readOptions(
  { providerOptions }: CallOptions,
  target: Target,
  { api }: Dialect,
): OptionsReader {
  const reader = createOptionsReader(providerOptions, target, namespace, api);
  const elsewhere = (options: CallOptions["providerOptions"]) =>
    vertexKeys.map((key) => options?.[key]).find((entry) => entry !== undefined);
  const ofVertex = compatOf(target).vertex ? elsewhere(providerOptions) : undefined;
  // One of these keys may be the provider's own id, too: then they are meant for it.
  const shared = Object.entries(ofVertex ?? reader.shared).filter(
    ([name]) => !(name in reader.direct),
  );
  return {
    ...reader,
    shared: Object.fromEntries(shared),
    read: (options) => reader.read(options) ?? elsewhere(options),
  };
}
