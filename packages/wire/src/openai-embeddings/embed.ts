// Embeddings as both of OpenAI's wires ask for them.
// https://platform.openai.com/docs/api-reference/embeddings/create (accessed 2026-11-22)

import type { EmbedAnswer, EmbedOperation, JSONObject } from "@mayros/core";
import { readAnswer, vectorOf } from "../decode/whole-answer.ts";
import { createWarnings } from "../encode/create-warnings.ts";
import { encodeHeaders, jsonHeaders } from "../encode/encode-headers.ts";
import { endpointUrl } from "../encode/endpoint-url.ts";
import { createOptionsReader } from "../encode/read-provider-options.ts";
import { numberOf, recordOf, recordsOf } from "../json-shapes.ts";

/** `api` and the namespaces: the keys of provider options that the wire listens to. */
export function openaiEmbed(
  api: string,
  namespace: string,
  otherNamespace?: string,
): EmbedOperation {
  return {
    maxTexts: 2048,
    encodeRequest(call, target) {
      const warnings = createWarnings();
      const { shared, direct } = createOptionsReader(
        call.providerOptions,
        target,
        namespace,
        api,
        otherNamespace,
      );
      // Nothing is known of what a chat's options would mean here.
      const { dimensions, user } = { ...shared, ...direct };
      const size = dimensions ?? call.dimensions;
      const own = jsonHeaders(false);
      const body: JSONObject = {
        model: target.model.wireId,
        input: call.values,
        encoding_format: "float",
        ...(size === undefined ? {} : { dimensions: size }),
        ...(user === undefined ? {} : { user }),
      };
      return {
        url: endpointUrl(target.baseUrl, "embeddings"),
        headers: encodeHeaders(own, call.headers, warnings),
        body,
        warnings: warnings.list,
      };
    },
    decodeResponse(body): EmbedAnswer {
      const answer = readAnswer(body);
      const items = recordsOf(answer.data);
      if (items.length === 0) throw new SyntaxError("the answer has no embeddings");
      // Each says which text it is of; servers that leave that out keep their order.
      const place = (index: unknown, position: number): number => numberOf(index) ?? position;
      const embeddings = items
        .map(({ embedding, index }, position) => ({ embedding, at: place(index, position) }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ embedding }) => vectorOf(embedding));
      const tokens = numberOf(recordOf(answer.usage)?.prompt_tokens);
      return { embeddings, ...(tokens === undefined ? {} : { tokens }) };
    },
  };
}
