// Whoever stores a credential that an earlier order leaves out is told so, and how to have it tried.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMayros, type Mayros } from "@mayros/sdk";
import { expect, it, onTestFinished } from "vitest";

function open(config: object = {}): { mayros: Mayros; warnings: string[] } {
  const home = mkdtempSync(join(tmpdir(), "mayros-left-out-"));
  writeFileSync(join(home, "mayros.json"), JSON.stringify(config), { mode: 0o600 });
  const warnings: string[] = [];
  const mayros = createMayros({
    env: { HOME: home, MAYROS_STATE_DIR: home, MAYROS_AUTH_STORE: "file" },
    onWarning: (message) => warnings.push(message),
  });
  onTestFinished(() => {
    mayros.close();
    rmSync(home, { recursive: true, force: true });
  });
  return { mayros, warnings };
}

const key = (number: number): string => `gsk_0123456789abcdefghij${number}`;

it("by the order that was stored, with the command that names it, too", async () => {
  const { mayros, warnings } = open();
  const paste = (profileId: string, number: number) =>
    mayros.auth.pasteApiKey({ provider: "groq", profileId, key: key(number) });
  await paste("groq:one", 1);
  await mayros.auth.order.set("groq", ["groq:one"]);
  await paste("groq:one", 2);
  expect(warnings).toEqual([]);
  await paste("groq:second", 3);
  expect(warnings).toEqual([
    "groq:second is not tried: the order of groq names others; to try it, too: mayros models auth order set --provider groq groq:one groq:second",
  ]);
});

it("by the order of the config", async () => {
  const { mayros, warnings } = open({ auth: { order: { groq: ["groq:one"] } } });
  await mayros.onboard({ choice: "groq-api-key", values: { apiKey: key(1) } });
  expect(warnings).toEqual([
    `groq:default is not tried: the order of groq names others; to try it, too: mayros config set auth.order.groq '["groq:one","groq:default"]'`,
  ]);
});
