// Where this codec differs from the AI SDK's package on purpose: docs/wire-divergences.md shows it.
import type { Divergence, Plain } from "../differential/judge.ts";

type Adjust = Divergence["adjust"];

const without =
  (...types: string[]): Adjust =>
  (parts) =>
    parts.filter(({ type }) => !types.includes(String(type)));
/** Changes the parts of a type. */
const eachOf =
  (type: string, change: (part: Plain) => Plain): Adjust =>
  (parts) =>
    parts.map((part) => (part.type === type ? change(part) : part));
const finish = (change: (part: Plain) => Plain): Adjust => eachOf("finish", change);
const says =
  (message: string): Adjust =>
  (parts) =>
    parts.map((part) => ("message" in part ? { ...part, message } : part));
/** Changes the body that is sent. */
const body =
  (change: (body: Plain) => Plain): Adjust =>
  (requests) =>
    requests.map((request) => ({ ...request, body: change(request.body as Plain) }));
/** Puts an item before the last message, which goes on. */
const withItem = (...items: Plain[]): Adjust =>
  body(({ input, ...rest }) => ({
    ...rest,
    input: (input as Plain[]).toSpliced(1, 0, ...items),
  }));
const nothing: Adjust = () => [];
const renamed = (part: Plain, toolCallId: string): Plain => ({ ...part, toolCallId });

const oneEnd =
  "An answer has one end: after an error, or where the stream breaks off, no `finish` follows, so nobody takes half an answer for a whole one.";
const itsOwnWords =
  "A refusal in another form than the vendor's own is told all the same: by what it says, else by its status.";
const sayAgain =
  "What the server's own tools found goes back as the items that it came in, though nothing is stored: otherwise the model forgets it.";
const approvals =
  "A call that waits for approval has the id of the request for it, and remembers its server: so the result finds its call in a later turn, and approvals work though nothing is stored.";
const openReasoning =
  "Reasoning that a model of open weights shows as it is, not in a summary, is reasoning, and goes back as it came.";
const byName =
  "What a model can is known to the catalog and the server, not guessed from its name: what the call asks for is sent.";

const found = {
  id: "fs_1",
  queries: ["q"],
  results: [
    { attributes: { someKey: 1 }, file_id: "file-1", filename: "a", score: 0.5, text: "t" },
  ],
  status: "completed",
  type: "file_search_call",
};
const ran = {
  code: "1",
  container_id: "cntr_1",
  id: "ci_1",
  outputs: [{ type: "logs", logs: "1" }],
  status: "completed",
  type: "code_interpreter_call",
};
const painted = { id: "ig_1", result: "aQ==", status: "completed", type: "image_generation_call" };
const rolled = {
  approval_request_id: "mcpr_1",
  arguments: "{}",
  error: null,
  id: "mcp_1",
  name: "roll",
  output: "4",
  server_label: "dice",
  type: "mcp_call",
};

const answers: readonly Divergence[] = [
  {
    reason: oneEnd,
    in: "stream",
    cases: ["bad-json.txt", "completions-stream.txt", "failed.txt"],
    adjust: without("finish"),
  },
  ...(["truncated.txt", "no-terminator.txt"] as const).map(
    (name): Divergence => ({
      reason: oneEnd,
      in: "stream",
      cases: [name],
      adjust: finish(() => ({ type: "error", message: "the answer ended early" })),
    }),
  ),
  {
    reason: "Which answer failed is told before its error, for whoever asks the vendor about it.",
    in: "stream",
    cases: ["failed-first.txt", "rate-limit-first.txt"],
    adjust: (parts) => [
      {
        type: "response-metadata",
        id: "resp_1",
        modelId: "gpt-5.1-2025-11-13",
        timestamp: "2025-11-22T08:26:40.000Z",
      },
      ...parts,
    ],
  },
  {
    reason: "An error is said in the server's words, or in ours; not in those of a schema library.",
    in: "stream",
    cases: ["bad-json.txt"],
    adjust: says('the answer could not be read: {"type":'),
  },
  {
    reason: "The answer of another wire is shown as it came.",
    in: "stream",
    cases: ["completions-stream.txt"],
    adjust: says(
      'the answer could not be read: {"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Hi"}}]}',
    ),
  },
  {
    reason: "An error is said in the server's words though it lacks fields.",
    in: "whole",
    cases: ["whole-error.json"],
    adjust: says("It broke."),
  },
  {
    reason: "An answer without output is shown as it came.",
    in: "whole",
    cases: ["whole-empty.json"],
    adjust: says("the answer could not be read: {}"),
  },
  {
    reason:
      "A call without arguments has the input `{}`: an empty text is no JSON, and tools cannot read it.",
    in: "stream",
    cases: ["empty-arguments.txt"],
    adjust: eachOf("tool-call", (part) => (part.input === "" ? { ...part, input: "{}" } : part)),
  },
  {
    reason: "Counts that the server did not send are unknown, not 0.",
    in: "stream",
    cases: ["little-usage.txt"],
    adjust: finish(({ usage, ...part }) => {
      const { inputTokens, outputTokens, ...rest } = usage as { [name: string]: Plain };
      const { cacheRead: _cacheRead, ...input } = inputTokens ?? {};
      const { reasoning: _reasoning, ...output } = outputTokens ?? {};
      return { ...part, usage: { ...rest, inputTokens: input, outputTokens: output } };
    }),
  },
  {
    reason:
      "A field that is null, or not what it should be, is passed over: the text beside it is kept, though the server did not say that it begins.",
    in: "stream",
    cases: ["nulls.txt"],
    adjust: (parts) => {
      const providerMetadata = { openai: { itemId: "msg_n" } };
      const block = { id: "id-0", providerMetadata };
      const { providerMetadata: _none, ...delta } = { type: "text-delta", ...block };
      return [
        ...without("error", "finish", "text-delta", "text-end")(parts),
        { type: "text-start", ...block },
        { ...delta, delta: "Hi" },
        { type: "text-end", ...block },
        ...finish((part) => ({ ...part, finishReason: { unified: "stop" } }))(
          parts.filter(({ type }) => type === "finish"),
        ),
      ];
    },
  },
  {
    reason: openReasoning,
    in: "whole",
    cases: ["whole-open-reasoning.json"],
    adjust: ([reasoning, ...parts]) => [
      { ...reasoning, text: "Oslo first," },
      { ...reasoning, text: "then Bern." },
      ...parts,
    ],
  },
  {
    reason: openReasoning,
    in: "stream",
    cases: ["open-reasoning.txt"],
    adjust: (parts) => {
      const providerMetadata = { openai: { itemId: "rs_o" } };
      const delta = { type: "reasoning-delta", id: "id-0", delta: "Let me see.", providerMetadata };
      return parts.flatMap((part) => (part.type === "reasoning-end" ? [delta, part] : [part]));
    },
  },
  ...(["stream", "whole"] as const).flatMap((where): Divergence[] => {
    const named = (name: string) => (where === "stream" ? `${name}.txt` : `whole-${name}.json`);
    return [
      {
        reason: "Log probabilities come as the server sent them, with the bytes of each token.",
        in: where,
        cases: [named("logprobs")],
        adjust: finish((part) => {
          const text = JSON.stringify(part).replaceAll('"token":', '"bytes":[72],"token":');
          return JSON.parse(text) as Plain;
        }),
      },
      {
        reason:
          "An answer that asks the caller to run something finishes with `tool-calls`, whichever tool it is.",
        in: where,
        cases: [named("shell"), named("tool-search")],
        adjust: finish((part) => ({ ...part, finishReason: { unified: "tool-calls" } })),
      },
      {
        reason: approvals,
        in: where,
        cases: [named("mcp-approval")],
        adjust: (parts) => {
          const openai = { approvalRequestId: "mcpr_1", serverLabel: "dice" };
          return eachOf("tool-approval-request", (part) => renamed(part, "mcpr_1"))(
            eachOf("tool-call", (part) => ({
              ...renamed(part, "mcpr_1"),
              providerMetadata: { openai },
            }))(parts),
          );
        },
      },
      {
        reason: approvals,
        in: where,
        cases: [named("mcp-approved")],
        adjust: (parts) =>
          parts.map((part) => ("toolCallId" in part ? renamed(part, "mcpr_1") : part)),
      },
    ];
  }),
  {
    reason: "The input of `local_shell` has the AI SDK's names in whole answers, too.",
    in: "whole",
    cases: ["whole-shell.json"],
    adjust: (parts) =>
      parts.map((part) => {
        const input = String(part.input).replace("timeout_ms", "timeoutMs");
        return "input" in part
          ? { ...part, input: input.replace("working_directory", "workingDirectory") }
          : part;
      }),
  },
];

const requests: readonly Divergence[] = [
  {
    reason:
      "Nothing is stored unless the call asks for it, with `store: true` or by going on from a response or conversation: keys and providers change between the turns of a conversation, and what one account keeps does not exist for the next. Reasoning travels encrypted instead.",
    in: "request",
    cases: ["store by default"],
    adjust: body((rest) => ({ ...rest, store: false, include: ["reasoning.encrypted_content"] })),
  },
  {
    reason:
      "An option that is null is not sent: it means the same, and copies of this API refuse it.",
    in: "request",
    cases: ["options that are null"],
    adjust: body((rest) =>
      Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)),
    ),
  },
  {
    reason: byName,
    in: "request",
    cases: ["a service tier that the model's name is not known for"],
    adjust: body((rest) => ({ ...rest, service_tier: "flex" })),
  },
  {
    reason: byName,
    in: "request",
    cases: ["async functions that the model's name is not known for"],
    adjust: body(({ tools, ...rest }) => ({
      ...rest,
      tools: (tools as Plain[]).map((tool) => ({ ...tool, async: true })),
    })),
  },
  {
    reason: byName,
    in: "warnings",
    cases: [
      "a service tier that the model's name is not known for",
      "async functions that the model's name is not known for",
    ],
    adjust: nothing,
  },
  {
    reason: "A level of reasoning that a model cannot have is warned about.",
    in: "warnings",
    cases: ["reasoning of a model that does not reason"],
    adjust: () => [{ type: "unsupported", feature: "reasoning" }],
  },
  {
    reason: "An empty text of the assistant says nothing, and copies of this API refuse it.",
    in: "request",
    cases: ["an empty text of the assistant"],
    adjust: body(({ input, ...rest }) => ({
      ...rest,
      input: (input as Plain[]).filter(({ content }) => content !== ""),
    })),
  },
  {
    reason: "An empty part of reasoning loses nothing, so nothing is warned about.",
    in: "warnings",
    cases: ["reasoning in parts, one of them empty"],
    adjust: nothing,
  },
  {
    reason: "A choice of the shell names it as a tool of the server's, not as a function.",
    in: "request",
    cases: ["choice of shell"],
    adjust: body((rest) => ({ ...rest, tool_choice: { type: "shell" } })),
  },
  {
    reason: "The result of a patch is one also where the caller gave its tool another name.",
    in: "request",
    cases: ["a patch made"],
    adjust: body(({ input, ...rest }) => ({
      ...rest,
      input: (input as Plain[]).map((item) =>
        item.type === "function_call_output"
          ? { type: "apply_patch_call_output", call_id: "t_1", output: "ok", status: "completed" }
          : item,
      ),
    })),
  },
  { reason: sayAgain, in: "request", cases: ["files found"], adjust: withItem(found) },
  { reason: sayAgain, in: "request", cases: ["code run"], adjust: withItem(ran) },
  { reason: sayAgain, in: "request", cases: ["a picture made"], adjust: withItem(painted) },
  {
    reason: sayAgain,
    in: "request",
    cases: ["a tool of another server"],
    adjust: withItem(rolled),
  },
  {
    reason: sayAgain,
    in: "warnings",
    cases: ["files found", "code run", "a picture made", "a tool of another server"],
    adjust: nothing,
  },
  {
    reason: approvals,
    in: "request",
    cases: ["an approval of what the server does not keep"],
    adjust: withItem({
      arguments: '{"a":1}',
      id: "mcpr_1",
      name: "roll",
      server_label: "dice",
      type: "mcp_approval_request",
    }),
  },
];

const refused: readonly Divergence[] = [
  ["a sentence beside the form", "Unsupported parameter: user"],
  ["a page", "The server answered 502 with a web page instead of an error message"],
  ["nothing", "The server answered 504 with an empty body"],
].map(([name = "", message = ""]) => ({
  reason: itsOwnWords,
  in: "refusal",
  cases: [name],
  adjust: says(message),
}));

export const divergences: readonly Divergence[] = [...answers, ...requests, ...refused];
