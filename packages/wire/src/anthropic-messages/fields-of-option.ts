// Options of the AI SDK that become fields of the body, and the betas that they need.
// https://ai-sdk.dev/providers/ai-sdk-providers/anthropic,
// https://docs.claude.com/en/api/beta-headers (accessed 2026-11-28)
import type { JSONObject, JSONValue } from "@mayros/core";
import { snakeKeys } from "../encode/snake-keys.ts";
import { recordOf, recordsOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";

type Encode = (value: JSONValue, context: EncodeContext) => JSONObject;

export const fieldsOfOption: ReadonlyMap<string, Encode> = new Map<string, Encode>([
  ["cacheControl", (value) => ({ cache_control: value })],
  ["compaction", encodeCompaction],
  ["container", encodeContainer],
  ["contextManagement", encodeContextManagement],
  ["fallbacks", encodeFallbacks],
  ["inferenceGeo", (value) => ({ inference_geo: value })],
  ["mcpServers", encodeMcpServers],
  ["metadata", encodeMetadata],
  ["safeguards", encodeSafeguards],
  ["serviceTier", (value) => ({ service_tier: value })],
  ["speed", encodeSpeed],
  ["thread", encodeThread],
]);

function encodeSpeed(value: JSONValue, { betas }: EncodeContext): JSONObject {
  if (value === "fast") betas.add("fast-mode-2026-02-01");
  return { speed: value };
}

/** By the AI SDK's name or the wire's: both stand where options are read from. */
function encodeMetadata(value: JSONValue, { warnings }: EncodeContext): JSONObject {
  const { userId, user_id: wireUserId, ...rest } = recordOf(value) ?? { value };
  for (const name of Object.keys(rest)) {
    warnings.unsupported(`provider option metadata.${name}`, "this wire knows only the user's id");
  }
  const id = textOf(userId) ?? textOf(wireUserId);
  return id ? { metadata: { user_id: id } } : {};
}

function encodeMcpServers(value: JSONValue, { betas }: EncodeContext): JSONObject {
  const servers = recordsOf(value);
  if (servers.length === 0) return {};
  betas.add("mcp-client-2025-04-04");
  return { mcp_servers: servers.map(snakeKeys) };
}

/** With skills it is described, else named. A skill of the caller's own has an id per provider. */
function encodeContainer(value: JSONValue, context: EncodeContext): JSONObject {
  const { id, skills: given } = (recordOf(value) ?? {}) as JSONObject;
  const skills = recordsOf(given);
  if (skills.length === 0) return id == null ? {} : { container: id };
  for (const beta of ["code-execution-2025-08-25", "skills-2025-10-02", "files-api-2025-04-14"]) {
    context.betas.add(beta);
  }
  if (!context.runsCode) context.warnings.other("skills need the tool for code execution");
  return {
    container: {
      ...(id == null ? {} : { id }),
      skills: skills.map(({ providerReference, ...skill }) => {
        const reference = recordOf(providerReference) as Record<string, string> | undefined;
        const own = reference ? context.options.pick(reference) : undefined;
        return snakeKeys(own === undefined ? skill : { ...skill, skillId: own });
      }),
    },
  };
}

function encodeContextManagement(value: JSONValue, { betas }: EncodeContext): JSONObject {
  const edits = recordsOf(recordOf(value)?.edits).map(snakeKeys);
  betas.add("context-management-2025-06-27");
  if (edits.some(({ type }) => type === "compact_20260112")) betas.add("compact-2026-01-12");
  return { context_management: { edits } };
}

function encodeCompaction(value: JSONValue, { betas }: EncodeContext): JSONObject {
  betas.add("compact-2026-09-04");
  return { compaction: snakeKeys(recordOf(value) ?? {}) };
}

/** They are by the wire's names already. */
function encodeFallbacks(value: JSONValue, { betas }: EncodeContext): JSONObject {
  if (Array.isArray(value) && value.length === 0) return {};
  const version = value === "default" ? "2026-07-01" : "2026-06-01";
  betas.add(`server-side-fallback-${version}`);
  return { fallbacks: value };
}

/** What a classifier is told has the caller's own names. */
function encodeSafeguards(value: JSONValue, { betas }: EncodeContext): JSONObject {
  const safeguards = recordsOf(value) as JSONObject[];
  if (safeguards.length === 0) return {};
  betas.add("dangerous-tool-use-2026-09-03");
  return {
    safeguards: safeguards.map(({ classifierContext, ...safeguard }) => ({
      ...safeguard,
      ...(classifierContext === undefined ? {} : { classifier_context: classifierContext }),
    })),
  };
}

function encodeThread(value: JSONValue, { betas }: EncodeContext): JSONObject {
  betas.add("message-threads-2026-08-12");
  return { thread: snakeKeys(recordOf(value) ?? {}) };
}
