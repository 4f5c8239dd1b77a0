// Embeddings: one text and many have methods of their own.
// https://ai.google.dev/api/embeddings (accessed 2026-11-22)
import type { EmbedAnswer, EmbedOperation, JSONObject, JSONValue } from "@mayros/core";
import { readAnswer, vectorOf } from "../decode/whole-answer.ts";
import { createWarnings } from "../encode/create-warnings.ts";
import { encodeHeaders, jsonHeaders } from "../encode/encode-headers.ts";
import { createOptionsReader } from "../encode/read-provider-options.ts";
import { recordOf, recordsOf } from "../json-shapes.ts";
import { methodUrl, resourceName } from "./method-url.ts";
import { api, namespace } from "./namespace.ts";

export const embed: EmbedOperation = {
  // As @ai-sdk/google 4.0.121 has it.
  maxTexts: 100,
  encodeRequest(call, target) {
    const warnings = createWarnings();
    const { shared, direct } = createOptionsReader(call.providerOptions, target, namespace, api);
    const { outputDimensionality, taskType, content } = { ...shared, ...direct };
    const more = Array.isArray(content) ? content : [];
    if (more.length > 0 && more.length !== call.values.length) {
      warnings.unsupported("content", "it has to have an entry for each text");
    }
    const extra = more.length === call.values.length ? more : [];
    const size = outputDimensionality ?? call.dimensions;
    const options: JSONObject = {
      ...(size === undefined ? {} : { outputDimensionality: size }),
      ...(taskType === undefined ? {} : { taskType }),
    };
    const model = resourceName(target.model.wireId);
    const partsOf = (text: string, index: number): JSONValue[] => {
      const own = extra[index];
      if (!Array.isArray(own)) return [{ text }];
      return text === "" ? own : [{ text }, ...own];
    };
    const [first = ""] = call.values;
    const one = call.values.length === 1;
    const requests = call.values.map((text, index) => ({
      model,
      content: { role: "user", parts: partsOf(text, index) },
      ...options,
    }));
    const own = jsonHeaders(false);
    return {
      url: methodUrl(target, one ? "embedContent" : "batchEmbedContents"),
      headers: encodeHeaders(own, call.headers, warnings),
      body: one ? { model, content: { parts: partsOf(first, 0) }, ...options } : { requests },
      warnings: warnings.list,
    };
  },
  decodeResponse(body): EmbedAnswer {
    const { embedding, embeddings } = readAnswer(body);
    const all = embedding === undefined ? recordsOf(embeddings) : [recordOf(embedding) ?? {}];
    if (all.length === 0) throw new SyntaxError("the answer has no embeddings");
    return { embeddings: all.map(({ values }) => vectorOf(values)) };
  },
};
