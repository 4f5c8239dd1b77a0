// The answer as the caller sees it: headers as plain strings and a body to be read once.
import type { IncomingMessage } from "node:http";
import type { Exchange } from "./exchange.ts";
import type { SendResponse } from "./transport.ts";
import { answerError } from "./transport-error.ts";

export function createResponse(message: IncomingMessage, exchange: Exchange): SendResponse {
  const status = message.statusCode ?? 0;
  const read: SendResponse["read"] = (onBytes) => exchange.read(onBytes);
  return {
    status,
    headers: joinHeaders(message),
    read,
    pause: () => exchange.pause(),
    resume: () => exchange.resume(),
    destroy: () => exchange.destroy(),
    async text(limitBytes, whenLonger = "fail") {
      const tooLong = answerError(
        `the answer of ${exchange.host} is longer than ${limitBytes} bytes`,
        { host: exchange.host, status },
      );
      const pieces: Uint8Array[] = [];
      let room = limitBytes;
      try {
        await read((bytes) => {
          pieces.push(bytes.length > room ? bytes.subarray(0, room) : bytes);
          room -= bytes.length;
          if (room < 0) throw tooLong;
        });
      } catch (error) {
        if (error !== tooLong || whenLonger === "fail") throw error;
      }
      return new TextDecoder().decode(Buffer.concat(pieces));
    },
  };
}

function joinHeaders(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return headers;
}
