// The envelope around a request, and what of the wrapped form does not go into it.
import type { CallOptions, JSONObject } from "@mayros/core";
import { expect, it } from "vitest";
import { target } from "../../test/replay.ts";
import { encodeRequest } from "./encode-request.ts";

const base = { ...target, baseUrl: "https://code.example" };
const prompt: CallOptions["prompt"] = [{ role: "user", content: [{ type: "text", text: "hi" }] }];
const contents = [{ role: "user", parts: [{ text: "hi" }] }];

it("names the model outside and asks for a stream by the address", () => {
  const { url, headers, body, warnings } = encodeRequest({ prompt, temperature: 0 }, base, true);
  expect(url).toBe("https://code.example/v1internal:streamGenerateContent?alt=sse");
  expect(headers).toEqual({ "content-type": "application/json", accept: "text/event-stream" });
  expect(body).toEqual({
    model: "model-1",
    request: { contents, generationConfig: { temperature: 0 } },
  });
  expect(warnings).toEqual([]);
});

it("asks for a whole answer at another method, and leaves the id of the model as it is", () => {
  const model = { ...target.model, wireId: "tuned/x y" };
  const { url, body } = encodeRequest({ prompt }, { ...base, model }, false);
  expect(url).toBe("https://code.example/v1internal:generateContent");
  expect(body.model).toBe("tuned/x y");
});

it("keeps what a gateway's base URL says", () => {
  const baseUrl = "https://code.example/in/?key=1";
  expect(encodeRequest({ prompt }, { ...base, baseUrl }, true).url).toBe(
    "https://code.example/in/v1internal:streamGenerateContent?key=1&alt=sse",
  );
});

it.each(["google-code-assist", "acme"])("puts options under %s where they belong", (key) => {
  const own = { project: "p-1", user_prompt_id: "u-1", session_id: "s-1", labels: { a: "b" } };
  const { body, warnings } = encodeRequest({ prompt, providerOptions: { [key]: own } }, base, true);
  expect(body).toEqual({
    model: "model-1",
    project: "p-1",
    user_prompt_id: "u-1",
    request: { contents, generationConfig: {}, session_id: "s-1", labels: { a: "b" } },
  });
  expect(warnings).toEqual([]);
});

it("tells which options of the other server do not go here", () => {
  const providerOptions = { google: { serviceTier: "flex", labels: { a: "b" } } };
  const { body, warnings } = encodeRequest({ prompt, providerOptions }, base, true);
  expect(body.request).toEqual({ contents, generationConfig: {}, labels: { a: "b" } });
  expect(warnings).toEqual([
    {
      type: "unsupported",
      feature: "provider option serviceTier",
      details: "this server does not know it",
    },
  ]);
});

it("sends a note in the place of a file that was uploaded to the other server", () => {
  const data = { type: "reference" as const, reference: { google: "https://files.example/1" } };
  const file = { type: "file" as const, mediaType: "application/pdf", data };
  const { body, warnings } = encodeRequest(
    { prompt: [{ role: "user", content: [file] }] },
    base,
    true,
  );
  const [content] = (body.request as { contents: JSONObject[] }).contents;
  expect(content?.parts).toEqual([{ text: "[application/pdf file could not be attached]" }]);
  expect(warnings).toHaveLength(1);
});
