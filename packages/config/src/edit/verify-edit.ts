// Proves an edit with somebody else's parser before it is written: the json5 library must read the
// expected value, and every comment outside the replaced value must still be there.
import { MayrosError } from "@mayros/core";
import { isBlank } from "../json5/is-blank.ts";
import type { Json5Node } from "../json5/json5-node.ts";
import { parseTree } from "../json5/parse-tree.ts";
import { listComments, scanToken } from "../json5/scan-token.ts";
import { type ConfigPath, formatPath } from "../path/config-path.ts";
import { childNode } from "../path/get-value.ts";
import { sameValue } from "../same-value.ts";
import { withValue } from "./with-value.ts";

/** Throws MAYROS_CONFIG_UNWRITABLE where `after` is not `before` with `value` at `path`. */
export async function verifyEdit(
  before: string,
  after: string,
  path: ConfigPath,
  value: unknown,
): Promise<void> {
  const original = isBlank(before) ? {} : await readWithLibrary(before, path);
  const expected = withValue(original, path, value);
  const actual = await readWithLibrary(after, path);
  if (!sameValue(actual, expected)) throw damaged(path, "would have changed other values");
  if (losesComments(before, after, path)) throw damaged(path, "would have lost a comment");
}

/** Throws where the library cannot read it: it knows fewer letters than we do, for bare keys. */
export async function readWithLibrary(text: string, path: ConfigPath): Promise<unknown> {
  const { default: json5 } = await import("json5");
  try {
    return json5.parse(escapeSeparators(text));
  } catch (cause) {
    throw damaged(path, "could not be checked", cause);
  }
}

function losesComments(before: string, after: string, path: ConfigPath): boolean {
  const replaced = isBlank(before) ? undefined : findNode(parseTree(before), path);
  const kept = listComments(after).map(({ text }) => text);
  return listComments(before)
    .filter(({ start }) => !replaced || start < replaced.start || start >= replaced.end)
    .some(({ text }) => {
      const index = kept.indexOf(text);
      if (index >= 0) kept.splice(index, 1);
      return index < 0;
    });
}

function findNode(root: Json5Node, path: ConfigPath): Json5Node | undefined {
  let node: Json5Node | undefined = root;
  for (const segment of path) node = node && childNode(node, segment);
  return node;
}

/** The library prints a warning for U+2028 and U+2029 in strings; as escapes it takes them quietly. */
function escapeSeparators(text: string): string {
  if (!/[\u2028\u2029]/.test(text)) return text;
  let escaped = "";
  let token = scanToken(text, 0);
  for (let from = 0; ; token = scanToken(text, token.end)) {
    const written = text.slice(token.start, token.end);
    escaped += text.slice(from, token.start);
    escaped += token.kind === "string" ? escapeInString(written) : written;
    from = token.end;
    if (token.kind === "end") return escaped;
  }
}

function escapeInString(written: string): string {
  return written.replace(/\\.|[\u2028\u2029]/gs, (part) => {
    if (part.length > 1) return part;
    return part === "\u2028" ? "\\u2028" : "\\u2029";
  });
}

export function damaged(path: ConfigPath, problem: string, cause?: unknown): MayrosError {
  const message = `changing ${formatPath(path)} ${problem}; nothing was written`;
  return new MayrosError("MAYROS_CONFIG_UNWRITABLE", message, {
    hint: "make this change in an editor, and report the file's layout as a bug",
    cause,
  });
}
