// The names of this codec. The namespace is that of the form which it wraps: options and signatures of programs that
// were written for that form mean the same here.
import type { Dialect } from "../google-generative-ai/dialect.ts";

export const api = "google-code-assist";
export const namespace = "google";

/** Files are uploaded to another server of the vendor's, which this one does not read. */
export const dialect: Dialect = { api, uploads: false };
