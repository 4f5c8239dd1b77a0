// Tools that are called like those of Claude Code get its spelling, and their answers the caller's own again: `read`
// goes out as `Read`. Which names a request changed is kept with it, and ends with it.
import type { JSONObject, JSONValue, OutgoingRequest } from "@mayros/core";

/** `claudeCodeTools` in packages/ai/src/api/anthropic-messages.ts of https://github.com/earendil-works/pi (accessed 2026-11-28) */
const known = new Map(
  [
    ..."Read Write Edit Bash Grep Glob AskUserQuestion EnterPlanMode ExitPlanMode KillShell NotebookEdit".split(
      " ",
    ),
    ..."Skill Task TaskOutput TodoWrite WebFetch WebSearch".split(" "),
  ].map((name) => [name.toLowerCase(), name]),
);

/** Their names on the wire -> the caller's. */
const changed = new WeakMap<OutgoingRequest, ReadonlyMap<string, string>>();

/** The caller's name of a tool that the answer to this request calls. */
export function callersName(name: string, request: OutgoingRequest): string {
  return changed.get(request)?.get(name) ?? name;
}

export function renameTools(body: JSONObject, request: OutgoingRequest): void {
  const renamed = renamings(body);
  if (renamed.size === 0) return;
  changed.set(request, new Map([...renamed].map(([own, wire]) => [wire, own])));
  const wireName = (name: JSONValue | undefined): JSONValue | undefined =>
    typeof name === "string" ? (renamed.get(name) ?? name) : name;
  for (const tool of recordsOf(body.tools)) {
    if (isCallers(tool)) tool.name = wireName(tool.name) ?? null;
  }
  const [choice] = recordsOf([body.tool_choice ?? null]);
  if (choice?.type === "tool") choice.name = wireName(choice.name) ?? null;
  for (const message of recordsOf(body.messages)) {
    for (const block of recordsOf(message.content)) renameIn(block, wireName);
  }
}

/** A name of the vendor's own tools, or one that would then be there twice, stays. */
function renamings({ tools, messages }: JSONObject): Map<string, string> {
  const all = recordsOf(tools);
  const called = recordsOf(messages)
    .flatMap(({ content }) => recordsOf(content))
    .filter(({ type }) => type === "tool_use");
  const own = namesOf([...all.filter(isCallers), ...called]);
  const taken = new Set([...namesOf(all), ...own]);
  const found = new Map<string, string>();
  for (const name of own) {
    const wire = known.get(name.toLowerCase());
    const isVendors = all.some((tool) => tool.name === name && !isCallers(tool));
    if (wire === undefined || isVendors || taken.has(wire)) continue;
    taken.add(wire);
    found.set(name, wire);
  }
  return found;
}

function renameIn(
  block: JSONObject,
  wireName: (name: JSONValue | undefined) => JSONValue | undefined,
): void {
  if (block.type === "tool_use") block.name = wireName(block.name) ?? null;
  if (block.type === "tool_reference") block.tool_name = wireName(block.tool_name) ?? null;
  for (const inner of recordsOf(block.content)) renameIn(inner, wireName);
}

/** The vendor's own tools have a type with a date. */
const isCallers = ({ type }: JSONObject): boolean => type === undefined || type === "custom";

function namesOf(records: readonly JSONObject[]): Set<string> {
  return new Set(records.flatMap(({ name }) => (typeof name === "string" ? [name] : [])));
}

function recordsOf(value: JSONValue | undefined): JSONObject[] {
  if (!Array.isArray(value)) return [];
  return (value as JSONValue[]).filter(
    (entry): entry is JSONObject =>
      typeof entry === "object" && entry !== null && !Array.isArray(entry),
  );
}
