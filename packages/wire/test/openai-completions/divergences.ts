// Where this codec differs from the AI SDK's packages on purpose: docs/wire-divergences.md shows it.
import type { Divergence, Plain } from "../differential/judge.ts";

const openai = "@ai-sdk/openai";
const others = "@ai-sdk/openai-compatible";
const google = { google: { thought_signature: "c2ln" } };

/** What came before an error or the end, and that error; what was open stays open. */
const until = (parts: Plain[], message: string): Plain[] => {
  const at = parts.findIndex(({ type }) => type === "error" || type === "finish");
  const before = parts.slice(0, at).filter(({ type }) => type !== "text-end");
  return [...before, { type: "error", message }];
};
const without = (type: string, parts: Plain[]): Plain[] =>
  parts.filter((part) => part.type !== type);
/** Changes the parts of a type. */
const set =
  (type: string, to: Plain | ((part: Plain) => Plain)) =>
  (parts: Plain[]): Plain[] =>
    parts.map((part) =>
      part.type === type ? { ...part, ...(typeof to === "function" ? to(part) : to) } : part,
    );
const insert = (before: string, parts: Plain[], ...more: Plain[]): Plain[] => {
  const at = parts.findIndex(({ type }) => type === before);
  return [...parts.slice(0, at), ...more, ...parts.slice(at)];
};
const metadata = (own: Plain): Plain => ({ providerMetadata: { openai: own } });
const usage = (more: (usage: Record<string, Plain>) => Plain) =>
  set("finish", (part) => {
    const before = part.usage as Record<string, Plain>;
    return { usage: { ...before, ...more(before) } };
  });
/** Adds to each entry of `logprobs` the bytes of its token. */
const bytes = (logprobs: unknown): unknown[] =>
  (logprobs as Plain[]).map((entry) => {
    const own = { bytes: [...new TextEncoder().encode(String(entry.token))] };
    const top = entry.top_logprobs as Plain[];
    return { ...entry, ...own, top_logprobs: top.map((each) => ({ ...each, ...own })) };
  });
const detail = (more: Plain): Plain => ({ format: "google-gemini-v1", ...more });

const inTheirWords =
  "An error is told in the vendor's own words, wherever in an answer they stand.";
const keptDetails =
  "Signed and encrypted reasoning of a router is kept, part by part: the model needs it back.";

/** By status. */
const sentences: ReadonlyMap<unknown, string> = new Map([
  [400, "model not found"],
  [422, "Bad input"],
  [502, "The server answered 502 with a web page instead of an error message"],
  [503, "The server answered 503 with an empty body"],
]);

const answers: readonly Divergence[] = [
  {
    in: "stream",
    reason: "A frame that is no JSON ends the answer with an error: what follows may lack a piece.",
    cases: ["bad-json.txt"],
    adjust: (parts) =>
      set("text-delta", { delta: "Hi" })(
        until(parts, 'the answer could not be read: {"id": oops}'),
      ),
  },
  {
    in: "stream",
    reason: "An answer that was cut off is an error, never a finish.",
    cases: ["truncated.txt"],
    adjust: (parts) => until(parts, "the answer ended early"),
  },
  {
    in: "stream",
    judge: others,
    reason: "Nothing follows an error: neither text nor a finish without a meaning.",
    cases: ["quota-first.txt", "server-error-event.txt", "router-error.txt"],
    adjust: (parts) =>
      set("text-delta", { delta: "Half an ans" })(
        until(parts, String(parts.find(({ type }) => type === "error")?.message)),
      ),
  },
  {
    in: "stream",
    judge: others,
    reason: inTheirWords,
    cases: ["server-error-event.txt"],
    adjust: set("error", { message: "CUDA out of memory" }),
  },
  {
    in: "stream",
    judge: others,
    reason: inTheirWords,
    cases: ["router-error.txt"],
    adjust: set("error", ({ message }) => ({
      message: `${String(message)}: anthropic/claude-sonnet-4.5 is temporarily rate-limited upstream. Please retry shortly.`,
    })),
  },
  {
    in: "whole",
    reason: inTheirWords,
    cases: ["whole-error.json"],
    adjust: set("error", { message: "Upstream request failed" }),
  },
  {
    in: "whole",
    judge: others,
    reason: "The error about an answer without choices shows how the answer began.",
    cases: ["whole-empty.json"],
    adjust: set("error", {
      message: 'the answer could not be read: { "id": "x", "choices": [], "usage": null }',
    }),
  },
  {
    in: "stream",
    judge: others,
    reason: "A field that is null is as good as missing, also where a list is expected.",
    cases: ["nulls.txt"],
    adjust: (parts) =>
      set("finish", { finishReason: { unified: "stop", raw: "stop" } })(without("error", parts)),
  },
  {
    in: "stream",
    judge: others,
    reason: "The last event counts without the blank line that should follow it.",
    cases: ["no-terminator.txt"],
    adjust: (parts) => {
      const finish = {
        finishReason: { unified: "length", raw: "length" },
        usage: {
          inputTokens: { total: 3, noCache: 3, cacheRead: 0 },
          outputTokens: { total: 2, text: 2, reasoning: 0 },
          raw: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
        },
      };
      return set("finish", finish)(set("text-delta", { delta: "Hi!" })(without("error", parts)));
    },
  },
  {
    in: "stream",
    judge: others,
    reason:
      "A stream that ends with [DONE] but names no reason is interrupted, as for @ai-sdk/openai, and no error: some servers name none.",
    cases: ["no-finish-reason.txt"],
    adjust: (parts) =>
      set("finish", { finishReason: { unified: "interrupted" } })(without("error", parts)),
  },
  {
    in: "stream",
    reason: "A text ends when a tool call begins: blocks never overlap.",
    cases: ["text-and-tool.txt"],
    adjust: (parts) =>
      insert(
        "tool-input-start",
        without("text-end", parts),
        ...parts.filter(({ type }) => type === "text-end"),
      ),
  },
  {
    in: ["stream", "whole"],
    judge: others,
    reason: "A call without arguments has an empty object: an empty text is no JSON.",
    cases: ["reasoning-and-parallel-tools.txt", "tools-without-index.txt", "whole.json"],
    adjust: set("tool-call", ({ input }) => ({ input: input === "" ? "{}" : input })),
  },
  {
    in: "stream",
    judge: others,
    reason:
      "An answer that calls a tool ends with tool-calls, whatever other reason the server names.",
    cases: ["late-name.txt", "tools-without-index.txt"],
    adjust: set("finish", { finishReason: { unified: "tool-calls", raw: "stop" } }),
  },
  {
    in: ["stream", "whole"],
    judge: others,
    reason: "What a host adds to a call goes back as it came; it is kept whole, as `extraContent`.",
    cases: ["tools-without-index.txt", "whole-router.json"],
    adjust: set("tool-call", ({ providerMetadata }) =>
      providerMetadata ? metadata({ extraContent: google }) : {},
    ),
  },
  {
    in: "stream",
    judge: others,
    reason: keptDetails,
    cases: ["router-encrypted-details.txt"],
    adjust: (parts) => {
      const data = { type: "reasoning.encrypted", data: "gAAAA", id: "call_1", index: 0 };
      const own = metadata({ reasoningDetails: [detail(data)] });
      const start = { type: "reasoning-start", id: "id-0" };
      return insert("tool-input-start", parts, start, {
        type: "reasoning-end",
        id: "id-0",
        ...own,
      });
    },
  },
  {
    in: "whole",
    judge: others,
    reason: keptDetails,
    cases: ["whole-router.json"],
    adjust: set(
      "reasoning",
      metadata({
        reasoningDetails: [
          detail({ type: "reasoning.text", text: "Draw.", index: 0 }),
          detail({ type: "reasoning.encrypted", data: "AAAA", index: 1 }),
        ],
      }),
    ),
  },
  {
    in: "whole",
    judge: others,
    reason: "Links and pictures that a server sends are passed on.",
    cases: ["whole-router.json"],
    adjust: (parts) =>
      insert(
        "tool-call",
        parts,
        {
          type: "source",
          sourceType: "url",
          id: "id-0",
          url: "https://a.example/",
          title: "A",
        },
        {
          type: "file",
          mediaType: "image/png",
          data: { type: "data", data: "iVBORw0KGgo=" },
        },
      ),
  },
  {
    in: "whole",
    judge: others,
    reason:
      "Tokens that were written to a cache are counted apart: they have a price of their own.",
    cases: ["whole-router.json"],
    adjust: usage(({ inputTokens }) => ({
      inputTokens: { ...inputTokens, noCache: 5, cacheWrite: 2 },
    })),
  },
  {
    in: "stream",
    judge: others,
    reason: "Reasoning that is counted beside the output, as the total shows, is added to it.",
    cases: ["thinking-pieces.txt"],
    adjust: usage(() => ({ outputTokens: { total: 15, text: 7, reasoning: 8 } })),
  },
  {
    in: "stream",
    judge: others,
    reason: "Log probabilities are passed on, whoever sends them.",
    cases: ["empty-arrays.txt"],
    adjust: set("finish", metadata({ logprobs: [] })),
  },
  {
    in: ["stream", "whole"],
    judge: openai,
    reason: "What the vendor sends is kept whole, such as the bytes of tokens.",
    cases: ["logprobs.txt", "whole-refusal.json"],
    adjust: set("finish", ({ providerMetadata }) => {
      const { openai: own } = providerMetadata as Record<string, Plain>;
      return metadata({ ...own, logprobs: bytes(own?.logprobs) });
    }),
  },
  {
    in: "stream",
    judge: openai,
    reason: "Raw usage is what the vendor sent, every count of it.",
    cases: ["text.txt"],
    adjust: usage(({ raw }) => {
      const counts = Object.entries(raw ?? {}).map(([name, count]) => {
        const record = typeof count === "object" && count !== null;
        return [name, record ? { ...count, audio_tokens: 0 } : count];
      });
      return { raw: Object.fromEntries(counts) as Plain };
    }),
  },
  {
    in: "refusal",
    reason: "A refusal always has a sentence: the vendor's, in whatever form it came, or ours.",
    cases: ["no JSON", "nothing", "a text for an error", "the reason elsewhere"],
    adjust: ([refusal]) => [{ ...refusal, message: sentences.get(refusal?.status) }],
  },
];

/** Changes the body of a request. */
const body =
  (to: (body: Plain) => Plain) =>
  ([request]: Plain[]): Plain[] => [{ ...request, body: to(request?.body as Plain) }];
const messages = (to: (messages: Plain[]) => Plain[]) =>
  body((fields) => ({ ...fields, messages: to(fields.messages as Plain[]) }));
/** Changes the one message of a role. */
const message = (role: string, to: (message: Plain) => Plain) =>
  messages((all) => all.map((each) => (each.role === role ? to(each) : each)));
const withArguments = (text: string) =>
  message("assistant", (said) => {
    const [call] = said.tool_calls as Plain[];
    return { ...said, tool_calls: [{ ...call, function: { name: "f", arguments: text } }] };
  });
const omit = (name: string, { [name]: _omitted, ...rest }: Plain): Plain => rest;
const warn =
  (...features: string[]) =>
  (warnings: Plain[]): Plain[] => [
    ...warnings,
    ...features.map((feature) => ({ type: "unsupported", feature })),
  ];

const requests: readonly Divergence[] = [
  {
    in: "request",
    reason: "An earlier answer with nothing in it is left out: servers refuse an empty message.",
    cases: ["a message with nothing in it"],
    adjust: messages((all) => all.filter(({ content }) => content !== "")),
  },
  {
    in: "request",
    judge: openai,
    reason: "Arguments that are no object go back as they are: the model sees what it wrote.",
    cases: ["a call with words"],
    adjust: withArguments('"words"'),
  },
  {
    in: "request",
    judge: others,
    reason: "A call without input goes back with an empty object: servers need the field.",
    cases: ["a call without input"],
    adjust: withArguments("{}"),
  },
  {
    in: "request",
    reason: "A tool that a provider ran is no call that a tool message answers: it is left out.",
    cases: ["a call that a provider ran"],
    adjust: message("assistant", (said) => omit("tool_calls", said)),
  },
  {
    in: "request",
    judge: others,
    reason: "Reasoning goes back only to the model that wrote it, in the field in which it came.",
    cases: ["reasoning of others"],
    adjust: message("assistant", (said) => omit("reasoning_content", said)),
  },
  {
    in: "request",
    judge: others,
    reason: "The model is told that a tool failed, in the words of @ai-sdk/openai.",
    cases: ["result: error text", "result: error json"],
    adjust: message("tool", (result) => {
      const text = String(result.content);
      const error: unknown = text.startsWith("{") ? JSON.parse(text) : text;
      return { ...result, content: JSON.stringify({ error }) };
    }),
  },
  {
    in: "request",
    reason: "Files in a tool's result reach the model as files, in a message after all results.",
    cases: ["result: content"],
    adjust: (all) =>
      messages((sent) => [
        ...sent,
        {
          role: "user",
          content: [
            { type: "text", text: "Files from the tool results above:" },
            { type: "image_url", image_url: { url: "data:image/png;base64,QUJD" } },
          ],
        },
      ])(message("tool", (result) => ({ ...result, content: "t" }))(all)),
  },
  {
    in: "warnings",
    reason: "Files in a tool's result reach the model as files, in a message after all results.",
    cases: ["result: content"],
    adjust: () => [{ type: "compatibility", feature: "file in a tool result" }],
  },
  {
    in: "request",
    reason:
      "Where no tool is left, the list of tools is left out, too: servers refuse an empty one.",
    cases: ["a provider's tool alone"],
    adjust: body((fields) => omit("tools", fields)),
  },
  {
    in: "warnings",
    judge: openai,
    reason: "The warning about a tool that this wire has not says which tool, not only its kind.",
    cases: ["a provider's tool", "a provider's tool alone"],
    adjust: () => [{ type: "unsupported", feature: "provider-defined tool acme.search" }],
  },
  {
    in: "request",
    judge: openai,
    reason: "A PDF without a name is document.pdf, as for @ai-sdk/openai-compatible.",
    cases: ["PDF"],
    adjust: message("user", (said) => {
      const [part] = said.content as Record<string, Plain>[];
      return { ...said, content: [{ ...part, file: { ...part?.file, filename: "document.pdf" } }] };
    }),
  },
  {
    in: "warnings",
    reason: "What stays behind is warned about, never dropped in silence.",
    cases: ["reasoning of others"],
    adjust: warn("reasoning part"),
  },
  {
    in: "warnings",
    reason: "What stays behind is warned about, never dropped in silence.",
    cases: ["a call that a provider ran"],
    adjust: warn("tool call that the provider ran", "tool-result part"),
  },
  {
    in: "warnings",
    reason: "What stays behind is warned about, never dropped in silence.",
    cases: ["approval"],
    adjust: warn("tool-approval-response part"),
  },
  {
    in: "warnings",
    judge: openai,
    reason: "What stays behind is warned about, never dropped in silence.",
    cases: ["cache mark on a tool"],
    adjust: warn("promptCacheBreakpoint of a tool"),
  },
];

export const divergences: readonly Divergence[] = [...answers, ...requests];
