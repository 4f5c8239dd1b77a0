// What `$include` puts together, and where it says that something is wrong.
import { describe, expect, test } from "vitest";
import { listIssues } from "../read-config.ts";
import { interpretText } from "../test/interpret-text.ts";

type Files = Readonly<Record<string, string>>;

const resolve = (text: string, files: Files) => interpretText(text, {}, files).value;

async function issuesOf(text: string, files: Files, env = {}): Promise<string[]> {
  const issues = await listIssues(interpretText(text, env, files));
  return issues.map(
    ({ file = "mayros.json", line, column, severity, path, message }) =>
      `${file}:${line}:${column} ${severity} ${path}: ${message}`,
  );
}

describe("puts together", () => {
  test.each<[string, string, Files, unknown]>([
    [
      "a file",
      "{ $include: './a.json' }",
      { "/state/a.json": "{ gateway: { a: 1 } }" },
      { gateway: { a: 1 } },
    ],
    [
      "a file in an object",
      "{ gateway: { $include: 'sub/a.json5' } }",
      { "/state/sub/a.json5": "// mine\n{ a: [1,], }" },
      { gateway: { a: [1] } },
    ],
    [
      "the home",
      "{ gateway: { $include: '~/a.json' } }",
      { "/home/a.json": "{}" },
      { gateway: {} },
    ],
    [
      "an absolute path",
      "{ gateway: { $include: '/x/a.json' } }",
      { "/x/a.json": "{}" },
      { gateway: {} },
    ],
    [
      "a list, the later over the earlier, lists replaced",
      "{ gateway: { $include: ['a', 'b'] } }",
      { "/state/a": "{ x: { y: 1, z: 1 }, l: [1, 2] }", "/state/b": "{ x: { y: 2 }, l: [3] }" },
      { gateway: { x: { y: 2, z: 1 }, l: [3] } },
    ],
    [
      "keys beside it over all of it",
      "{ $include: ['a'], gateway: { x: { y: 3 } } }",
      { "/state/a": "{ gateway: { x: { y: 1, z: 1 } } }" },
      { gateway: { x: { y: 3, z: 1 } } },
    ],
    [
      "files in files, from where each is",
      "{ $include: 'sub/a' }",
      { "/state/sub/a": "{ gateway: { $include: '../b' } }", "/state/b": "{ c: 1 }" },
      { gateway: { c: 1 } },
    ],
    [
      "a list that a file holds",
      "{ plugins: { allow: { $include: 'a' } } }",
      { "/state/a": "['x']" },
      { plugins: { allow: ["x"] } },
    ],
    [
      "an item of a list",
      "{ gateway: { l: [{ $include: 'a' }, 2] } }",
      { "/state/a": "{ b: 1 }" },
      { gateway: { l: [{ b: 1 }, 2] } },
    ],
    [
      "the same file twice",
      "{ gateway: { a: { $include: 'a' }, b: { $include: 'a' } } }",
      { "/state/a": "1" },
      { gateway: { a: 1, b: 1 } },
    ],
    [
      "an empty file",
      "{ gateway: { $include: 'a', b: 1 } }",
      { "/state/a": "// nothing" },
      { gateway: { b: 1 } },
    ],
    [
      "nothing in another program's section",
      "{ channels: { $include: 'a' } }",
      {},
      { channels: { $include: "a" } },
    ],
  ])("%s", (_, text, files, expected) => {
    expect(resolve(text, files)).toEqual(expected);
    expect(interpretText(text, {}, files).issues.filter((one) => one.severity === "error")).toEqual(
      [],
    );
  });

  test("ten files deep, and no deeper", () => {
    const files = Object.fromEntries(
      Array.from({ length: 11 }, (_, at) => [`/state/${at}`, `{ $include: '${at + 1}' }`]),
    );
    const found = interpretText(
      "{ $include: '1' }",
      {},
      { ...files, "/state/10": "{ gateway: {} }" },
    );
    expect(found).toMatchObject({ value: { gateway: {} }, issues: [] });
    const deeper = interpretText(
      "{ $include: '0' }",
      {},
      { ...files, "/state/10": "{ gateway: {} }" },
    );
    expect(deeper.issues).toMatchObject([{ message: "is nested over 10 files deep" }]);
  });
});

describe("says where", () => {
  test.each<[string, string, Files, string]>([
    [
      "a file is missing",
      "{\n  gateway: { $include: './a' } }",
      {},
      "mayros.json:2:24 error gateway.$include: there is no file /state/a",
    ],
    [
      "one of several is missing",
      "{ $include: ['a', 'b'] }",
      { "/state/a": "{}" },
      "mayros.json:1:19 error $include[1]: there is no file /state/b",
    ],
    [
      "a file includes itself",
      "{ $include: 'a' }",
      { "/state/a": "{ gateway: {\n $include: 'mayros.json' } }" },
      "/state/a:2:12 error gateway.$include: /state/mayros.json includes itself",
    ],
    [
      "a file is no JSON5",
      "{ gateway: { $include: 'a' } }",
      { "/state/a": "{\n a" },
      '/state/a:2:3 error gateway: expected ":", found the end of the file',
    ],
    [
      "a value is wrong",
      "{ $include: 'a' }",
      { "/state/a": "{ models: {\n mode: 'x' } }" },
      '/state/a:2:8 error models.mode: expected "merge" or "replace", found a string',
    ],
    [
      "a key is wrong, in what is merged",
      "{ $include: 'a', models: { mode: 'merge' } }",
      { "/state/a": "{ models: { mode: 'replace',\n provider: {} } }" },
      '/state/a:2:2 error models.provider: unknown key; did you mean "providers"?',
    ],
    [
      "the wrong value is the nearer one",
      "{ $include: 'a', models: { mode: 'x' } }",
      { "/state/a": "{ models: { mode: 'merge' } }" },
      'mayros.json:1:34 error models.mode: expected "merge" or "replace", found a string',
    ],
    [
      "a key reaches into the prototype",
      "{ gateway: { $include: 'a' } }",
      { "/state/a": '{ b: { "__proto__": { polluted: 1 } } }' },
      '/state/a:1:8 error gateway.b.__proto__: "__proto__" is not allowed as a key',
    ],
    [
      "a key stands twice",
      "{ gateway: { $include: 'a' } }",
      { "/state/a": "{ b: 1,\n b: 2 }" },
      '/state/a:2:2 error gateway.b: "b" stands here twice',
    ],
    [
      "a variable is not set",
      "{ gateway: { $include: 'a' } }",
      { "/state/a": `{ b: '\${NO}' }` },
      "/state/a:1:6 error gateway.b: the environment variable NO is not set",
    ],
    [
      "it is no path",
      "{ $include: 3 }",
      {},
      "mayros.json:1:13 error $include: expected the path of a file, or a list of them",
    ],
    ["it names nothing", "{ $include: [] }", {}, "mayros.json:1:13 error $include: names no file"],
    [
      "keys cannot stand beside it",
      "{ gateway: { $include: 'a', b: 1 } }",
      { "/state/a": "[]" },
      "mayros.json:1:14 error gateway.$include: /state/a holds no object, so that no keys can stand beside it",
    ],
  ])("%s", async (_, text, files, issue) => {
    expect(await issuesOf(text, files)).toEqual([issue]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test("files that include many others do not multiply without end", () => {
    const files: Record<string, string> = {};
    for (let at = 0; at < 9; at++) {
      files[`/state/${at}`] = `{ $include: [${Array(10)
        .fill(`'${at + 1}'`)
        .join()}] }`;
    }
    files["/state/9"] = "{}";
    const { issues, texts } = interpretText("{ $include: '0' }", {}, files);
    expect(texts.length).toBeLessThan(300);
    expect(issues[0]?.message).toBe("includes over 200 files");
  });
});
