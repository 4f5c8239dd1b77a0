import type { Transport } from "@mayros/transport";
import { expect, it } from "vitest";
import { credentialFetch } from "./credential-fetch.ts";

function fetchWith(hosts: readonly string[], authorization: Record<string, string>) {
  const sent: Parameters<Transport["send"]>[0][] = [];
  const net = credentialFetch({
    hosts,
    authorization,
    signal: undefined,
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
  return { net, sent };
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
    const { net, sent } = fetchWith(["*.acme.example"], authorization);
    const answer = await net.fetch("https://api.acme.example/v1/chat?x=1", {
      method: "POST",
      headers: { ...placeholders, "X-Own": "kept" },
      body: '{"a":1}',
    });
    expect(await answer.text()).toBe("ok");
    const { headers = {} } = sent[0] ?? {};
    expect(Object.values(headers).join(" ")).not.toContain("placeholder");
    expect(headers).toMatchObject({ ...authorization, "x-own": "kept" });
    expect(net.asked).toEqual({ url: "https://api.acme.example/v1/chat?x=1", body: { a: 1 } });
    expect(net.answered.headers).toEqual({ "x-request-id": "7" });
  },
);

it.each(["https://acme.example/", "https://api.acme.example.evil.test/", "http://127.0.0.1/"])(
  "sends nothing to %s",
  async (url) => {
    const { net, sent } = fetchWith(["*.acme.example"], { authorization: "Bearer secret" });
    await expect(net.fetch(url)).rejects.toMatchObject({ code: "MAYROS_HOST_REFUSED" });
    expect(sent).toEqual([]);
  },
);
