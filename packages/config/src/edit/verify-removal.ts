// Proves a removal before it is written: the json5 library must read the expected value, and what the
// text consists of (tokens and comments) must be the same but for the entry, its comment and one comma.
import { isBlank } from "../json5/is-blank.ts";
import { parseTree } from "../json5/parse-tree.ts";
import { scanToken, type Token } from "../json5/scan-token.ts";
import type { ConfigPath } from "../path/config-path.ts";
import { sameValue } from "../same-value.ts";
import { findEntry } from "./remove-value.ts";
import { hasLineEnd, startsLine } from "./text-lines.ts";
import { damaged, readWithLibrary } from "./verify-edit.ts";
import { withoutValue } from "./with-value.ts";

/** Throws MAYROS_CONFIG_UNWRITABLE where `after` is not `before` without what is at `path`. */
export async function verifyRemoval(
  before: string,
  after: string,
  path: ConfigPath,
): Promise<void> {
  const original = isBlank(before) ? {} : await readWithLibrary(before, path);
  const actual = isBlank(after) ? {} : await readWithLibrary(after, path);
  if (!sameValue(actual, withoutValue(original, path))) {
    throw damaged(path, "would have changed other values");
  }
  const found = isBlank(before) ? undefined : findEntry(parseTree(before), path);
  if (!found) {
    if (after !== before) throw damaged(path, "would have changed the layout");
    return;
  }
  const entry = found.container.children[found.index];
  if (!entry || !isSameButFor(before, after, entry)) {
    throw damaged(path, "would have lost a comment");
  }
}

/** The same tokens and comments in the same order, but for the entry and what may go with it. */
function isSameButFor(before: string, after: string, entry: Span): boolean {
  const all = listTokens(before);
  const left = all.filter(({ start }) => start < entry.start);
  const right = all.filter(({ start }) => start >= entry.end);
  const kept = listTokens(after);
  const ownComments = listOwnComments(before, entry, right);
  const comments = [...left, ...right].filter(isComment);
  const others = comments.filter((token) => !ownComments.includes(token));
  const keptComments = kept.filter(isComment).map(({ written }) => written);
  return (
    [comments, others].some((list) => isListOf(list, keptComments)) &&
    isWithoutOneComma(left.filter(isCode), right.filter(isCode), kept.filter(isCode))
  );
}

function isWithoutOneComma(left: Written[], right: Written[], kept: Written[]): boolean {
  const choices = [
    ...(isComma(right[0]) ? [[...left, ...right.slice(1)]] : []),
    ...(isComma(left.at(-1)) ? [[...left.slice(0, -1), ...right]] : []),
  ];
  const expected = choices.length > 0 ? choices : [[...left, ...right]];
  const written = kept.map((token) => token.written);
  return expected.some((list) => isListOf(list, written));
}

/** Those on the line on which the entry ends, where no other entry is on that line or on its first. */
function listOwnComments(text: string, entry: Span, right: readonly Written[]): Written[] {
  const before = text.slice(0, entry.start).replace(/,[^\S\n\r\u2028\u2029]*$/, "");
  if (!startsLine(before, before.length)) return [];
  const onLine = right.filter(({ start }) => !hasLineEnd(text.slice(entry.end, start)));
  const own = onLine.filter(isComment);
  return own.length + onLine.filter(isComma).length === onLine.length ? own : [];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Written extends Token {
  readonly written: string;
}

function listTokens(text: string): Written[] {
  const tokens: Written[] = [];
  let token = scanToken(text, 0);
  for (; token.kind !== "end"; token = scanToken(text, token.end)) {
    tokens.push({ ...token, written: text.slice(token.start, token.end) });
  }
  return tokens;
}

function isComment({ kind }: Token): boolean {
  return kind === "comment";
}

function isCode({ kind }: Token): boolean {
  return kind !== "comment";
}

function isComma(token: Written | undefined): boolean {
  return token?.kind === "punctuator" && token.written === ",";
}

function isListOf(tokens: readonly Written[], written: readonly string[]): boolean {
  return (
    tokens.length === written.length && tokens.every((token, at) => token.written === written[at])
  );
}
