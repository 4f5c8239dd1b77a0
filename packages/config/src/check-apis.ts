// Names of wire formats in a config that nothing brings: a spelling that would otherwise be noticed at
// the first request. A warning, for a plugin may bring a format of its own.
import { apiAliases, apiNames, nearestName } from "@mayros/core";
import type { Finding } from "./config-issue.ts";
import { isRecord } from "./is-record.ts";

const known: readonly string[] = [...apiNames, ...Object.keys(apiAliases)];

export function checkApis(config: unknown): Finding[] {
  const models = isRecord(config) ? config.models : undefined;
  const providers = isRecord(models) ? models.providers : undefined;
  if (!isRecord(providers)) return [];
  return Object.entries(providers).flatMap(([id, provider]) => {
    if (!isRecord(provider)) return [];
    const path = ["models", "providers", id];
    const own = Array.isArray(provider.models) ? provider.models : [];
    return [
      ...checkApi(provider.api, [...path, "api"]),
      ...own.flatMap((model: unknown, index) =>
        isRecord(model) ? checkApi(model.api, [...path, "models", index, "api"]) : [],
      ),
    ];
  });
}

function checkApi(api: unknown, path: (string | number)[]): Finding[] {
  if (typeof api !== "string" || known.includes(api)) return [];
  const suggestion = nearestName(api, known);
  return [
    {
      path,
      api,
      severity: "warning",
      message: "is no wire format that comes with Mayros",
      ...(suggestion === undefined ? {} : { suggestion }),
    },
  ];
}
