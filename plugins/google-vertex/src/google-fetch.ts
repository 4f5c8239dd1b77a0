// The network of Google's library, made to be ours: its requests go through the plugin's `fetch`, to the endpoints that
// the user's config names in the place of Google's.
import type { RequestContext } from "@mayros/core";
import { configOf } from "./vertex-settings.ts";

export function googleFetch(
  context: Pick<RequestContext, "config" | "fetch" | "signal">,
): typeof fetch {
  const moved = movedEndpoints(context);
  return (input, init = {}) => {
    const asked = input instanceof Request ? input.url : String(input);
    const url = moved.reduce((each, [from, to]) => move(each, from, to), asked);
    // Nothing else of `init`: the library lays its own settings in it, and an agent.
    const { method, headers, body } = init;
    const signal = init.signal ? AbortSignal.any([init.signal, context.signal]) : context.signal;
    return context.fetch(url, {
      signal,
      ...(method === undefined ? {} : { method }),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined || body === null ? {} : { body }),
    });
  };
}

function movedEndpoints(context: Pick<RequestContext, "config">): [from: string, to: string][] {
  const { tokenUrl, stsUrl, iamCredentialsUrl } = configOf(context);
  const all: [string, string | undefined][] = [
    ["https://oauth2.googleapis.com/token", tokenUrl],
    ["https://sts.googleapis.com", stsUrl],
    ["https://iamcredentials.googleapis.com", iamCredentialsUrl],
  ];
  return all.flatMap(([from, to]) => (to === undefined ? [] : [[from, to.replace(/\/+$/, "")]]));
}

/** A beginning counts only up to the end of a name. */
function move(url: string, from: string, to: string): string {
  const rest = url.startsWith(from) ? url.slice(from.length) : undefined;
  return rest !== undefined && /^(?:[/?]|$)/.test(rest) ? to + rest : url;
}
