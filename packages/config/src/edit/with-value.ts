// What a value looks like after an edit: what the text is held against, and what is written where an
// edit needs the whole of a list.
import { isRecord } from "../is-record.ts";
import type { ConfigPath } from "../path/config-path.ts";
import { arrayIndex } from "../path/get-value.ts";

/** A copy of `root` with `value` at `path`. */
export function withValue(root: unknown, path: ConfigPath, value: unknown): unknown {
  const [segment, ...rest] = path;
  if (segment === undefined) return value;
  if (Array.isArray(root) || (root === undefined && typeof segment === "number")) {
    const items: unknown[] = Array.isArray(root) ? [...root] : [];
    items[Number(segment)] = withValue(items[Number(segment)], rest, value);
    return items;
  }
  const members: Record<string, unknown> = isRecord(root) ? { ...root } : {};
  const key = String(segment);
  const old = Object.hasOwn(members, key) ? members[key] : undefined;
  return { ...members, [key]: withValue(old, rest, value) };
}

/** A copy of `root` without what is at `path`; later items of an array move up. */
export function withoutValue(root: unknown, path: ConfigPath): unknown {
  const [segment, ...rest] = path;
  if (segment === undefined) return root;
  if (Array.isArray(root)) {
    const index = arrayIndex(segment);
    if (index === undefined) return root;
    if (rest.length === 0) return root.filter((_, at) => at !== index);
    return root.map((item: unknown, at) => (at === index ? withoutValue(item, rest) : item));
  }
  if (!isRecord(root) || !Object.hasOwn(root, segment)) return root;
  const { [segment]: old, ...others } = root;
  return rest.length === 0 ? others : { ...root, [segment]: withoutValue(old, rest) };
}
