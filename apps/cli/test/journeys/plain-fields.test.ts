// Vendors that want more than a key, on the command line: given by option, stored beside the key, listed, changed, and
// found by a request; and the two ways of a gateway that wants to know who asks.
import { expect, it } from "vitest";
import { startTlsProxy } from "../providers/tls-proxy.ts";
import { createHome } from "../run-mayros.ts";
import {
  answerWithModelServer,
  type RecordedRequest,
  startRecordingVendor,
} from "../specification/recording-vendor.ts";

const KEY = "a-key-0123456789";
const HOST = "gateway.ai.cloudflare.com";
const provider = "cloudflare-ai-gateway";
const onboard = ["onboard", "--auth-choice", `${provider}-api-key`];
const ids = [`--${provider}-account-id`, "acc-1", `--${provider}-gateway-id`, "gate-1"];
const model = `${provider}/claude-sonnet-4-5`;
const given = { A_KEY: KEY, MAYROS_AUTH_STORE: "file" };

answerWithModelServer();

async function ready() {
  const home = createHome();
  const vendor = await startRecordingVendor();
  const proxy = await startTlsProxy(vendor.url, [HOST]);
  const run = (...words: string[]) => home.run(words, { env: { ...given, ...proxy.env } });
  const ask = async (): Promise<RecordedRequest | undefined> => {
    expect(await run("run", "-m", model, "hello")).toMatchObject({ code: 0 });
    return vendor.requests.at(-1);
  };
  return { run, ask };
}

it("is onboarded, listed, asked, and moved to another gateway without the key", async () => {
  const { run, ask } = await ready();
  const lacking = await run(...onboard, `--${provider}-api-key`, "env:A_KEY");
  expect(lacking).toMatchObject({ code: 2, stderr: expect.stringContaining("-account-id and --") });
  const done = await run(...onboard, `--${provider}-api-key`, "env:A_KEY", ...ids, "--json");
  expect(JSON.parse(done.stdout)).toMatchObject({
    fields: { accountId: "acc-1", gatewayId: "gate-1" },
  });
  expect((await run("models", "auth", "list")).stdout).toContain("acc-1 gate-1");
  expect((await ask())?.line).toBe("POST /v1/acc-1/gate-1/anthropic/v1/messages");
  const moved = await run(...onboard, `--${provider}-gateway-id`, "gate-2");
  expect(moved.stdout).toMatch(/kept the key of .*\n.*with accountId acc-1, gatewayId gate-2/);
  expect((await ask())?.line).toBe("POST /v1/acc-1/gate-2/anthropic/v1/messages");
});

it("is pasted with its options, and refused with a value that is no name", async () => {
  const { run, ask } = await ready();
  const paste = [
    "models",
    "auth",
    "paste-api-key",
    "--provider",
    provider,
    "--api-key",
    "env:A_KEY",
  ];
  const hostile = await run(...paste, `--${provider}-account-id`, "../evil");
  expect(hostile).toMatchObject({ code: 2, stderr: expect.stringContaining("is not a name") });
  expect(await run(...paste, ...ids)).toMatchObject({ code: 0 });
  expect((await ask())?.headers).toMatchObject({ host: HOST, "x-api-key": KEY });
  const other = await run(...paste, "--azure-openai-resource-name", "mine");
  expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining("has no field") });
  expect((await run("models", "auth", "paste-api-key", "--help")).stdout).toContain(ids[0]);
});

it("sends what the config says of a gateway that wants to know who asks", async () => {
  const { run, ask } = await ready();
  await run(...onboard, `--${provider}-api-key`, "env:A_KEY", ...ids);
  const place = `models.providers["${provider}"]`;
  await run("config", "set", `${place}.headers["cf-aig-authorization"]`, `Bearer $${"{"}A_KEY}`);
  expect((await ask())?.headers).toMatchObject({
    "cf-aig-authorization": `Bearer ${KEY}`,
    "x-api-key": KEY,
  });
  await run("config", "unset", `${place}.headers`);
  await run("config", "set", `${place}.authHeader`, "cf-aig-authorization: Bearer");
  const { headers } = (await ask()) ?? {};
  expect(headers).toMatchObject({ "cf-aig-authorization": `Bearer ${KEY}` });
  expect(headers).not.toHaveProperty("x-api-key");
  expect(headers).not.toHaveProperty("authorization");
});
