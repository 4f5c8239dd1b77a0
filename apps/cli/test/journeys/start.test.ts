// What makes a start fast must show in nothing else.
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createHome } from "../run-mayros.ts";

const compiled = (folder: string): string => join(folder, "cache", "compiled");

it("prints the lines that are stored as it prints those it makes", async () => {
  const home = createHome();
  const words = ["models", "list", "--all", "--provider", "groq"];
  const stored = (await home.run(words)).stdout.trimEnd().split("\n");
  const id = stored.at(-1)?.split("groq/")[1];
  home.writeConfig(`{ models: { aliases: { last: "groq/${id}" } } }`);
  const made = (await home.run(words)).stdout.trimEnd().split("\n");
  expect(stored.length).toBeGreaterThan(3);
  expect(made).toEqual([...stored.slice(0, -1), `${stored.at(-1)}  (alias:last)`]);
});

it("keeps compiled code in a state folder that is one's own", async () => {
  const home = createHome();
  await home.run(["models", "list"]);
  expect(existsSync(compiled(home.folder))).toBe(true);
  const doctor = JSON.parse((await home.run(["doctor", "--json"])).stdout);
  const wrong = doctor.findings.filter(
    ({ check, severity }: { check: string; severity: string }) =>
      check === "state" && severity !== "ok",
  );
  expect(wrong).toEqual([]);
});

it("takes no compiled code from a folder that others can write to", async () => {
  const home = createHome();
  chmodSync(home.folder, 0o777);
  await home.run(["models", "list"]);
  expect(existsSync(compiled(home.folder))).toBe(false);
});

it.skipIf(process.platform === "win32")("keeps it in folders of its own alone", async () => {
  const home = createHome();
  await home.run(["models", "list"]);
  const folders = [join(home.folder, "cache"), compiled(home.folder)];
  expect(folders.map((each) => statSync(each).mode & 0o777)).toEqual([0o700, 0o700]);
  const kept = readdirSync(compiled(home.folder), { recursive: true }).length;
  // Who may write there may put another folder in the place of this one.
  chmodSync(join(home.folder, "cache"), 0o777);
  await home.run(["doctor"]);
  expect(readdirSync(compiled(home.folder), { recursive: true })).toHaveLength(kept);
});

it("takes none from the working folder", async () => {
  const home = createHome();
  const state = join(home.folder, ".mayros");
  mkdirSync(state, { mode: 0o700 });
  const env = { HOME: "", MAYROS_STATE_DIR: "" };
  expect((await home.run(["--help"], { env, cwd: home.folder })).code).toBe(0);
  expect(readdirSync(state)).toEqual([]);
});

it("makes no state folder to keep it in", async () => {
  const home = createHome();
  await home.run(["plugins", "list"], { env: { MAYROS_STATE_DIR: "" } });
  expect(readdirSync(home.folder)).toEqual([]);
});
