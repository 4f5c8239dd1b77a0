// plugins/<id>/models.sources.json: which of the packages' providers feed which of ours, and what the
// specification or a vendor says beside them. It stands with the plugin, so that adding a provider
// edits no shared file; it is not published.
import type { ModelDeclaration } from "@mayros/core";
import { bareIssues, explainIssue, modelSchema } from "@mayros/core/schema";

/** A model that is always there. Its fields win; the data fills in the rest. */
export interface ListedModel {
  readonly own: ModelDeclaration;
  /**
   * The id in the data to take the rest from; default `wireId`, else `id`. `<provider>/<id>` takes what
   * describes the model itself from another of the packages' providers.
   */
  readonly like?: string;
}

/** Fields of every model whose id matches; later ones win, and all win over the data. */
export interface Addition {
  /** An id; `*` in it stands for anything. */
  readonly ids: string;
  readonly fields: Partial<ModelDeclaration>;
}

export interface ProviderSources {
  /** The packages' provider ids; the first one that has a model wins. */
  readonly from: readonly string[];
  readonly models: readonly ListedModel[];
  /** What the data does not say of some models. */
  readonly also: readonly Addition[];
  /** Id -> why it is not taken over. */
  readonly leaveOut: ReadonlyMap<string, string>;
  /** Every model is asked as the manifest says, whatever wire format the data has for it. */
  readonly oneWire: boolean;
  /** Default: the manifest's `modelsFile`. */
  readonly file?: string;
}

type Fields = Record<string, unknown>;

function fieldsOf(value: unknown, where: string, known: readonly string[]): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`${where} is not an object`);
  }
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`${where} has an unknown key "${unknown}"`);
  return value as Fields;
}

function textsOf(value: unknown, where: string): string[] {
  if (!Array.isArray(value) || !value.every((each) => typeof each === "string")) {
    throw new Error(`${where} is not a list of texts`);
  }
  return value;
}

function declaration(value: unknown, where: string): ModelDeclaration {
  const parsed = modelSchema.safeParse(value, bareIssues);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${where}: ${issue ? explainIssue(issue) : "invalid"}`);
}

function addition(ids: string, value: unknown, where: string): Addition {
  const { id: _id, ...fields } = declaration({ ...(value as Fields), id: ids }, where);
  return { ids, fields };
}

function listedModel(value: unknown, where: string): ListedModel {
  const { like, ...own } = value as Fields;
  const model = declaration(own, where);
  if (like !== undefined && typeof like !== "string") throw new Error(`${where}: like is no text`);
  return { own: model, ...(like === undefined ? {} : { like }) };
}

function providerSources(value: unknown, where: string): ProviderSources {
  const fields = fieldsOf(value, where, ["from", "models", "also", "leaveOut", "oneWire", "file"]);
  const leaveOut = (fields.leaveOut ?? {}) as object;
  const listed = Array.isArray(fields.models ?? []) ? (fields.models ?? []) : [null];
  return {
    from: textsOf(fields.from ?? [], `${where}.from`),
    models: (listed as unknown[]).map((each, at) => listedModel(each, `${where}.models[${at}]`)),
    also: Object.entries((fields.also ?? {}) as object).map(([ids, each]) =>
      addition(ids, each, `${where}.also["${ids}"]`),
    ),
    leaveOut: new Map(Object.entries(leaveOut).map(([id, why]) => [id, String(why)])),
    oneWire: fields.oneWire === true,
    ...(typeof fields.file === "string" ? { file: fields.file } : {}),
  };
}

/** By our provider id. Throws where it says something that is not understood. */
export function parseModelsSources(value: unknown): Map<string, ProviderSources> {
  const { providers = {} } = fieldsOf(value, "models.sources.json", ["providers"]);
  return new Map(
    Object.entries(providers as object).map(([id, each]) => [id, providerSources(each, id)]),
  );
}
