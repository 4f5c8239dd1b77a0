// The README's example, run as it stands there, against a server that differs as it says.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OAuthCredential, PluginCode } from "@mayros/core";
import { manifestSchema } from "@mayros/core/schema";
import { loginStage, startAuthorizationServer, visit } from "@mayros/plugin-testkit";
import { expect, it } from "vitest";
import * as oauth from "../src/index.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)];

it("has a manifest that is one", () => {
  const json = blocks.find(([, language]) => language === "json")?.[2] ?? "";
  expect(manifestSchema.safeParse(JSON.parse(json)).error?.issues).toBeUndefined();
});

it("has a plugin that logs in and refreshes", async () => {
  const folder = mkdtempSync(join(import.meta.dirname, "readme-"));
  const server = await startAuthorizationServer();
  try {
    for (const [, language, code = ""] of blocks) {
      const file = /^\/\/ src\/([\w-]+\.ts)/.exec(code)?.[1];
      if (language === "ts" && file) writeFileSync(join(folder, file), code);
    }
    const { default: plugin } = (await import(join(folder, "index.ts"))) as { default: PluginCode };
    const flow = plugin.auth?.browser;
    const claims = Buffer.from('{"tenant":"t1"}').toString("base64url");
    server.switches.tokenFields = { access_token: `e30.${claims}.sig` };
    const stage = loginStage({ oauth: server.oauth, onPrompt: ({ url }) => void visit(url) });
    const credential = (await flow?.login(stage.context)) as OAuthCredential;
    expect(credential).toMatchObject({ type: "oauth", accountId: "t1" });
    expect(server.journal()[0]?.parameters.audience).toBe("models");
    expect(await flow?.refresh?.(credential, stage.context)).toMatchObject({ accountId: "t1" });
    server.switches.tokenAnswers.push({ status: 400, body: { error: "token_gone" } });
    await expect(flow?.refresh?.(credential, stage.context)).rejects.toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
    });
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
});

it("names every function", () => {
  const table = readme.split("\n").filter((line) => line.startsWith("| `"));
  const named = table.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`(\w+)/g)].map(([, name]) => name),
  );
  const functions = named.filter((name) => !name?.startsWith("MAYROS_"));
  expect(new Set(functions)).toEqual(new Set(Object.keys(oauth)));
});
