// The answers of tools, in every form.
import type { CallOptions } from "@mayros/core";
import { answered, picture } from "./parts.ts";

const elsewhere = {
  type: "file" as const,
  mediaType: "application/pdf",
  data: { type: "url" as const, url: new URL("https://a.example/x.pdf") },
};

export const resultCalls: Readonly<Record<string, CallOptions>> = {
  "a result of text": answered({ type: "text", value: "sun" }),
  "an error of a tool": answered({ type: "error-text", value: "no" }),
  "a JSON error of a tool": answered({ type: "error-json", value: { code: 1 } }),
  "a JSON error with $ref": answered({ type: "error-json", value: { $ref: "#/x" } }),
  "a denial with a reason": answered({ type: "execution-denied", reason: "not now" }),
  "a denial": answered({ type: "execution-denied" }),
  "a result with $ref": answered({ type: "json", value: { a: [{ $ref: "#/x" }] } }),
  "a result of null": answered({ type: "json", value: null }),
  "a result of an empty list": answered({ type: "json", value: [] }),
  "a result with nothing in it": answered({ type: "content", value: [] }),
  "a result of one piece of text": answered({
    type: "content",
    value: [{ type: "text", text: "one" }],
  }),
  "a result with a picture": answered({
    type: "content",
    value: [{ type: "text", text: "one" }, { type: "text", text: "two" }, picture],
  }),
  "a result of a picture": answered({ type: "content", value: [picture] }),
  "a result with a picture in its address": answered({
    type: "content",
    value: [
      {
        type: "file",
        mediaType: "image/png",
        data: { type: "url", url: new URL("data:image/png;base64,iVBORw0KGgo=") },
      },
    ],
  }),
  "a result with a file elsewhere": answered({
    type: "content",
    value: [{ type: "text", text: "one" }, elsewhere],
  }),
  "a result with a file as text": answered({
    type: "content",
    value: [{ type: "file", mediaType: "text/plain", data: { type: "text", text: "a" } }],
  }),
  "a result only its own provider can read": answered({
    type: "content",
    value: [{ type: "custom", providerOptions: { other: { type: "x" } } }],
  }),
};
