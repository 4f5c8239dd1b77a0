// `auth.cooldowns` of the config: for how long a key is left alone whose account is empty.
import { expect, it } from "vitest";
import { startKeyVendor } from "./key-vendor.ts";
import { openMayros } from "./open-mayros.ts";

const HOUR = 3_600_000;
const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];

it.each<[string, object, number]>([
  ["nothing", {}, 5],
  ["a first step", { billingBackoffHours: 2 }, 2],
  ["one of another provider", { billingBackoffHoursByProvider: { zeta: 1 } }, 5],
  ["one of its own, in another spelling", { billingBackoffHoursByProvider: { ACME: 1 } }, 1],
  ["a shorter longest step", { billingMaxHours: 3 }, 3],
])("with %s", async (_what, cooldowns, hours) => {
  const body = JSON.stringify({ error: { message: "Insufficient credits" } });
  const vendor = await startKeyVendor(() => ({ status: 402, body }));
  const { mayros } = openMayros(
    {
      auth: { cooldowns },
      agents: { defaults: { model: "acme/m" } },
      models: { providers: { acme: { baseUrl: `${vendor.url}/v1` } } },
    },
    { ACME_API_KEY: "key-of-acme" },
  );
  const { finished } = mayros.run({ prompt }, () => {});
  await expect(finished).rejects.toMatchObject({ failure: { kind: "billing" } });
  const [cooldown] = (await mayros.models.status()).auth.cooldowns;
  expect(cooldown).toMatchObject({ credential: "ACME_API_KEY", reason: "billing", failures: 1 });
  // The clock went on since.
  expect(Math.ceil((cooldown?.remainingMs ?? 0) / HOUR)).toBe(hours);
});
