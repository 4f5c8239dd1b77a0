// What the doctor says of secrets in plain text where a keyring answers, and that --fix seals them.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspectStore, openProfileStore, openSealer } from "@mayros/credentials";
import { expect, it, onTestFinished } from "vitest";
import { applyRepair } from "./apply-repair.ts";
import { checkDatabases } from "./checks/databases.ts";
import type { Facts } from "./facts.ts";

/** A keyring that keeps what it is given. */
function memoryKeyring() {
  const entries = new Map<string, string>();
  return {
    read: async (names: readonly string[]) => names.map((name) => entries.get(name)),
    write: async (given: Readonly<Record<string, string>>) => {
      for (const [name, value] of Object.entries(given)) entries.set(name, value);
    },
  };
}

function openStore() {
  const stateDir = mkdtempSync(join(tmpdir(), "mayros-seal-"));
  const keyring = memoryKeyring();
  const open = (mode: "auto" | "file") =>
    openProfileStore({
      ...{ stateDir, now: Date.now, warn: () => {} },
      sealer: openSealer({ keyring, mode: async () => mode, warn: () => {} }),
    });
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }));
  return { stateDir, open };
}

it("says so, with the command, and does it", async () => {
  const { stateDir, open } = openStore();
  const [plain, store] = [open("file"), open("auto")];
  onTestFinished(() => {
    plain.close();
    store.close();
  });
  await plain.save("acme:default", "acme", { type: "api-key", key: "k" });
  const check = (canSeal: boolean) =>
    checkDatabases({ store: inspectStore(stateDir), backups: [], canSeal } as unknown as Facts)
      .filter(({ message }) => message.includes("in plain text before"))
      .map(({ severity, message, command, repair }) => ({ severity, message, command, repair }));
  expect(check(false)).toEqual([]);
  const [found] = check(true);
  expect(found).toEqual({
    severity: "note",
    message: "the keyring answers, and these were stored in plain text before: acme:default",
    command: "mayros doctor --fix",
    repair: { kind: "seal" },
  });
  const machine = { profiles: () => store } as unknown as Parameters<typeof applyRepair>[0];
  if (found?.repair) expect(await applyRepair(machine, found.repair)).toBeUndefined();
  expect(inspectStore(stateDir).profiles).toMatchObject([{ keyId: expect.stringMatching(/^k1-/) }]);
  expect((await store.read("acme:default"))?.credential).toEqual({ type: "api-key", key: "k" });
});
