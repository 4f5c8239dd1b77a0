// A person with a browser without a screen: keeps cookies, follows redirects, fills in the forms of oidc-provider.
// Slower servers get Chromium (chromium.test.ts); this one does a hundred logins a second.

export interface LastPage {
  readonly status: number;
  readonly url: string;
  readonly text: string;
}

/** Goes to `url` and agrees to everything; `says` are fields that the forms want besides. */
export async function agree(url: string, says: Record<string, string> = {}): Promise<LastPage> {
  const jar = new Map<string, string>();
  const fields: Record<string, string> = { login: "ada", password: "none", ...says };
  let page = await go(jar, url);
  for (let step = 0; step < 6; step += 1) {
    const form = /<form[^>]*action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/.exec(page.text);
    if (!form) return page;
    const body = new URLSearchParams();
    for (const [, name = ""] of form[2]?.matchAll(/<input[^>]*name="([^"]+)"/g) ?? []) {
      const value = new RegExp(
        `name="${name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="${name}"`,
      ).exec(form[2] ?? "");
      body.set(name, fields[name] ?? value?.[1] ?? value?.[2] ?? "");
    }
    page = await go(jar, new URL(form[1] ?? "", page.url).href, body);
  }
  return page;
}

async function go(
  jar: Map<string, string>,
  url: string,
  form?: URLSearchParams,
): Promise<LastPage> {
  let target = url;
  let body = form;
  for (;;) {
    const response = await fetch(target, {
      redirect: "manual",
      method: body ? "POST" : "GET",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(body ? { body } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";", 1)[0] ?? "").split(/=(.*)/s);
      jar.set(name, value);
    }
    const location = response.headers.get("location");
    if (location === null) {
      return { status: response.status, url: target, text: await response.text() };
    }
    await response.body?.cancel();
    target = new URL(location, target).href;
    body = undefined;
  }
}
