// Other tools write `qwen-oauth` and the like where a key belongs, to say that a login takes its place.
// Sent as a key it would only be refused.
import type { Finding } from "./config-issue.ts";
import { isRecord } from "./is-record.ts";

const PLACEHOLDER = /^[a-z0-9]+(?:[.-][a-z0-9]+)*-oauth$/;

/** The config without such keys, and a note for each. */
export function dropPlaceholders(config: unknown): { config: unknown; findings: Finding[] } {
  const models = isRecord(config) ? config.models : undefined;
  const providers = isRecord(models) ? models.providers : undefined;
  if (!isRecord(config) || !isRecord(models) || !isRecord(providers))
    return { config, findings: [] };
  const findings: Finding[] = [];
  const cleaned = Object.entries(providers).map(([id, block]) => {
    if (!isRecord(block) || typeof block.apiKey !== "string" || !PLACEHOLDER.test(block.apiKey)) {
      return [id, block];
    }
    const { apiKey: _, ...rest } = block;
    const message = "is a placeholder that another tool wrote, not a key; it is not used";
    findings.push({ path: ["models", "providers", id, "apiKey"], message, severity: "note" });
    return [id, rest];
  });
  if (findings.length === 0) return { config, findings };
  return {
    config: { ...config, models: { ...models, providers: Object.fromEntries(cleaned) } },
    findings,
  };
}
