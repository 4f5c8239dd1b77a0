// What a plugin's code gives back that is of no use is an error, or is left to others: everybody who calls adds whose it is.
import type { OutgoingRequest, PluginCode, ProviderCode, Session, StreamPart } from "@mayros/core";
import { expect, it } from "vitest";
import { guardPluginCode } from "./guard-plugin-code.ts";

const plugin = {
  id: "acme",
  own: "/nowhere/acme",
  libraries: [],
  secrets: new Set<string>(),
  onFault: () => {},
};

/** As it came from JavaScript that no compiler saw. */
function guarded(code: Record<keyof ProviderCode, unknown> | object): ProviderCode {
  const { providers } = guardPluginCode({ providers: { acme: code as ProviderCode } }, plugin);
  return providers?.acme ?? {};
}

const context = {} as never;
const outgoing = (): OutgoingRequest => {
  const body = { model: "m" };
  return {
    ...{ api: "openai-completions", model: "m", credential: "api-key", sessionId: undefined },
    facts: { initiator: "user", hasImage: false, stream: true },
    ...{ url: "https://acme.example/v1", headers: { accept: "*/*" }, body: () => body },
  };
};

it.each<[unknown, RegExp]>([
  [{ token: "t", expiresAt: "soon" }, /expiresAt that is no time/],
  [{ token: "t", expiresAt: Number.NaN }, /expiresAt that is no time/],
  [{ token: "t", baseUrl: "acme.example" }, /baseUrl that is none/],
  [{ token: "t", headers: { "x-a": 1 } }, /headers that can't be sent/],
  [{ token: "t", headers: { "x-a": "a\r\nb: c" } }, /headers that can't be sent/],
])("refuses the session %j", async (session, said) => {
  const provider = guarded({ openSession: () => session });
  await expect(provider.openSession?.(undefined, context)).rejects.toThrow(said);
});

it("rejects where code throws at once", async () => {
  const code = guarded({
    openSession() {
      throw new Error("at once");
    },
  });
  await expect(code.openSession?.(undefined, context)).rejects.toThrow("at once");
});

it.each<[string, (request: OutgoingRequest) => unknown, RegExp]>([
  ["is asynchronous", async () => {}, /returned a promise/],
  ["rejects", () => Promise.reject(new Error("nobody hears it")), /returned a promise/],
  ["sets no URL", (request) => void Reflect.set(request, "url", "nowhere"), /set no URL/],
  [
    "sets a header twice in one",
    (request) => void Reflect.set(request.headers, "a", "b\nc"),
    /can't be sent/,
  ],
  [
    "takes the headers away",
    (request) => void Reflect.set(request, "headers", null),
    /can't be sent/,
  ],
  [
    "makes a circle",
    (request) => void Reflect.set(request.body(), "self", request.body()),
    /no JSON/,
  ],
  ["makes a big number", (request) => void Reflect.set(request.body(), "n", 1n), /no JSON/],
])("refuses a prepare that %s", (_what, prepare, said) => {
  const code = guarded({
    prepare: (_session: Session, request: OutgoingRequest) => prepare(request),
  });
  expect(() => code.prepare?.({ token: "t" }, outgoing())).toThrow(said);
});

it("passes a part on that reverse says nothing of, and refuses what is none", () => {
  const part: StreamPart = { type: "text-delta", id: "0", delta: "a" };
  expect(guarded({ reverse: () => undefined }).reverse?.(part, outgoing())).toBe(part);
  for (const wrong of [null, 1, "text", {}, Promise.resolve(part)]) {
    const provider = guarded({ reverse: () => wrong });
    expect(() => provider.reverse?.(part, outgoing())).toThrow("no part");
  }
});

it("leaves an error to the wire format that was classified as nothing there is", () => {
  const whole = { kind: "server", message: "m", rotate: false, failover: true, cooldown: "none" };
  const error = { headers: {}, body: "", receivedAt: 0 };
  const classified = (said: unknown) =>
    guarded({ classifyError: () => said }).classifyError?.(error);
  expect(classified(whole)).toBe(whole);
  for (const wrong of [
    ...[undefined, null, 1, "server", Promise.resolve(whole), {}],
    ...[
      { ...whole, kind: "constructor" },
      { ...whole, message: 1 },
      { ...whole, rotate: "yes" },
    ],
  ]) {
    expect(classified(wrong)).toBeUndefined();
  }
});

it("asks methods as methods, and hands out no name that objects have from JavaScript", async () => {
  class Flow {
    #secret = "kept";
    async login() {
      return this.#secret as never;
    }
  }
  const code = JSON.parse('{"__proto__": {"a": 1}}') as object;
  const { auth, providers } = guardPluginCode(
    { auth: { own: new Flow() }, providers: code as NonNullable<PluginCode["providers"]> },
    plugin,
  );
  expect(await auth?.own?.login(context)).toBe("kept");
  expect(Object.getPrototypeOf(providers)).toBe(Object.prototype);
  expect(({} as { a?: unknown }).a).toBeUndefined();
});

it("notes what must not be shown if it fails later", async () => {
  plugin.secrets.clear();
  const code = guarded({ openSession: () => ({ token: "session-token-1" }), prepare: () => {} });
  const credential = {
    type: "oauth",
    access: "access-token-1",
    refresh: "refresh-token-1",
  } as never;
  const env = { ACME_API_KEY: "variable-of-env-1", ACME_SHORT: "short" };
  await code.openSession?.(credential, { env } as never);
  code.prepare?.({ token: "session-token-2" }, outgoing());
  expect([...plugin.secrets]).toEqual([
    ...["access-token-1", "refresh-token-1", "variable-of-env-1"],
    ...["session-token-1", "session-token-2"],
  ]);
});

it("answers for a model as the model does, frozen ones too", async () => {
  const model = Object.freeze({
    specificationVersion: "v4",
    provider: "acme",
    doStream: async (options: unknown) => ({ options }),
  });
  const made = await guarded({ createLanguageModel: () => model }).createLanguageModel?.(context);
  expect([made?.specificationVersion, made?.provider]).toEqual(["v4", "acme"]);
  expect("doStream" in (made ?? {})).toBe(true);
  expect(await made?.doStream("asked" as never)).toEqual({ options: "asked" });
});
