// Where a method of a model is called.

import type { Target } from "@mayros/core";
import { endpointUrl } from "../encode/endpoint-url.ts";

/** An id with a slash is a resource name of its own, such as a tuned model's. */
export function resourceName(wireId: string): string {
  return wireId.includes("/") ? wireId : `models/${wireId}`;
}

/** `method` may have a query. */
export function methodUrl({ baseUrl, model }: Target, method: string): string {
  const name = encodeURI(resourceName(model.wireId)).replace(/[?#]/g, encodeURIComponent);
  return endpointUrl(baseUrl, `${name}:${method}`);
}
