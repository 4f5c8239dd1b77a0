// Brings an edit to mayros.json when what it is about stands in an included file: those are somebody
// else's, and what mayros.json says wins over them.
import type { Interpretation } from "../interpret-config.ts";
import type { Json5Node } from "../json5/json5-node.ts";
import { lineColumn } from "../json5/line-column.ts";
import { type ConfigPath, formatPath, invalidPath } from "../path/config-path.ts";
import { arrayIndex, childNode, getValue } from "../path/get-value.ts";
import { findValue } from "../source/config-document.ts";
import type { ConfigEdit } from "./config-edit.ts";
import { withoutValue, withValue } from "./with-value.ts";

/**
 * An edit inside a list that only an include has writes the whole list. Throws MAYROS_CONFIG_PATH_INVALID
 * for the removal of what mayros.json has not, but another file has.
 */
export function localiseEdit(edit: ConfigEdit, found: Interpretation): ConfigEdit {
  const { tree, document, value } = found;
  if (!tree || !document || found.texts.length === 1) return edit;
  for (const depth of edit.path.keys()) {
    const path = edit.path.slice(0, depth);
    const list = getValue(value, path);
    if (!Array.isArray(list) || findNode(tree, path)?.type === "array") continue;
    return { path, value: editList(list, edit, edit.path.slice(depth)) };
  }
  const other = edit.remove && !findNode(tree, edit.path) && findValue(document, edit.path);
  if (!other) return edit;
  const { source, node } = other;
  const { line, column } = lineColumn(source.text, node.start);
  const place = `${source.path}:${line}:${column}`;
  throw invalidPath(formatPath(edit.path), `stands in ${place}`, {
    hint: `edit ${source.path}; commands write only ${document.main.path}`,
  });
}

function editList(list: readonly unknown[], edit: ConfigEdit, inside: ConfigPath): unknown {
  if (edit.remove) return withoutValue(list, inside);
  const index = arrayIndex(inside[0] ?? "");
  if (index === undefined || index > list.length) {
    throw invalidPath(formatPath(edit.path), `needs an index up to ${list.length}`);
  }
  return withValue(list, inside, edit.value);
}

function findNode(root: Json5Node, path: ConfigPath): Json5Node | undefined {
  let node: Json5Node | undefined = root;
  for (const segment of path) node = node && childNode(node, segment);
  return node;
}
