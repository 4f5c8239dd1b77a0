// Brings the parts of both sides into one form: JSON without what is not there, deltas of a block joined,
// ids that either side made up replaced by their order. An id that the vendor sent stays as it is.
import type { Plain } from "./judge.ts";

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const isBlock = (type: unknown): boolean => /^(?:text|reasoning)-/.test(textOf(type));

/** `raw` is what the vendor sent. */
export function comparableParts(parts: readonly object[], raw: string, namespace: string): Plain[] {
  const rename = renamer(raw);
  const joined: Plain[] = [];
  for (const part of plain(parts)) {
    if (part.type === "stream-start") continue;
    const mine = isBlock(part.type) || part.type === "source";
    for (const key of ["id", "toolCallId", "approvalId"]) {
      if (key in part && part.type !== "response-metadata") part[key] = rename(part[key], mine);
    }
    withoutOrigin(part, namespace);
    const open = joined.findLast(({ type, id }) => type === part.type && id === part.id);
    if (textOf(part.type).endsWith("-delta") && open) join(open, part);
    else joined.push(part);
  }
  return joined;
}

/** The parts of a whole answer as `doGenerate` has them: blocks in the place of starts, deltas and ends. */
export function contentOf(parts: readonly Plain[]): Plain[] {
  const content: Plain[] = [];
  const open = new Map<string, Plain>();
  for (const { id, delta, ...part } of parts) {
    const [kind = "", step] = textOf(part.type).split(/-(?=(?:start|delta|end)$)/);
    if (kind === "tool-input" || kind === "response-metadata" || kind === "finish") continue;
    if (step === undefined) {
      content.push(part.type === "source" ? { ...part, id } : part);
      continue;
    }
    const key = `${kind} ${textOf(id)}`;
    let block = open.get(key);
    if (step === "start" || !block) {
      block = { type: kind, text: "" };
      open.set(key, block);
      content.push(block);
    }
    join(block, { delta: textOf(delta), ...part }, "text");
  }
  return content;
}

export function plain<T>(value: T): Plain[] {
  return JSON.parse(JSON.stringify(value)) as Plain[];
}

function renamer(raw: string): (id: unknown, always: boolean) => unknown {
  const names = new Map<string, string>();
  return (id, always) => {
    if (typeof id !== "string" || (!always && raw.includes(JSON.stringify(id)))) return id;
    const name = names.get(id) ?? `id-${names.size}`;
    names.set(id, name);
    return name;
  };
}

/** Adds a delta; later metadata wins, as for whoever reads the stream. */
function join(into: Plain, part: Plain, field = "delta"): void {
  into[field] = textOf(into[field]) + textOf(part.delta);
  const { type: _type, id: _id, delta: _delta, providerMetadata, ...rest } = part;
  Object.assign(into, rest);
  if (providerMetadata === undefined) return;
  const before = (into.providerMetadata ?? {}) as Record<string, Plain>;
  const after = providerMetadata as Record<string, Plain>;
  const merged = Object.entries(after).map(([key, value]) => [key, { ...before[key], ...value }]);
  into.providerMetadata = { ...before, ...(Object.fromEntries(merged) as Plain) };
}

/** We mark who wrote reasoning, and in which field, so that only its writer gets it back: no difference. */
function withoutOrigin(part: Plain, namespace: string): void {
  const metadata = part.providerMetadata as Record<string, Plain> | undefined;
  const own = metadata?.[namespace];
  if (!own || !("ref" in own)) return;
  delete own.ref;
  delete own.wire;
  delete own.reasoningField;
  if (Object.keys(own).length === 0) delete metadata[namespace];
  if (Object.keys(metadata ?? {}).length === 0) delete part.providerMetadata;
}
