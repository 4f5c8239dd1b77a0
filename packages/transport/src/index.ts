export { createTransport } from "./create-transport.ts";
export type { SendResponse, Transport } from "./transport.ts";
