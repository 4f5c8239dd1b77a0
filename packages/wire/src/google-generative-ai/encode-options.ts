// Provider options of a call as fields of the body. Options under the namespace are the AI SDK's, by its
// names; options under the provider's id or the wire's name that are not known here go to the server as
// they are, because whoever wrote them knows that server.
// https://ai-sdk.dev/providers/ai-sdk-providers/google-generative-ai (accessed 2026-11-22)
import type { JSONObject, JSONValue } from "@mayros/core";
import { takeOption } from "../encode/read-provider-options.ts";
import { recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { namespace } from "./namespace.ts";

const bodyFields = ["safetySettings", "cachedContent", "labels", "continuationToken"];
const generationFields = ["responseModalities", "audioTimestamp", "mediaResolution"];

/** https://ai.google.dev/gemini-api/docs/safety-settings (accessed 2026-11-22) */
const safetyCategories = [
  "HARM_CATEGORY_HATE_SPEECH",
  "HARM_CATEGORY_DANGEROUS_CONTENT",
  "HARM_CATEGORY_HARASSMENT",
  "HARM_CATEGORY_SEXUALLY_EXPLICIT",
];

/** Only Vertex AI takes these of `imageConfig`; the other server refuses all of it then. */
const vertexPictures = ["personGeneration", "prominentPeople", "imageOutputOptions"];

/** https://docs.cloud.google.com/vertex-ai/generative-ai/docs/priority-paygo (accessed 2026-11-28) */
const vertexHeaders = {
  sharedRequestType: "x-vertex-ai-llm-shared-request-type",
  requestType: "x-vertex-ai-llm-request-type",
};

/** What the codec itself decides; an option must not change it behind the decoder's back. */
const own = ["contents", "systemInstruction", "tools"];

export interface EncodedOptions {
  readonly body: JSONObject;
  readonly generationConfig: JSONObject;
  readonly headers: Record<string, string>;
  readonly thinking: JSONObject | undefined;
  readonly retrievalConfig: JSONValue | undefined;
  /** The arguments of calls come in pieces, if the answer is streamed. */
  readonly streamArguments: boolean;
  /** false: the schema of the answer is not to be sent. */
  readonly structuredOutputs: boolean;
}

type Take = (name: string) => JSONValue | undefined;

export function encodeOptions(context: EncodeContext): EncodedOptions {
  const { options, warnings } = context;
  const shared = { ...options.shared };
  const direct = { ...options.direct };
  const take: Take = (name) => {
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
  const generationConfig = { ...taken(generationFields), ...pictures(take, context) };
  const known = {
    thinking: recordOf(take("thinkingConfig")) as JSONObject | undefined,
    retrievalConfig: take("retrievalConfig"),
    structuredOutputs: take("structuredOutputs") !== false,
    ...byServer(take, context),
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
    ...known,
    body: { ...body, ...known.body, ...rest },
    generationConfig: { ...generationConfig, ...(recordOf(more) as JSONObject | undefined) },
  };
}

function pictures(take: Take, { compat, warnings }: EncodeContext): JSONObject {
  const config = recordOf(take("imageConfig"));
  if (!config) return {};
  const left = { ...config } as JSONObject;
  const refused = compat.vertex ? [] : vertexPictures.filter((name) => takeOption(left, name));
  if (refused.length > 0) warnings.other(`only Vertex AI takes ${refused.join(", ")}`);
  return { imageConfig: left };
}

/** Options that only one of the two servers knows. */
function byServer(
  take: Take,
  { compat, warnings }: EncodeContext,
): Pick<EncodedOptions, "body" | "headers" | "streamArguments"> {
  const serviceTier = take("serviceTier");
  const streamArguments = take("streamFunctionCallArguments") === true;
  const routing = Object.entries(vertexHeaders).flatMap(([name, header]) => {
    const value = textOf(take(name));
    return value ? [[header, value] as const] : [];
  });
  if (compat.vertex) {
    if (serviceTier !== undefined) warnings.other("Vertex AI takes no serviceTier");
    return { body: {}, headers: Object.fromEntries(routing), streamArguments };
  }
  if (streamArguments) warnings.other("only Vertex AI takes streamFunctionCallArguments");
  if (routing.length > 0) warnings.other("only Vertex AI takes sharedRequestType and requestType");
  const body = serviceTier === undefined ? {} : { serviceTier };
  return { body, headers: {}, streamArguments: false };
}
