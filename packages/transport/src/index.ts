export { createTransport } from "./create-transport.ts";
export { toFetch } from "./to-fetch.ts";
export type { Phase, SendResponse, Timeouts, Transport } from "./transport.ts";
