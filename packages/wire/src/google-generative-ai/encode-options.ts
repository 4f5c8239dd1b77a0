// Provider options of a call as body fields. Options under the namespace are the AI SDK's, by its names;
// options under the provider's id or the wire's name that are not known here go to the server as they
// are, because whoever wrote them knows that server.
// https://ai-sdk.dev/providers/ai-sdk-providers/google-generative-ai (accessed 2026-11-22)
import type { JSONObject, JSONValue } from "@mayros/core";
import { takeOption } from "../encode/read-provider-options.ts";
import { recordOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { namespace } from "./namespace.ts";

const bodyFields = [
  "safetySettings",
  "cachedContent",
  "labels",
  "serviceTier",
  "continuationToken",
];
const generationFields = ["responseModalities", "audioTimestamp", "mediaResolution", "imageConfig"];

/** https://ai.google.dev/gemini-api/docs/safety-settings (accessed 2026-11-22) */
const safetyCategories = [
  "HARM_CATEGORY_HATE_SPEECH",
  "HARM_CATEGORY_DANGEROUS_CONTENT",
  "HARM_CATEGORY_HARASSMENT",
  "HARM_CATEGORY_SEXUALLY_EXPLICIT",
];

/** What the codec itself decides; an option must not change it behind the decoder's back. */
const own = ["contents", "systemInstruction", "tools"];

export interface EncodedOptions {
  readonly body: JSONObject;
  readonly generationConfig: JSONObject;
  readonly thinking: JSONObject | undefined;
  readonly retrievalConfig: JSONValue | undefined;
  /** false: the schema of the answer is not to be sent. */
  readonly structuredOutputs: boolean;
}

export function encodeOptions({ options, warnings }: EncodeContext): EncodedOptions {
  const shared = { ...options.shared };
  const direct = { ...options.direct };
  const take = (name: string): JSONValue | undefined => {
    const fromShared = takeOption(shared, name);
    return takeOption(direct, name) ?? fromShared;
  };
  const taken = (names: readonly string[]): JSONObject =>
    Object.fromEntries(
      names.map((name) => [name, take(name)]).filter(([, value]) => value !== undefined),
    );
  const body = taken(bodyFields);
  const threshold = take("threshold");
  if (threshold !== undefined) {
    body.safetySettings ??= safetyCategories.map((category) => ({ category, threshold }));
  }
  const generationConfig = taken(generationFields);
  const known = {
    thinking: recordOf(take("thinkingConfig")) as JSONObject | undefined,
    retrievalConfig: take("retrievalConfig"),
    structuredOutputs: take("structuredOutputs") !== false,
  };
  for (const name of Object.keys(shared)) {
    warnings.unsupported(`providerOptions.${namespace}.${name}`, "this codec has no such option");
  }
  for (const name of own) {
    if (takeOption(direct, name) === undefined) continue;
    warnings.unsupported(`provider option ${name}`, "it is set by the codec alone");
  }
  const { generationConfig: more, ...rest } = direct;
  return {
    body: { ...body, ...rest },
    generationConfig: { ...generationConfig, ...(recordOf(more) as JSONObject | undefined) },
    ...known,
  };
}
