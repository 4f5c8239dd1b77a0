// What the plugin goes by: the user's config, then the environment. Pure.
import { MayrosError, type RequestContext } from "@mayros/core";
import { GLOBAL_ROOT, isLocation, isProject, type VertexPlace } from "./vertex-address.ts";

/** `plugins.entries.google-vertex.config`, as the manifest's `configSchema` has it. */
export interface VertexConfig {
  readonly project?: string;
  readonly location?: string;
  /** In the place of Google's hosts. */
  readonly endpointUrl?: string;
  /** In the place of https://oauth2.googleapis.com/token. */
  readonly tokenUrl?: string;
  /** In the place of https://sts.googleapis.com. */
  readonly stsUrl?: string;
  /** In the place of https://iamcredentials.googleapis.com. */
  readonly iamCredentialsUrl?: string;
}

type Settings = Pick<RequestContext, "config" | "env" | "oauth">;

export function configOf({ config }: Pick<RequestContext, "config">): VertexConfig {
  return config;
}

/** The user named the whole address (`apiBaseUrl`, or the provider's `baseUrl`): there is none to be found. */
export function hasOwnAddress({ oauth: { apiBaseUrl } }: Pick<Settings, "oauth">): boolean {
  return apiBaseUrl !== undefined && apiBaseUrl.replace(/\/+$/, "") !== GLOBAL_ROOT;
}

/** Throws MAYROS_LOGIN_MISCONFIGURED where there is no project, or one that can't be. */
export function placeOf(context: Settings, projectOfCredential: string | undefined): VertexPlace {
  const { env } = context;
  const config = configOf(context);
  const location = config.location ?? firstOf(env.GOOGLE_CLOUD_LOCATION) ?? "global";
  if (!isLocation(location)) {
    throw misconfigured(
      `"${location}" is no location of Google Cloud`,
      setting("location", "global"),
    );
  }
  const project =
    config.project ??
    firstOf(env.GOOGLE_CLOUD_PROJECT, env.GCLOUD_PROJECT) ??
    firstOf(projectOfCredential);
  if (project === undefined) {
    throw misconfigured(
      "no Google Cloud project is named, and the credentials name none either",
      setting("project", "'<project id>'"),
    );
  }
  if (!isProject(project)) {
    throw misconfigured(`"${project}" is no project id`, setting("project", "'<project id>'"));
  }
  return { project, location };
}

/** A variable that is set to nothing counts as not set. */
function firstOf(...values: readonly (string | undefined)[]): string | undefined {
  return values.map((value) => value?.trim()).find((value) => value);
}

function setting(name: keyof VertexConfig, value: string): string {
  return `mayros config set plugins.entries.google-vertex.config.${name} ${value}`;
}

function misconfigured(message: string, hint: string): MayrosError {
  return new MayrosError("MAYROS_LOGIN_MISCONFIGURED", message, { hint });
}
