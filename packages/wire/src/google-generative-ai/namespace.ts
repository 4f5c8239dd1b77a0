// The names of this codec. The namespace is the key that programs written for the AI SDK use in
// `providerOptions`, so it stays the same for every provider that speaks this wire.
import type { Dialect } from "./dialect.ts";

export const api = "google-generative-ai";
export const namespace = "google";

export const dialect: Dialect = { api, uploads: true };
