// Where the codec differs from the AI SDK's package, and why. docs/wire-divergences.md is made of this.
import type { Divergence, Plain } from "../differential/judge.ts";

const isEnd = ({ type }: Plain): boolean => type === "finish" || type === "error";
const saying = (message: string) => (parts: Plain[]) =>
  parts.map((part) => (part.type === "error" ? { ...part, message } : part));

/** Changes the body of a request. */
const body =
  (change: (body: Plain) => Plain) =>
  (requests: Plain[]): Plain[] =>
    requests.map((request) => ({ ...request, body: change(request.body as Plain) }));

/** Changes every record within a value. */
function deep(value: unknown, change: (record: Plain) => Plain | undefined): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => deep(each, change)).filter((each) => each !== undefined);
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, deep(each, change)]);
  return change(Object.fromEntries(entries.filter(([, each]) => each !== undefined)));
}
const everywhere =
  (change: (record: Plain) => Plain | undefined) =>
  (list: Plain[]): Plain[] =>
    deep(list, change) as Plain[];

/** The input of a call that came with its beginning, as a delta. */
function withInitialInput(parts: Plain[]): Plain[] {
  return parts.flatMap((part, index) => {
    const calls = parts.slice(index).find(({ type }) => type === "tool-call");
    const told = parts.some(({ type, id }) => type === "tool-input-delta" && id === part.id);
    if (part.type !== "tool-input-end" || told || calls?.input === "{}") return [part];
    return [{ type: "tool-input-delta", id: part.id, delta: calls?.input }, part];
  });
}

const citations = { title: "T", context: "c", citations: { enabled: true } };

/** The text that stands among fields without a value, and how its answer ends. */
const afterNulls: Plain[] = [
  {
    type: "custom",
    kind: "anthropic.message_start",
    providerMetadata: { anthropic: { id: null, model: null, usage: null } },
  },
  { type: "text-start", id: "id-0" },
  { type: "text-delta", id: "id-0", delta: "a" },
  { type: "text-end", id: "id-0" },
  {
    type: "finish",
    finishReason: { unified: "stop", raw: "end_turn" },
    usage: {
      inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
      outputTokens: {},
      raw: { input_tokens: 0, output_tokens: null },
    },
    providerMetadata: {
      anthropic: {
        usage: { input_tokens: 0, output_tokens: null },
        stopSequence: null,
        iterations: null,
        container: null,
        contextManagement: null,
      },
    },
  },
];

export const divergences: readonly Divergence[] = [
  {
    reason:
      "An answer that is cut off is an error, which fallbacks and retries can act on, not a finish.",
    in: "stream",
    cases: ["no-message-stop.txt", "truncated.txt"],
    adjust: (parts) => [
      ...parts.filter((part) => !isEnd(part)),
      { type: "error", message: "the answer ended early" },
    ],
  },
  {
    reason: "An answer has one end: nothing follows an error.",
    in: "stream",
    cases: ["error-later.txt"],
    adjust: everywhere((part) => (part.delta === "Halfnever" ? { ...part, delta: "Half" } : part)),
  },
  {
    reason: "An answer has one end: nothing follows an error. Errors quote what could not be read.",
    in: "stream",
    cases: ["bad-json.txt"],
    adjust: (parts) =>
      saying("the answer could not be read: {nope")(
        parts.filter(({ type }) => type !== "text-delta"),
      ),
  },
  {
    reason: "Errors quote what could not be read.",
    in: "stream",
    cases: ["two-messages.txt"],
    adjust: saying(
      'the answer could not be read: {"type":"message_start","message":{"id":"msg_01C","type":"message","role":"assistant","model":"claude-opus-4-6","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":25,"cache_c',
    ),
  },
  {
    reason: "Errors quote what could not be read.",
    in: "whole",
    cases: ["whole-empty.json"],
    adjust: saying('the answer could not be read: { "id": "x" }'),
  },
  {
    reason: "An error in the place of an answer is told in the vendor's words.",
    in: "whole",
    cases: ["whole-error.json"],
    adjust: saying("Internal server error"),
  },
  {
    reason:
      "Events of other wires that gateways mix in, and fields without a value, are passed over.",
    in: "stream",
    cases: ["leaking-reasoning.txt"],
    adjust: (parts) => parts.filter(({ type }) => type !== "error"),
  },
  {
    reason:
      "Events of other wires that gateways mix in, and fields without a value, are passed over.",
    in: "stream",
    cases: ["nulls.txt"],
    adjust: () => afterNulls,
  },
  {
    reason: "A block that is still open when its message ends is closed.",
    in: "stream",
    cases: ["unclosed-block.txt"],
    adjust: (parts) =>
      parts.flatMap((part) => (isEnd(part) ? [{ type: "text-end", id: "id-0" }, part] : [part])),
  },
  {
    reason:
      "Input that comes with the start of a call is told as a delta, too: the deltas of a call always make its input.",
    in: "stream",
    cases: ["implied-code-execution.txt", "thinking-and-tools.txt", "web-fetch.txt"],
    adjust: withInitialInput,
  },
  {
    reason:
      "The input of a call of an MCP server is kept where it is streamed, as the vendor does.",
    in: "stream",
    cases: ["mcp.txt"],
    adjust: everywhere((part) =>
      part.type === "tool-call" ? { ...part, input: '{"message":"hello"}' } : part,
    ),
  },
  {
    reason:
      "Blocks and tools of kinds not known yet are kept whole, as `custom` parts, and go back as they came.",
    in: "stream",
    cases: ["new-block.txt"],
    adjust: (parts) =>
      parts.map((part) =>
        part.type === "error" ? kept("hologram", { type: "hologram", data: "x" }) : part,
      ),
  },
  {
    reason:
      "Blocks and tools of kinds not known yet are kept whole, as `custom` parts, and go back as they came.",
    in: "stream",
    cases: ["unknown-block.txt"],
    adjust: (parts) => [
      ...parts.slice(0, 2),
      kept("server_tool_use", {
        type: "server_tool_use",
        id: "srvtoolu_1",
        name: "telepathy",
        input: { thought: "x" },
      }),
      ...parts.slice(2),
    ],
  },
  {
    reason:
      "Some servers of this wire end with `end_turn` where they mean that a tool is to be called; the call decides.",
    in: "stream",
    cases: ["call-with-end-turn.txt"],
    adjust: everywhere((part) =>
      part.unified === "stop" ? { ...part, unified: "tool-calls" } : part,
    ),
  },
  {
    reason:
      "Texts and stop sequences without a visible character, and an empty system prompt, are left out: the server refuses them.",
    in: "request",
    cases: ["blank stop sequences", "blank texts", "effort at the start"],
    adjust: everywhere((record) => {
      if (record.type === "text" && record.text === " ") return undefined;
      const { system, ...rest } = record;
      if (isEmpty(system)) return rest;
      return record.stop_sequences ? { ...record, stop_sequences: ["END"] } : record;
    }),
  },
  {
    reason: "A stop sequence that is left out is warned about.",
    in: "warnings",
    cases: ["blank stop sequences"],
    adjust: (warnings) => [...warnings, { type: "unsupported", feature: "stopSequences" }],
  },
  {
    reason:
      "More output tokens than the catalog knows of are sent as asked: the model may be newer than the catalog.",
    in: "request",
    cases: ["limit beyond the catalog"],
    adjust: body((sent) => ({ ...sent, max_tokens: 200_000 })),
  },
  {
    reason:
      "More output tokens than the catalog knows of are sent as asked: the model may be newer than the catalog.",
    in: "warnings",
    cases: ["limit beyond the catalog"],
    adjust: () => [],
  },
  {
    reason:
      "Whoever asks for a level of reasoning that a model lacks gets the next higher one, not less.",
    in: "request",
    cases: ["reasoning xhigh"],
    adjust: body((sent) => ({ ...sent, output_config: { effort: "max" } })),
  },
  {
    reason:
      "A system message within the conversation stays where it is, where the catalog says that the model takes it; else it goes to the top, with a warning.",
    in: "request",
    cases: ["a first system message on the way"],
    adjust: (requests) =>
      body(({ system, messages, ...rest }) => {
        const [first, ...others] = messages as Plain[];
        return { ...rest, messages: [first, { role: "system", content: system }, ...others] };
      })(withBeta(requests, "mid-conversation-system-2026-04-07,structured-outputs-2025-11-13")),
  },
  {
    reason:
      "A system message within the conversation stays where it is, where the catalog says that the model takes it; else it goes to the top, with a warning.",
    in: "request",
    cases: ["a system message on the way where none is known"],
    adjust: (requests) =>
      body(({ system, messages, ...rest }) => {
        const [first, moved, last] = messages as { content: Plain[] }[];
        const content = [...(first?.content ?? []), ...(last?.content ?? [])];
        return {
          ...rest,
          system: [...(system as Plain[]), ...(moved?.content ?? [])],
          messages: [{ role: "user", content }],
        };
      })(withBeta(requests)),
  },
  {
    reason: "A system message that goes to the top is warned about.",
    in: "warnings",
    cases: ["a system message on the way where none is known"],
    adjust: (warnings) => [...warnings, { type: "compatibility", feature: "system message" }],
  },
  {
    reason:
      "A document keeps its title, context and citations wherever it stands: as a reference, and in a tool's result.",
    in: "request",
    cases: ["a file reference with citations", "a named file in a result"],
    adjust: everywhere((record) => {
      const source = record.source as Plain | undefined;
      if (source?.type === "file") return { ...record, ...citations };
      return record.type === "document" ? { ...record, title: "r.pdf" } : record;
    }),
  },
  {
    reason:
      "A note stands in the place of a file that the wire cannot carry, so that the model knows that something is missing.",
    in: "request",
    cases: ["a sound in a result"],
    adjust: everywhere((record) =>
      isEmpty(record.content)
        ? {
            ...record,
            content: [{ type: "text", text: "[audio/mpeg file could not be attached]" }],
          }
        : record,
    ),
  },
  {
    reason: "The warning names the kind of file.",
    in: "warnings",
    cases: ["a sound in a result"],
    adjust: () => [{ type: "unsupported", feature: "audio/mpeg file" }],
  },
  {
    reason:
      "Reasoning at the end of an assistant message, as answers that were broken off have it, is left out with a warning: the server refuses it.",
    in: "request",
    cases: ["reasoning at the end"],
    adjust: everywhere((record) => (record.type === "thinking" ? undefined : record)),
  },
  {
    reason:
      "Reasoning at the end of an assistant message, as answers that were broken off have it, is left out with a warning: the server refuses it.",
    in: "warnings",
    cases: ["reasoning at the end"],
    adjust: (warnings) => [...warnings, { type: "other" }],
  },
  {
    reason: "A file that a container made goes back with the rest of its answer.",
    in: "request",
    cases: ["a file of the container"],
    adjust: everywhere((record) =>
      record.role === "assistant"
        ? {
            ...record,
            content: [
              { type: "container_upload", file_id: "file_1" },
              ...(record.content as Plain[]),
            ],
          }
        : record,
    ),
  },
  {
    reason:
      "A forced choice of a tool of the provider names it as the wire does, not as the caller did.",
    in: "request",
    cases: ["the provider's own tool"],
    adjust: everywhere((record) =>
      record.name === "look_up" ? { ...record, name: "web_search" } : record,
    ),
  },
  {
    reason: "Nothing is dropped in silence: approvals, a choice among no tools, unknown options.",
    in: "warnings",
    cases: ["an approval"],
    adjust: () => [{ type: "other" }],
  },
  {
    reason: "Nothing is dropped in silence: approvals, a choice among no tools, unknown options.",
    in: "warnings",
    cases: ["no tools to choose"],
    adjust: () => [{ type: "unsupported", feature: "toolChoice" }],
  },
  {
    reason: "Nothing is dropped in silence: approvals, a choice among no tools, unknown options.",
    in: "warnings",
    cases: ["an option that is none"],
    adjust: () => [{ type: "unsupported", feature: "providerOptions.anthropic.topSpeed" }],
  },
  {
    reason: "What is sent is not warned about.",
    in: "warnings",
    cases: ["an MCP server went on"],
    adjust: () => [],
  },
];

function kept(type: string, block: Plain): Plain {
  return {
    type: "custom",
    kind: `anthropic.${type}`,
    providerMetadata: { anthropic: { block } },
  };
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function withBeta(requests: Plain[], beta?: string): Plain[] {
  return requests.map((request) => {
    const { "anthropic-beta": _beta, ...headers } = request.headers as Plain;
    return { ...request, headers: beta ? { ...headers, "anthropic-beta": beta } : headers };
  });
}
