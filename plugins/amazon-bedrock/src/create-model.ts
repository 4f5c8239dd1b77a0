// A model of AWS's Converse, by the AI SDK's package for it. It signs, or gets the key put in by `fetch`; whatever it
// would read from the variables of the process is given to it.
import type { LanguageModelV4, ModelContext } from "@mayros/core";
import { DEFAULT_REGION, regionOfHost } from "./aws-region.ts";
import { insistOnEnd } from "./insist-on-end.ts";
import { credentialsOf } from "./sign-request.ts";

export async function createModel(context: ModelContext): Promise<LanguageModelV4> {
  const { model, baseUrl, apiKey, headers, fetch, session } = context;
  const { createAmazonBedrock } = await import("@ai-sdk/amazon-bedrock");
  const credentials = credentialsOf(session);
  const bedrock = createAmazonBedrock({
    baseURL: baseUrl,
    region: regionOfHost(baseUrl) ?? session?.extras?.region ?? DEFAULT_REGION,
    headers: { ...headers },
    fetch,
    // An empty one keeps it from looking for a key itself.
    apiKey: credentials ? "" : apiKey,
    ...(credentials ? { credentialProvider: async () => credentials } : {}),
  });
  return insistOnEnd(bedrock(model.wireId));
}
