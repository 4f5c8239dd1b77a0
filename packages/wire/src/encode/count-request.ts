// Asks for the count of a call's tokens: the request that would be made of the call, less the fields that only say
// how to answer, because the endpoints that count refuse those.
import type { EncodedRequest } from "@mayros/core";
import { endpointUrl } from "./endpoint-url.ts";

/** `path`: of the endpoint that counts, below the one that answers. */
export function countRequest(
  { url, body, ...rest }: EncodedRequest,
  path: string,
  counted: ReadonlySet<string>,
): EncodedRequest {
  const fields = Object.entries(body).filter(([name]) => counted.has(name));
  return { ...rest, url: endpointUrl(url, path), body: Object.fromEntries(fields) };
}
