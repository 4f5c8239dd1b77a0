// `mayros models auth import` as a person runs it: what is taken over, what is not and why, and that the file stays.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";

const CANARY = "canary-5f0e2b";
const profiles = {
  "groq:default": { type: "api_key", provider: "groq", key: `${CANARY}-groq` },
  "groq:work": {
    type: "api_key",
    provider: "groq",
    key: `${CANARY}-work`,
    metadata: { a: { b: 1 } },
  },
  "z.ai:default": { type: "api_key", provider: "Z.AI", keyRef: { source: "env", id: "A_KEY" } },
  "anthropic:manual": { type: "token", provider: "anthropic", token: `${CANARY}-token` },
  "openai-codex:me@x.org": {
    ...{ type: "oauth", provider: "openai-codex", access: `${CANARY}-a`, refresh: `${CANARY}-r` },
    ...{ expires: 1_900_000_000_000, accountId: "id" },
  },
  "later:default": { type: "api_key", provider: "later", key: `${CANARY}-later` },
  broken: { type: "api_key", provider: "groq" },
};
const document = { version: 1, profiles, order: { groq: ["groq:work", "groq:default"] } };

function homeWith(content: unknown): { home: MayrosHome; file: string } {
  const home = createHome();
  const file = join(home.folder, "auth-profiles.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return { home, file };
}

interface Imported {
  readonly profiles: readonly {
    profileId: string;
    outcome: string;
    reason?: string;
    notes: string[];
  }[];
  readonly orders: readonly string[];
}

const summary = ({ profiles: all }: Imported) =>
  Object.fromEntries(all.map(({ profileId, outcome, reason }) => [profileId, reason ?? outcome]));

it("takes over what it can, says of each why not, and leaves the file alone", async () => {
  const { home, file } = homeWith(document);
  const before = readFileSync(file);
  const dry = await home.run(["models", "auth", "import", file, "--dry-run", "--json"]);
  expect(dry).toMatchObject({ code: 0, stderr: "" });
  expect((await home.run(["models", "auth", "list", "--json"])).stdout).toContain('"count": 0');
  const run = await home.run(["models", "auth", "import", file, "--json"]);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  const result = JSON.parse(run.stdout) as Imported;
  expect(summary(result)).toEqual({
    "groq:default": "imported",
    "groq:work": "imported",
    "z.ai:default": "imported",
    "anthropic:manual": "imported",
    "openai-codex:me@x.org": "shared-login",
    "later:default": "imported",
    broken: "unusable",
  });
  expect(summary(JSON.parse(dry.stdout) as Imported)).toEqual(summary(result));
  expect(result.orders).toEqual(["groq"]);
  expect(run.stdout).toContain("no plugin or config has later");
  expect(run.stdout).toContain("left out: metadata");
  expect(readFileSync(file)).toEqual(before);
  const listed = await home.run(["models", "auth", "list", "--json"]);
  expect(listed.stdout).toContain('"zai"');
  const order = await home.run(["models", "auth", "order", "get", "--provider", "groq", "--json"]);
  expect(order.stdout).toMatch(/"groq:work",\s+"groq:default"/);
  for (const { stdout, stderr } of [dry, run, listed])
    expect(stdout + stderr).not.toContain(CANARY);
});

it("takes over what is odd in a file without its oddities", async () => {
  const email = "a\u001b[31m\u202eb@x\nnext: rm";
  const odd = { type: "oauth", provider: "openai-codex", access: `${CANARY}-a`, expires: 9e15 };
  const { home, file } = homeWith({
    version: 1,
    profiles: {
      "openai-codex:a": { ...odd, email },
      "groq:t": { type: "token", provider: "groq", token: `${CANARY}-t`, expires: 2 ** 53 - 1 },
    },
  });
  expect((await home.run(["models", "auth", "import", file])).code).toBe(0);
  for (const words of [["models", "auth", "list"], ["models", "status"], ["doctor"]]) {
    const { code, stdout, stderr } = await home.run(words);
    expect([code, stderr.includes("unexpected fault")]).toEqual([0, false]);
    expect(stdout).not.toMatch(/\u202e|next: rm/);
  }
});

it("takes over a login that can be renewed only when somebody accepts what that means", async () => {
  const { home, file } = homeWith(document);
  const words = ["models", "auth", "import", file];
  const refused = await home.run(words);
  expect(refused.stdout).toContain(
    "next: log in here anew, or import again with --accept-shared-logins",
  );
  const run = await home.run([...words, "--accept-shared-logins", "--json"]);
  const result = JSON.parse(run.stdout) as Imported;
  expect(summary(result)["openai-codex:me@x.org"]).toBe("imported");
  expect(run.stdout).toContain("log each other out");
});

it("replaces nothing without --force", async () => {
  const { home, file } = homeWith({
    version: 1,
    profiles: { "groq:default": profiles["groq:default"] },
  });
  const key = { input: "gsk_0123456789abcdefghijklmnop" };
  await home.run(["models", "auth", "paste-api-key", "--provider", "groq"], key);
  const words = ["models", "auth", "import", file, "--json"];
  const kept = JSON.parse((await home.run(words)).stdout) as Imported;
  expect(summary(kept)).toEqual({ "groq:default": "exists" });
  const replaced = JSON.parse((await home.run([...words, "--force"])).stdout) as Imported;
  expect(summary(replaced)).toEqual({ "groq:default": "replaced" });
});

it.each([
  ["{", "is no JSON"],
  ['{"version":1,"profiles":{"__proto__":{"type":"api_key"}}}', 'has the key "__proto__" in it'],
  ['{"version":9,"profiles":{}}', "has version 9"],
])("refuses %s whole", async (content, message) => {
  const { home, file } = homeWith(content);
  const run = await home.run(["models", "auth", "import", file]);
  expect(run).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(message) });
});

it("says of a file that is not there that it is not", async () => {
  const run = await createHome().run(["models", "auth", "import", "/no/such/file"]);
  expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining("does not exist") });
});
