export { createTransport, type TransportOptions } from "./create-transport.ts";
export { refuseAddress, refuseUrl } from "./host-rules.ts";
export type { SendRequest, SendResponse, Timeouts, Transport } from "./transport.ts";
