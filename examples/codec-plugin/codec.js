// Lantern's wire format, between the AI SDK's V4 parts and a line of JSON per piece of an answer. Pure: no network, no
// clock and no state but that of one answer. The format itself is in README.md.
import { classify } from "./classify.js";

/** @type {import("@mayros/core").Codec} */
export default {
  api: "lantern-talk",
  namespace: "lantern",
  authorize: (secret, bearer) =>
    bearer ? { authorization: `Bearer ${secret}` } : { "x-lantern-key": secret },
  classifyError: classify,
  supportedUrls: () => ({}),
  operations: {
    chat: { encodeRequest, createDecoder, decodeResponse },
  },
};

/** @type {import("@mayros/core").ChatOperation["encodeRequest"]} */
function encodeRequest(call, target, stream) {
  const warnings = [];
  if (call.tools?.length) warnings.push({ type: "unsupported", feature: "tools" });
  const most = call.maxOutputTokens ?? target.model.maxTokens;
  return {
    url: `${target.baseUrl.replace(/\/$/, "")}/talk`,
    headers: { "content-type": "application/json" },
    body: {
      model: target.model.wireId,
      turns: call.prompt.map((message) => encodeTurn(message, warnings)),
      stream,
      most: Math.min(most, target.model.maxTokens),
      ...(call.temperature === undefined ? {} : { warmth: call.temperature }),
    },
    warnings,
  };
}

const names = { system: "rules", user: "person", assistant: "lantern", tool: "person" };

/** Of everything but text the caller is told that it was left out. */
function encodeTurn({ role, content }, warnings) {
  const parts = typeof content === "string" ? [{ type: "text", text: content }] : content;
  for (const { type } of parts) {
    if (type !== "text") warnings.push({ type: "unsupported", feature: `${type} parts` });
  }
  const texts = parts.flatMap((part) => (part.type === "text" ? [part.text] : []));
  return { who: names[role], says: texts.join("\n") };
}

/** @type {import("@mayros/core").ChatOperation["createDecoder"]} */
function createDecoder(sink) {
  const decoder = new TextDecoder();
  const read = createReader(sink);
  let rest = "";
  // Bytes come as the network cuts them: also in the middle of a line, or of a letter.
  const take = (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") read(line);
  };
  return {
    write: (bytes) => take(decoder.decode(bytes, { stream: true })),
    end: () => take(`${decoder.decode()}\n`),
  };
}

/** @type {import("@mayros/core").ChatOperation["decodeResponse"]} */
function decodeResponse(body, sink) {
  const { says, ...rest } = JSON.parse(body);
  createReader(sink)(JSON.stringify({ say: says, ...rest }));
}

const reasons = { done: "stop", full: "length", forbidden: "content-filter" };

/** Turns lines into parts. A stream without an `ended` line is an answer cut off: Mayros says so itself. */
function createReader(sink) {
  let begun = false;
  return (line) => {
    const { say, ended, counted, wrong } = JSON.parse(line);
    if (wrong !== undefined) return sink({ type: "error", error: { body: line } });
    if (typeof say === "string") {
      if (!begun) sink({ type: "text-start", id: "0" });
      begun = true;
      sink({ type: "text-delta", id: "0", delta: say });
    }
    if (ended === undefined) return;
    if (begun) sink({ type: "text-end", id: "0" });
    sink({
      type: "finish",
      finishReason: { unified: reasons[ended] ?? "other", raw: ended },
      usage: {
        inputTokens: { total: counted?.heard, noCache: counted?.heard },
        outputTokens: { total: counted?.said, text: counted?.said },
      },
    });
  };
}
