// The hand checks for what is kept of servers: `models list` loads no zod, and a file that somebody edited or that a
// later version wrote must not change what a request does. Pure.
import type { DiscoveredModel } from "@mayros/engine";
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

/** Nothing that says where a request goes or what it carries may come from a server. */
function isDiscovered(value: unknown): value is DiscoveredModel {
  if (typeof value !== "object" || value === null || !("id" in value)) return false;
  for (const name in value) {
    if (!isGood(name, (value as Record<string, unknown>)[name])) return false;
  }
  return true;
}

/** One function and not a table: a list may have a thousand models with ten of these. */
function isGood(name: string, field: unknown): boolean {
  switch (name) {
    case "id":
    case "wireId":
    case "name":
    case "api":
      return isText(field);
    case "reasoning":
      return typeof field === "boolean";
    case "contextWindow":
    case "maxTokens":
      return Number.isSafeInteger(field) && (field as number) > 0;
    case "input":
      return Array.isArray(field) && field.every((kind) => kind === "text" || kind === "image");
    case "cost":
      return isRecord(field) && Object.entries(field).every(isPrice);
    case "thinkingLevelMap":
      return isRecord(field) && Object.values(field).every((word) => word === null || isText(word));
    default:
      return false;
  }
}

const prices = new Set(["input", "output", "cacheRead", "cacheWrite"]);

const isPrice = ([name, value]: [string, unknown]): boolean =>
  prices.has(name) && Number.isFinite(value) && (value as number) >= 0;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
