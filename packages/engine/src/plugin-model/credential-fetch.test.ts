import type { Transport } from "@mayros/transport";
import { expect, it } from "vitest";
import { credentialFetch, type LastExchange } from "./credential-fetch.ts";

function fetchWith(hosts: readonly string[], headers: Record<string, string>) {
  const sent: Parameters<Transport["send"]>[0][] = [];
  const last: LastExchange = { url: "", body: undefined, headers: {} };
  const fetch = credentialFetch({
    hosts,
    baseUrl: "http://server.lan:8080/v1",
    headers,
    last,
    signal: new AbortController().signal,
    send: async (request) => {
      sent.push(request);
      return {
        status: 200,
        headers: { "x-request-id": "7" },
        read: async (onBytes) => onBytes(Buffer.from("ok")),
        text: async () => "ok",
        pause: () => {},
        resume: () => {},
        destroy: () => {},
      };
    },
  });
  return { fetch, last, sent };
}

const placeholders = {
  "api-key": "placeholder",
  Authorization: "Bearer placeholder",
  cookie: "placeholder=1",
  "x-api-key": "placeholder",
  "X-Goog-Api-Key": "placeholder",
};

it.each([[{ authorization: "Bearer secret" }], [{ "x-api-key": "secret" }], [{}]])(
  "sends %j in the place of whatever a library put there",
  async (authorization) => {
    const { fetch, last, sent } = fetchWith(["*.acme.example"], authorization);
    const answer = await fetch("https://api.acme.example/v1/chat?x=1", {
      method: "POST",
      headers: { ...placeholders, "X-Own": "kept" },
      body: '{"a":1}',
    });
    expect(await answer.text()).toBe("ok");
    const { headers = {} } = sent[0] ?? {};
    expect(Object.values(headers).join(" ")).not.toContain("placeholder");
    expect(headers).toMatchObject({ ...authorization, "x-own": "kept" });
    expect(last).toMatchObject({
      url: "https://api.acme.example/v1/chat?x=1",
      body: { a: 1 },
      headers: { "x-request-id": "7" },
    });
  },
);

it.each([
  "https://acme.example/",
  "https://api.acme.example.evil.test/",
  "https://evil.test/api.acme.example",
  "https://api.acme.example@evil.test/",
  "https://API.ACME.EXAMPLE./",
  "https://[::ffff:127.0.0.1]/",
  "http://127.0.0.1/",
  "http://api.acme.example/v1",
  "http://server.lan/v1",
])("sends nothing to %s", async (url) => {
  const { fetch, sent } = fetchWith(["*.acme.example"], { authorization: "Bearer secret" });
  await expect(fetch(url)).rejects.toMatchObject({ code: "MAYROS_HOST_REFUSED" });
  expect(sent).toEqual([]);
});

it("asks a server of the person's own as its base URL has it", async () => {
  const { fetch, sent } = fetchWith([], { authorization: "Bearer secret" });
  await fetch("http://server.lan:8080/v1/chat");
  expect(sent).toHaveLength(1);
});
