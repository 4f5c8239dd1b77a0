// One provider on its plugin's page: its refs, keys, addresses and wire formats, how its list comes about, its models.
import { markdownTable, type Row } from "../markdown-table.ts";
import { modelsTable } from "./models-table.ts";
import type { PageProvider } from "./read-plugin.ts";

const code = (text: string): string => `\`${text}\``;
const list = (items: readonly string[]): string => items.map(code).join(", ");

export function providerSection(provider: PageProvider): string {
  const { id, declared } = provider;
  const aliases = declared.aliases ?? [];
  const spellings = aliases.map((alias) => code(`${alias}/...`)).join(", ");
  const refs = `${code(`${id}/<model>`)}${aliases.length > 0 ? `; ${spellings} ${aliases.length > 1 ? "mean" : "means"} the same` : ""}`;
  const rows: Row[] = [
    ["", ""],
    ["refs", refs],
    ["keys", list(provider.variables)],
    ...fieldRows(provider),
    ...sharedRows(provider),
    ["address", addressOf(provider)],
    ["wire format", wiresOf(provider)],
    ...discoverRows(provider),
  ];
  return `## ${declared.name}: ${code(id)}\n\n${markdownTable(rows)}\n\n${modelsTable(provider)}`;
}

/** What the vendor needs beside a key: an account, a resource. */
function fieldRows({ declared: { authMethods } }: PageProvider): Row[] {
  const fields = authMethods
    .flatMap((method) => method.fields ?? [])
    .filter(({ secret }) => !secret);
  const unique = new Map(fields.map((field) => [field.name, field]));
  return [...unique.values()].map(({ flag, env = [], prompt }) => [
    "beside a key",
    `${prompt}: ${list([...env, flag])}`,
  ]);
}

function sharedRows({ declared: { profilesFrom } }: PageProvider): Row[] {
  return profilesFrom === undefined
    ? []
    : [["stored keys", `those of ${code(profilesFrom)} serve it, too`]];
}

function addressOf({ declared: { baseUrl, baseUrls } }: PageProvider): string {
  if (baseUrls) return baseUrls.join(", then ");
  return baseUrl === undefined ? "yours, in `models.providers`" : linkless(baseUrl);
}

/** With places to fill in it is no address that one could open. */
const linkless = (url: string): string => (/[{}$]/.test(url) ? code(url) : url);

/** Other wires of single models behind the provider's own. */
function wiresOf({ declared: { api }, models }: PageProvider): string {
  const others = new Map<string, number>();
  for (const model of models) {
    if (model.api !== undefined && model.api !== api) {
      others.set(model.api, (others.get(model.api) ?? 0) + 1);
    }
  }
  const counted = [...others].map(([wire, count]) => `${code(wire)} for ${count} of the models`);
  return [code(api), ...counted].join("; ");
}

const endpoints: Readonly<Record<string, string>> = {
  "openai-models": "`/models`",
  "anthropic-models": "`/v1/models`",
  "google-models": "`/models`",
  "ollama-tags": "`/api/tags` and `/api/show`",
  code: "its plugin asks",
};

function discoverRows({ id, declared: { discover } }: PageProvider): Row[] {
  if (discover === undefined) return [];
  const where = endpoints[discover.kind] ?? code(discover.kind);
  const when = discover.whenEnv ? `, once ${code(discover.whenEnv)} is set` : "";
  const shipped = discover.onRefresh ? "; the list below is what counts without it" : "";
  const command = code(`mayros models refresh --provider ${id}`);
  return [["live list", `${command} (${where})${when}${shipped}`]];
}
