// All wire formats that Mayros brings, by the name that `api` has in manifests and config. Each is loaded
// only when a request needs it.
export { codecs } from "./codecs.ts";
export { classifyVendorError } from "./errors/classify-vendor-error.ts";
export { loadCodec } from "./load-codec.ts";
export { createSseParser, type SseParser } from "./sse/create-sse-parser.ts";
