// What it means that a ChatGPT plan has no more to give. Everything else the wire format knows.
// UsageErrorBody in codex-rs/codex-api/src/api_bridge.rs of https://github.com/openai/codex (accessed 2026-11-28)
import { type ClassifiedError, failureOf, type VendorError } from "@mayros/core";

interface Limit {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly plan_type?: unknown;
  readonly resets_at?: unknown;
  readonly resets_in_seconds?: unknown;
}

export function classifyLimit(error: VendorError): ClassifiedError | undefined {
  const limit = limitIn(error.body);
  const codes = [limit?.type, limit?.code];
  const isReached = codes.includes("usage_limit_reached");
  if (!limit || (!isReached && !codes.includes("usage_not_included"))) return undefined;
  const plan = typeof limit.plan_type === "string" ? ` (${limit.plan_type.toLowerCase()})` : "";
  const resetAt = resetOf(limit, error.receivedAt);
  // Plans have windows of hours and of a week: far longer than the limits of an API key.
  if (isReached || resetAt !== undefined) {
    const when = resetAt === undefined ? "" : `; try again ${waitUntil(resetAt, error.receivedAt)}`;
    return {
      ...failureOf("rate_limit", 429, resetAt),
      daily: true,
      message: `the usage limit of your ChatGPT plan${plan} is reached${when}`,
    };
  }
  return {
    ...failureOf("billing", 429),
    message: `your ChatGPT plan${plan} does not include Codex`,
  };
}

/** In an answer, or in the event of a stream that failed. */
function limitIn(body: string): Limit | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  const found = (parsed as { error?: unknown } | null)?.error;
  return typeof found === "object" && found !== null ? found : undefined;
}

/** The seconds from now before the moment: they are right whatever this machine's clock says. */
function resetOf(limit: Limit, receivedAt: number): number | undefined {
  const seconds = positive(limit.resets_in_seconds);
  if (seconds !== undefined) return receivedAt + seconds * 1000;
  const at = positive(limit.resets_at);
  return at === undefined ? undefined : at * 1000;
}

function positive(value: unknown): number | undefined {
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && number > 0 && number < 1e11 ? number : undefined;
}

function waitUntil(at: number, now: number): string {
  const minutes = Math.max(1, Math.ceil((at - now) / 60_000));
  if (minutes < 120) return `in about ${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `in about ${hours} h ${minutes % 60} min`;
  return `in about ${Math.round(hours / 24)} days`;
}
