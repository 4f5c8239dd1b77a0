// Whether what a plugin's codec encoded can be sent: the parts of a request, to a host of the provider. Built-in codecs
// begin at the base URL; another one could name any address, and the credential would follow. Pure.
import type { EncodedRequest } from "@mayros/core";
import { refuseStrangeAddress } from "../login/choose-base-url.ts";
import { lowerCaseNames } from "../outgoing-headers.ts";
import { isRecord } from "./codec-problem.ts";

export interface Hosts {
  readonly provider: string;
  /** Patterns of hosts that a credential of the provider may go to, besides that of the base URL. */
  readonly hosts: readonly string[];
}

/** Throws an Error for what is no request, and MAYROS_HOST_REFUSED. */
export function checkEncoded(
  encoded: unknown,
  { baseUrl }: { readonly baseUrl: string },
  { provider, hosts }: Hosts,
): EncodedRequest {
  if (!isRecord(encoded)) throw new Error("it gave no request back");
  const { url, headers = {}, body, warnings = [] } = encoded;
  if (typeof url !== "string" || !URL.canParse(url)) throw new Error("its request has no url");
  if (!isRecord(body)) throw new Error("its request has no body");
  if (!isTexts(headers)) throw new Error("its request has headers that are no texts");
  if (!Array.isArray(warnings)) throw new Error("its request has warnings that are no list");
  refuseStrangeAddress(url, { baseUrl, hosts, provider });
  return {
    url,
    headers: lowerCaseNames(headers),
    body: body as EncodedRequest["body"],
    warnings: warnings as EncodedRequest["warnings"],
  };
}

function isTexts(headers: unknown): headers is Record<string, string> {
  return isRecord(headers) && Object.values(headers).every((value) => typeof value === "string");
}
