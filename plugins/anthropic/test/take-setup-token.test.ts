// The login with a pasted setup-token.
import { fastClock, loginStage } from "@mayros/plugin-testkit";
import { expect, it } from "vitest";
import manifest from "../mayros.plugin.json" with { type: "json" };
import plugin from "../src/index.ts";

const token = `sk-ant-oat01-${"aB3-_".repeat(19)}`;

function logIn(pasted: string) {
  const clock = fastClock();
  const stage = loginStage({ oauth: {}, clock, answer: () => pasted });
  return { stage, clock, login: plugin.auth?.["setup-token"]?.login(stage.context) };
}

it("is stored for as long as the manifest says, after Anthropic's terms were named", async () => {
  const { stage, clock, login } = logIn(`${token.slice(0, 60)}\n${token.slice(60)}\n`);
  const [, method] = manifest.providers.anthropic.authMethods;
  const days = method?.expiresInDays ?? 0;
  expect(await login).toEqual({
    type: "token",
    token,
    expiresAt: clock.now() + days * 24 * 60 * 60 * 1000,
  });
  expect(days).toBe(365);
  expect(stage.notes.join()).toContain("legal-and-compliance");
});

it("refuses something else, without repeating it", async () => {
  const secret = "sk-ant-api03-0123456789abcdef";
  const error = await logIn(secret).login?.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: "MAYROS_CREDENTIAL_INVALID",
    hint: expect.stringContaining("claude setup-token"),
  });
  expect(JSON.stringify([error, String(error)])).not.toContain(secret);
});
