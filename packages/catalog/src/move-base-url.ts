// Where a model is that its vendor serves under a path of its own, when the user's config has another
// address for the provider: nothing may go to the vendor then. Pure.

/**
 * `url` moves with its provider from `from` to `to` where both end alike, as a mirror's or a gateway's do:
 * `/openai/v1` -> `/anthropic` on the vendor's host becomes the same on the user's. Otherwise the user's
 * address is the one for all models.
 */
export function moveBaseUrl(url: string, from: string, to: string): string {
  const { username, password, search } = new URL(to);
  if (username !== "" || password !== "" || search !== "") return to;
  const model = segmentsOf(url);
  const vendor = segmentsOf(from);
  const own = segmentsOf(to);
  // The first segment is the origin, which stays.
  while (vendor.length > 1 && own.length > 1 && vendor.at(-1) === own.at(-1)) {
    vendor.pop();
    own.pop();
  }
  const isBelow = vendor.every((segment, index) => model[index] === segment);
  return isBelow ? [...own, ...model.slice(vendor.length)].join("/") : to;
}

export function isSameUrl(a: string, b: string): boolean {
  return trimmed(a) === trimmed(b);
}

const trimmed = (url: string): string => url.replace(/\/+$/, "");

function segmentsOf(url: string): string[] {
  const { origin, pathname } = new URL(url);
  return [origin, ...pathname.split("/").filter((segment) => segment !== "")];
}
