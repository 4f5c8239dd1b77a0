// The hand checks for what discovered.json holds: `models list` loads no zod, and a file that somebody
// edited or that a later version wrote must not change what a request does. Pure.
import type { ModelDeclaration } from "@mayros/core";
import type { SeenServer } from "./seen-server.ts";

/** What is not as this version writes it is left out. */
export function checkSeenServers(content: unknown, format: number): SeenServer[] {
  const { format: found, servers } = (content ?? {}) as { format?: unknown; servers?: unknown };
  if (found !== format || !Array.isArray(servers)) return [];
  return servers.filter(isSeenServer);
}

function isSeenServer(value: unknown): value is SeenServer {
  const { provider, baseUrl, at, models } = (value ?? {}) as Record<keyof SeenServer, unknown>;
  return (
    isText(provider) &&
    isText(baseUrl) &&
    Number.isSafeInteger(at) &&
    Array.isArray(models) &&
    models.every(isDiscovered)
  );
}

const checks: { readonly [name: string]: (value: unknown) => boolean } = {
  id: isText,
  wireId: isText,
  reasoning: (value) => typeof value === "boolean",
  thinkingLevelMap: (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((word) => word === null || isText(word)),
  input: (value) =>
    Array.isArray(value) && value.every((kind) => kind === "text" || kind === "image"),
  contextWindow: (value) => Number.isSafeInteger(value) && (value as number) > 0,
};

/** Nothing that says where a request goes or what it carries may come from a server. */
function isDiscovered(value: unknown): value is ModelDeclaration {
  if (typeof value !== "object" || value === null) return false;
  if (!Object.hasOwn(value, "id")) return false;
  return Object.entries(value).every(
    ([name, field]) => Object.hasOwn(checks, name) && checks[name]?.(field) === true,
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
