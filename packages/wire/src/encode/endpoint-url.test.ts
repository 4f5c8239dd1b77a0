import { expect, test } from "vitest";
import { endpointUrl } from "./endpoint-url.ts";

test.each([
  ["https://a.example/v1", "chat", "https://a.example/v1/chat"],
  ["https://a.example/v1//", "chat", "https://a.example/v1/chat"],
  ["https://a.example", "v1/chat?alt=sse", "https://a.example/v1/chat?alt=sse"],
  ["https://a.example/v1?version=2", "chat", "https://a.example/v1/chat?version=2"],
  [
    "https://a.example/v1/?version=2",
    "chat?alt=sse",
    "https://a.example/v1/chat?version=2&alt=sse",
  ],
  ["https://a.example/v1?", "chat", "https://a.example/v1/chat"],
])("%s, %s", (baseUrl, path, url) => {
  expect(endpointUrl(baseUrl, path)).toBe(url);
});
