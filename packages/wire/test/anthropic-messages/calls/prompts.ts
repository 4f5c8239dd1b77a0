// Conversations: texts, files, answers of earlier turns, marks for the cache.
import type { CallOptions, JSONObject } from "@mayros/core";
import type { DifferentialCall } from "../../differential/judge.ts";
import {
  assistant,
  call,
  hi,
  type Message,
  marked,
  own,
  type Part,
  result,
  results,
  system,
  type ToolPart,
  thought,
  type UserPart,
  user,
  weather,
} from "./build.ts";

const prompt = (...messages: Message[]): DifferentialCall => ({ call: { prompt: messages } });
const file = (mediaType: string, data: object, more: object = {}): UserPart =>
  ({ type: "file", mediaType, data, ...more }) as UserPart;
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
const bytes = { type: "data", data: PNG };
const base64 = { type: "data", data: "JVBERg==" };
const url = { type: "url", url: new URL("https://e.example/a") };
const reference = { type: "reference", reference: { anthropic: "file_1" } };
const citations = own({ citations: { enabled: true }, title: "T", context: "c" });

const answered = (
  output: Extract<ToolPart, { type: "tool-result" }>["output"],
  options?: JSONObject,
) =>
  prompt(
    user("a"),
    assistant(call("toolu_1", "weather", { city: "Rome" })),
    results(result("toolu_1", "weather", output, options)),
  );
const custom = (kind: `${string}.${string}`, options: JSONObject): Part => ({
  type: "custom",
  kind,
  ...own(options),
});

export const promptCalls: Readonly<Record<string, DifferentialCall>> = {
  "a conversation": prompt(
    system("s"),
    user("a"),
    assistant("b"),
    user("c", "d"),
    user("e"),
    assistant("It is "),
  ),
  "blank texts": prompt(user("a", " "), assistant(" ", "b"), user("c")),
  pictures: prompt(
    user(
      file("image/png", bytes),
      file("image", bytes),
      file("image/*", bytes),
      file("image/png", url),
    ),
  ),
  documents: prompt(
    user(
      file("application/pdf", base64, { filename: "r.pdf" }),
      file("application/pdf", url, citations),
      file("text/plain", { type: "data", data: "QUJD" }, citations),
      file("text/plain", { type: "text", text: "t" }, own({ citations: { enabled: false } })),
    ),
  ),
  "a text that is called a picture": prompt(
    user(file("image/png", { type: "text", text: "t" }, { filename: "a.svg" })),
  ),
  "file references": prompt(
    user(file("image/png", reference), file("application/pdf", reference, marked)),
  ),
  "a file reference with citations": prompt(user(file("application/pdf", reference, citations))),
  "a file for the container": prompt(
    user(file("text/csv", reference, own({ containerUpload: true }))),
  ),
  "marks for the cache": prompt(
    system("s", { cacheControl: { type: "ephemeral", ttl: "1h" } }),
    user({ type: "text", text: "a", ...own({ cache_control: { type: "ephemeral" } }) }, "b"),
    { ...assistant("c", call("toolu_1", "weather", { city: "Rome" })), ...marked },
    {
      ...results(result("toolu_1", "weather", { type: "text", value: "ok", ...marked })),
    },
  ),
  "too many marks": prompt(
    ...["a", "b", "c", "d", "e"].map((text) => ({ ...user(text), ...marked })),
  ),
  "a mark on a thought": prompt(
    user("a"),
    assistant(thought("hm", { signature: "s", cacheControl: { type: "ephemeral" } }), "b"),
    user("c"),
  ),
  "a mark on a result's file": answered({
    type: "content",
    value: [
      { type: "text", text: "a" },
      { type: "text", text: "b", ...marked },
    ],
  }),
  reasoning: prompt(
    user("a"),
    assistant(thought("hm", { signature: "s" }), thought("", { redactedData: "d" }), "b"),
    user("c"),
  ),
  "reasoning without a signature": prompt(user("a"), assistant(thought("hm"), "b"), user("c")),
  "reasoning that is not to be sent": {
    call: {
      prompt: [user("a"), assistant(thought("hm", { signature: "s" }), "b"), user("c")],
      ...own({ sendReasoning: false }),
    },
  },
  "reasoning at the end": prompt(user("a"), assistant("b", thought("hm", { signature: "s" }))),
  "cited texts": prompt(
    user("a"),
    assistant({
      type: "text",
      text: "b",
      ...own({
        citations: [
          {
            type: "web_search_result_location",
            cited_text: "so",
            url: "https://e.example",
            title: "E",
            encrypted_index: "Eo8",
          },
        ],
      }),
    }),
    user("c"),
  ),
  "a compaction": prompt(
    user("a"),
    assistant({ type: "text", text: "b", ...own({ type: "compaction" }) }, "c"),
    user("d"),
  ),
  "a signed compaction": prompt(
    user("a"),
    assistant({ type: "text", text: "b", ...own({ type: "compaction", signature: "s" }) }),
    user("d"),
  ),
  "another model that went on": prompt(
    user("a"),
    assistant(
      call("toolu_1", "weather", { city: "Rome" }),
      thought("hm", { signature: "s" }),
      custom("anthropic.fallback", {
        type: "fallback",
        from: { model: "claude-opus-5-5" },
        to: { model: "claude-opus-4-8" },
      }),
      call("toolu_2", "weather", { city: "Bern" }),
      "b",
    ),
    results(result("toolu_2", "weather", { type: "text", value: "ok" })),
  ),
  "how an answer began": prompt(
    user("a"),
    assistant(custom("anthropic.message_start", { id: "msg_1", model: "m", usage: null }), "b"),
    user("c"),
  ),
  "a file of the container": prompt(
    user("a"),
    assistant(custom("anthropic.container_upload", { fileId: "file_1" }), "b"),
    user("c"),
  ),
  "calls and results": prompt(
    user("a"),
    assistant("b", call("toolu_1", "weather", '{"city":"Rome"}'), "c", call("toolu_2", "now", {})),
    results(
      result("toolu_1", "weather", { type: "json", value: { sun: true } }),
      result("toolu_2", "now", { type: "error-text", value: "no clock" }),
    ),
    user("d"),
  ),
  "a call with a broken input": prompt(
    user("a"),
    assistant(call("toolu_1", "weather", '{"city":'), call("toolu_2", "weather", [1])),
    results(
      result("toolu_1", "weather", { type: "error-json", value: { code: 1 } }),
      result("toolu_2", "weather", { type: "execution-denied" }),
    ),
  ),
  "a denied call with a reason": answered({ type: "execution-denied", reason: "no" }),
  "a result in pieces": answered({
    type: "content",
    value: [
      { type: "text", text: "a" },
      { type: "file", mediaType: "image/png", data: { type: "data", data: PNG } },
      {
        type: "file",
        mediaType: "image/png",
        data: { type: "url", url: new URL("https://e.example/a") },
      },
      { type: "file", mediaType: "application/pdf", data: { type: "data", data: "JVBERg==" } },
      {
        type: "file",
        mediaType: "application/pdf",
        data: { type: "url", url: new URL("https://e.example/a") },
      },
      {
        type: "file",
        mediaType: "image/png",
        data: { type: "reference", reference: { anthropic: "file_1" } },
      },
      {
        type: "file",
        mediaType: "text/plain",
        data: { type: "reference", reference: { anthropic: "file_2" } },
      },
      { type: "custom", ...own({ type: "tool-reference", toolName: "weather" }) },
    ],
  }),
  "a named file in a result": answered({
    type: "content",
    value: [
      {
        type: "file",
        filename: "r.pdf",
        mediaType: "application/pdf",
        data: { type: "data", data: "JVBERg==" },
      },
    ],
  }),
  "a sound in a result": answered({
    type: "content",
    value: [{ type: "file", mediaType: "audio/mpeg", data: { type: "data", data: "QUJD" } }],
  }),
  "an approval": {
    call: {
      ...hi,
      tools: [weather],
      prompt: [
        user("a"),
        assistant(call("toolu_1", "weather", { city: "Rome" })),
        results(
          { type: "tool-approval-response", approvalId: "1", approved: true },
          result("toolu_1", "weather", { type: "text", value: "ok" }),
        ),
      ],
    } satisfies CallOptions,
  },
};
