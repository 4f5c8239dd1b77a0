// Asks a model "hello" in this process, in a home of its own: what `mayros run` does, without a process for each of hundreds.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallOptions } from "@mayros/core";
import { createMayros } from "@mayros/sdk";
import { onTestFinished } from "vitest";

export interface Asked {
  readonly text: string;
  readonly error: unknown;
}

/** `config`: what mayros.json has; `env`: nothing but it and the home is set. */
export async function askInProcess(
  config: object,
  env: Record<string, string>,
  ref: string,
  call: Partial<CallOptions> = {},
): Promise<Asked> {
  const home = mkdtempSync(join(tmpdir(), "mayros-specified-"));
  writeFileSync(join(home, "mayros.json"), JSON.stringify(config), { mode: 0o600 });
  const mayros = createMayros({ env: { MAYROS_STATE_DIR: home, HOME: home, ...env } });
  onTestFinished(() => {
    mayros.close();
    rmSync(home, { recursive: true, force: true });
  });
  let text = "";
  const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
  const running = mayros.run({ model: ref, prompt, ...call }, (part) => {
    if (part.type === "text-delta") text += part.delta;
  });
  const error = await running.finished.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  return { text, error };
}
