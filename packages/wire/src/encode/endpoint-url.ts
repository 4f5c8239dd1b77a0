// The address of an endpoint below a base URL. A query of the base URL (`?api-version=preview`, as some gateways want one)
// stays behind the path.

/** `path` without a slash at its start, with or without a query of its own. */
export function endpointUrl(baseUrl: string, path: string): string {
  const [address = "", ...given] = baseUrl.split("?");
  const [way = "", ...own] = path.split("?");
  const query = [...given, ...own].filter(Boolean).join("&");
  return `${address.replace(/\/+$/, "")}/${way}${query === "" ? "" : `?${query}`}`;
}
