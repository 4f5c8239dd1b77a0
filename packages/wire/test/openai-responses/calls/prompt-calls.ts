// What a conversation holds: files, earlier answers, results of functions.
import type { JSONObject } from "@mayros/core";
import type { DifferentialCall } from "../../differential/judge.ts";
import {
  answered,
  asked,
  attached,
  fn,
  type Message,
  openai,
  PDF,
  PNG,
  said,
  unstored,
  user,
} from "./compared.ts";

const png = { mediaType: "image/png", data: { type: "data", data: PNG } } as const;
const pdf = { mediaType: "application/pdf", data: { type: "data", data: PDF } } as const;
const mark = openai({ promptCacheBreakpoint: { mode: "explicit" } });
const at = (url: string) => ({ type: "url", url: new URL(url) }) as const;
const kept = { type: "reference", reference: { openai: "file-1" } } as const;

const thought = (text: string, reasoningEncryptedContent: string | null, itemId = "rs_1") => ({
  type: "reasoning" as const,
  text,
  providerOptions: openai({ itemId, reasoningEncryptedContent }),
});
const text = (words: string, itemId?: string) => ({
  type: "text" as const,
  text: words,
  ...(itemId === undefined ? {} : { providerOptions: openai({ itemId }) }),
});
const compaction = {
  type: "custom" as const,
  kind: "openai.compaction" as const,
  providerOptions: openai({ itemId: "cmp_1", encryptedContent: "e" }),
};

/** Two calls that came as one, with all or some of their results. */
function parallel(results: number, options: JSONObject): DifferentialCall {
  const members = [0, 1].map((index) => {
    const wrapper = { itemId: "fc_1", toolCallId: "call_p", toolName: "parallel", index, count: 2 };
    const details = { ...wrapper, ...(index === 0 ? { input: '{"tool_uses":[]}' } : {}) };
    const providerOptions = openai({ parallelToolCall: details });
    return { toolCallId: `call_p_${index}`, toolName: "f", providerOptions };
  });
  const prompt: Message[] = [
    user("hi"),
    {
      role: "assistant",
      content: members.map((member) => ({ type: "tool-call", ...member, input: {} })),
    },
    {
      role: "tool",
      content: members.slice(0, results).map((member, index) => ({
        type: "tool-result",
        ...member,
        output: { type: "text", value: `r${index}` },
      })),
    },
  ];
  return asked({ prompt, tools: [fn("f")] }, options);
}

export const promptCalls: Readonly<Record<string, DifferentialCall>> = {
  image: attached(png),
  "image of a type to be found": attached({
    ...png,
    mediaType: "image/*",
    providerOptions: openai({ imageDetail: "low" }),
  }),
  "image by URL": attached({ mediaType: "image/png", data: at("https://a.example/a.png") }),
  PDF: attached(pdf),
  "PDF with a name": attached({ ...pdf, filename: "a.pdf" }),
  "file by URL": attached({ mediaType: "application/pdf", data: at("https://a.example/a.pdf") }),
  "file by reference": attached({ mediaType: "application/pdf", data: kept }),
  "image by reference": attached({ mediaType: "image/png", data: kept, providerOptions: mark }),
  "other file passed through": attached(
    { mediaType: "text/csv", filename: "a.csv", data: { type: "data", data: "YQ==" } },
    { ...unstored, passThroughUnsupportedFiles: true },
  ),
  "other file passed through, without a name": attached(
    { mediaType: "text/csv", data: { type: "data", data: "YQ==" } },
    { ...unstored, passThroughUnsupportedFiles: true },
  ),
  "cache marks": asked({
    prompt: [{ role: "user", content: [{ type: "text", text: "long", providerOptions: mark }] }],
  }),
  "text of the assistant": said([
    {
      type: "text",
      text: "Hello",
      providerOptions: openai({ itemId: "msg_1", phase: "commentary" }),
    },
  ]),
  "an empty text of the assistant": said([text(""), text("a")]),
  "reasoning in parts": said([thought("a", null), thought("b", "enc"), text("t")]),
  "reasoning in parts, one of them empty": said([thought("a", "enc"), thought("", null)]),
  "hidden reasoning": said([thought("", "enc"), text("t")]),
  "reasoning without its id": said([
    { type: "reasoning", text: "a", providerOptions: openai({ reasoningEncryptedContent: "e" }) },
  ]),
  "reasoning that was not encrypted": said([thought("a", null), text("t")]),
  "reasoning of others": said([{ type: "reasoning", text: "a" }, text("t")]),
  "what the server keeps": said(
    [
      thought("a", null),
      thought("b", null),
      text("t", "msg_1"),
      text("u", "msg_1"),
      {
        type: "tool-call",
        toolCallId: "c",
        toolName: "f",
        input: {},
        providerOptions: openai({ itemId: "fc_1" }),
      },
      compaction,
    ],
    { store: true },
  ),
  "what the server keeps, without the reasoning": said([text("t", "msg_1")], { store: true }),
  "what a conversation keeps": said(
    [thought("a", null), text("t", "msg_1"), text("new"), compaction],
    { store: true, conversation: "conv_0" },
  ),
  "what a response before keeps": said([thought("a", "e"), text("t", "msg_1")], {
    ...unstored,
    previousResponseId: "resp_0",
  }),
  "a compaction": said([compaction]),
  "calls with odd input": said([
    { type: "tool-call", toolCallId: "a", toolName: "f", input: '{"a":1}' },
    { type: "tool-call", toolCallId: "b", toolName: "f", input: "words" },
    { type: "tool-call", toolCallId: "c", toolName: "f", input: undefined },
    {
      type: "tool-call",
      toolCallId: "d",
      toolName: "f",
      input: {},
      providerOptions: openai({
        itemId: "fc_1",
        namespace: "n",
        async: true,
        caller: { type: "program", callerId: "p" },
      }),
    },
  ]),
  "result: text": answered({ type: "text", value: "r" }),
  "result: json": answered({ type: "json", value: { a: [1] } }),
  "result: error text": answered({ type: "error-text", value: "bad" }),
  "result: error json": answered({ type: "error-json", value: { code: 1 } }),
  "result: denied": answered({ type: "execution-denied", reason: "no" }),
  "result: denied without a reason": answered({ type: "execution-denied" }),
  "result: denied by an approval": answered({
    type: "execution-denied",
    providerOptions: openai({ approvalId: "mcpr_1" }),
  }),
  "result: with a cache mark": answered(
    { type: "text", value: "r" },
    { providerOptions: openai({ promptCacheBreakpoint: { mode: "explicit" } }) },
  ),
  "result: for a program": answered(
    { type: "text", value: "r" },
    { providerOptions: openai({ caller: { type: "program", callerId: "p" } }) },
  ),
  "result: with further tools": answered(
    { type: "text", value: "r" },
    {
      providerOptions: openai({
        additionalTools: [{ type: "function", name: "later", parameters: {} }],
      }),
    },
  ),
  ...Object.fromEntries(
    (
      [
        { type: "text", value: "r" },
        { type: "json", value: [1] },
        { type: "execution-denied", reason: "no" },
      ] as const
    ).map((output) => [
      `result: ${output.type} of a function that promises JSON`,
      answered(output, { tools: [fn("f", { outputSchema: { type: "string" } })] }),
    ]),
  ),
  "result: content": answered({
    type: "content",
    value: [
      { type: "text", text: "t", providerOptions: mark },
      { type: "file", ...png, providerOptions: openai({ imageDetail: "high" }) },
      { type: "file", ...pdf },
      { type: "file", mediaType: "text/csv", data: { type: "data", data: "YQ==" } },
      { type: "file", mediaType: "image/png", data: at("https://a.example/a.png") },
      { type: "file", mediaType: "application/pdf", data: at("https://a.example/a.pdf") },
      { type: "file", mediaType: "application/pdf", data: kept },
      { type: "file", mediaType: "image/png", data: kept },
    ],
  }),
  "parallel calls after a response": parallel(2, { previousResponseId: "resp_0" }),
  "parallel calls in a conversation": parallel(2, { conversation: "conv_0" }),
  "parallel calls, not all answered": parallel(1, { previousResponseId: "resp_0" }),
  "parallel calls elsewhere": parallel(2, unstored),
};
