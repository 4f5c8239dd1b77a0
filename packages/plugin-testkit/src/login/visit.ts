// A browser without a screen: opens a login page and follows where it leads, as far as this machine.

export interface Visit {
  /** Of the last page. */
  readonly status: number;
  readonly text: string;
  /** Where it ended: what a person would paste. */
  readonly url: string;
}

/** The one of Node, also while a check watches who else calls it. */
const send = globalThis.fetch;

/** Rejects where the last page can't be loaded, with its address as `url` of the error. */
export async function visit(url: string): Promise<Visit> {
  let target = url;
  for (let hops = 0; hops < 10; hops += 1) {
    const response = await send(target, { redirect: "manual" }).catch((cause: unknown) => {
      throw Object.assign(new Error("the page can't be loaded", { cause }), { url: target });
    });
    const location = response.headers.get("location");
    if (location === null) {
      return { status: response.status, text: await response.text(), url: target };
    }
    await response.body?.cancel();
    target = new URL(location, target).href;
  }
  throw new Error("too many redirects");
}
