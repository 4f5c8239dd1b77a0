// A model of a provider that is nothing special, as the catalog resolves it: for tests of what is done with one.
import type { ResolvedModel } from "@mayros/catalog";
import { withModelDefaults } from "@mayros/core";

export function acmeModel({
  model = "m",
  baseUrl = "https://acme.example/v1",
  headers = {},
}: {
  readonly model?: string;
  readonly baseUrl?: string;
  readonly headers?: Readonly<Record<string, string>>;
} = {}): ResolvedModel {
  const api = "openai-completions";
  return {
    ref: { provider: "acme", model },
    provider: {
      id: "acme",
      name: "Acme",
      api,
      baseUrl,
      ownBaseUrl: false,
      baseUrls: [],
      nextHostOn: [],
      authMethods: [],
      headers: {},
      authHeader: false,
      compat: {},
      keyPrefix: "ACME",
      extraKeys: [],
      keyless: false,
      models: [],
    },
    model: withModelDefaults({ id: model }),
    api,
    baseUrl,
    ownBaseUrl: false,
    headers,
    compat: {},
    known: true,
  };
}
