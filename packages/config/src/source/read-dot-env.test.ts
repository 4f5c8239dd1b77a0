// What `<stateDir>/.env` gives, and what it must not.
import { describe, expect, test } from "vitest";
import { interpretText } from "../test/interpret-text.ts";
import { readDotEnv } from "./read-dot-env.ts";

const dotEnv = (text: string) => ({ "/state/.env": text });

test("the process wins over .env, and .env over the config's env block", () => {
  const text = `{ env: { A: "block", B: "block", vars: { C: "block" }, D: "\${B}" } }`;
  const files = dotEnv('A=file\nexport B="file two" # note\nE=\n');
  expect(interpretText(text, { A: "process", E: "" }, files).env).toEqual({
    A: "process",
    B: "file two",
    C: "block",
    D: "file two",
    E: "",
  });
});

test("a byte order mark is no part of the first name", () => {
  expect(interpretText("{}", {}, dotEnv("\uFEFFA=1\r\nB=2\r\n")).env).toEqual({ A: "1", B: "2" });
});

test("the line of a name that is dropped is its own", () => {
  const { issues } = interpretText("{}", {}, dotEnv("A=1\nexport PATH = x\nPATHS=1"));
  expect(issues).toMatchObject([{ line: 2, message: expect.stringContaining("PATH") }]);
});

test("references see it", () => {
  const text = `{ gateway: { a: "\${FROM_FILE}" } }`;
  expect(interpretText(text, {}, dotEnv("FROM_FILE=x"))).toMatchObject({
    config: { gateway: { a: "x" } },
    references: { FROM_FILE: "x" },
    issues: [],
  });
});

describe("what steers a loader, a shell or where files are is dropped", () => {
  const names = ["NODE_OPTIONS", "LD_PRELOAD", "DYLD_INSERT_LIBRARIES", "PATH", "HOME", "BASH_ENV"];
  const own = "HOME STATE_DIR CONFIG_PATH LOCK_DIR AUTH_STORE"
    .split(" ")
    .map((name) => `MAYROS_${name}`);

  test.each([...names, ...own, "Path"])("%s", (name) => {
    const inFile = interpretText("{}", {}, dotEnv(`A=1\n${name}=x`));
    expect(inFile.env).toEqual({ A: "1" });
    expect(inFile.issues).toMatchObject([{ file: "/state/.env", line: 2, severity: "warning" }]);
    const text = `{ env: {\n ${name}: "x",\n vars: { ${name}: "\${NOT_SET}", B: "1" } } }`;
    const inBlock = interpretText(text, {});
    expect(inBlock.env).toEqual({ B: "1" });
    expect(inBlock.issues).toMatchObject([
      { line: 2, path: `env.${name}`, severity: "warning" },
      { line: 3, path: `env.vars.${name}`, severity: "warning" },
    ]);
  });

  test.each(["GITHUB_TOKEN", "HTTPS_PROXY", "OPENAI_API_KEY", "MAYROS_LIVE_ACME_KEY"])(
    "%s is not among them",
    (name) => {
      expect(interpretText("{}", {}, dotEnv(`${name}=x`))).toMatchObject({
        env: { [name]: "x" },
        issues: [],
      });
    },
  );
});

test("a file that others can read is warned about, one that cannot be read, too", () => {
  const file = { path: "/state/.env", read: () => "A=1", isOpen: () => true };
  expect(readDotEnv(file)).toMatchObject({
    variables: { A: "1" },
    issues: [{ message: "other users can read it; run: chmod 600 /state/.env" }],
  });
});
