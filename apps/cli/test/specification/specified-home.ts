// Where a provider of the specification is asked in tests: its shipped address, on this machine's host.
import type { RecordedRequest } from "./recording-vendor.ts";
import { authOf } from "./recording-vendor.ts";
import type { SpecifiedModel, SpecifiedProvider } from "./specified-providers.ts";

/** The address of a vendor, on the host of another one. */
export function movedTo(host: string, baseUrl: string): string {
  return host + new URL(baseUrl).pathname.replace(/\/$/, "");
}

/** mayros.json that moves a provider to this host and changes nothing else. */
export const configAt = (host: string, { id, baseUrl }: SpecifiedProvider): object => ({
  models: { providers: { [id]: { baseUrl: movedTo(host, baseUrl) } } },
});

/** What a request that asks this model "hello" has to be, with this key and no other. */
export function expectedRequest(
  { header }: SpecifiedProvider,
  { path, dialect, wireId }: SpecifiedModel,
  key: string,
): object {
  const name = dialect === "gemini" ? undefined : wireId;
  return {
    line: `POST ${path}`,
    auth: { [header]: header === "authorization" ? `Bearer ${key}` : key },
    model: name,
    stream: dialect === "gemini" ? undefined : true,
    hello: 1,
  };
}

/** The same of a request that came. `hello`: how often the prompt stands in its body. */
export function shapeOf(request: RecordedRequest): object {
  const { model, stream } = request.body;
  return {
    line: request.line,
    auth: authOf(request),
    model,
    stream,
    hello: JSON.stringify(request.body).split('"hello"').length - 1,
  };
}
