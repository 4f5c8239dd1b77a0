// A person's home for one test: a config, and a place for what is stored.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestHome {
  /** Absolute path. */
  readonly folder: string;
  /** For `createMayros({ env })`. */
  readonly env: { readonly HOME: string; readonly MAYROS_STATE_DIR: string };
  readonly remove: () => void;
}

/** `config` becomes its mayros.json. */
export function createHome(config: object): TestHome {
  const folder = mkdtempSync(join(tmpdir(), "mayros-home-"));
  writeFileSync(join(folder, "mayros.json"), JSON.stringify(config), { mode: 0o600 });
  return {
    folder,
    env: { HOME: folder, MAYROS_STATE_DIR: folder },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
