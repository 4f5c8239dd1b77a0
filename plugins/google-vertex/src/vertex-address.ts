// Where Vertex AI has its models: a host for each location, and a path for each project. Pure.
// https://docs.cloud.google.com/vertex-ai/generative-ai/docs/learn/locations (accessed 2026-11-28)
// https://docs.cloud.google.com/vertex-ai/generative-ai/docs/start/express-mode/overview (accessed 2026-11-28)

/** Of the manifest: where models are asked that belong to no location. */
export const GLOBAL_ROOT = "https://aiplatform.googleapis.com";

const PUBLISHER = "publishers/google";

export interface VertexPlace {
  readonly project: string;
  readonly location: string;
}

/** A name that may stand in a host: one label of it, in lower case. */
export function isLocation(text: string): boolean {
  return /^[a-z][a-z0-9-]{0,62}$/.test(text);
}

/** An id, one of a domain (`acme.example:models`), or a number. */
export function isProject(text: string): boolean {
  return /^[a-z0-9][a-z0-9.:-]{0,99}$/.test(text);
}

/** `root` in the place of Google's own hosts: a private endpoint, a proxy. */
export function projectBaseUrl(
  { project, location }: VertexPlace,
  root: string = rootOf(location),
): string {
  return `${bare(root)}/v1/projects/${project}/locations/${location}/${PUBLISHER}`;
}

/** For API keys, which say themselves whose they are. */
export function expressBaseUrl(root: string = GLOBAL_ROOT): string {
  return `${bare(root)}/v1/${PUBLISHER}`;
}

function rootOf(location: string): string {
  if (location === "global") return GLOBAL_ROOT;
  // Both are several regions, at hosts of their own.
  if (location === "us" || location === "eu")
    return `https://aiplatform.${location}.rep.googleapis.com`;
  return `https://${location}-aiplatform.googleapis.com`;
}

function bare(root: string): string {
  return root.replace(/\/+$/, "");
}
