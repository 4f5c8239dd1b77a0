// A createMayros() with a home of its own, for tests of what is written to a config.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createMayros, type Mayros, type MayrosOptions } from "../src/index.ts";

export interface OpenedMayros {
  readonly mayros: Mayros;
  readonly warnings: readonly string[];
  /** Of mayros.json, as it is now. */
  readonly text: () => string;
  /** Another one on the same home. */
  readonly again: () => Mayros;
  /** Writes a file into the home; returns its path. */
  readonly write: (name: string, text: string) => string;
}

/** `config`: the text of mayros.json, or what it is made from. Closed when the test is over. */
export function openMayros(
  config: string | object,
  env: Record<string, string> = {},
  options: Omit<MayrosOptions, "env" | "onWarning"> = {},
): OpenedMayros {
  const home = mkdtempSync(join(tmpdir(), "mayros-settings-"));
  const write = (name: string, text: string): string => {
    const path = join(home, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const path = write("mayros.json", typeof config === "string" ? config : JSON.stringify(config));
  const opened: Mayros[] = [];
  const warnings: string[] = [];
  const again = (): Mayros => {
    const mayros = createMayros({
      ...options,
      env: { MAYROS_STATE_DIR: home, HOME: home, ...env },
      onWarning: (message) => warnings.push(message),
    });
    opened.push(mayros);
    return mayros;
  };
  onTestFinished(() => {
    for (const mayros of opened) mayros.close();
    rmSync(home, { recursive: true, force: true });
  });
  return { mayros: again(), warnings, text: () => readFileSync(path, "utf8"), again, write };
}
