// The plugin as the command carries it: one file and chunks, with Google's library inside and no node_modules.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { bundlePlugins } from "../../../tools/bundle-plugins.ts";
import type plugin from "../src/index.ts";
import { startLocalGoogle } from "./local-google.ts";
import { vertexContext } from "./vertex-context.ts";

it("opens a session", async () => {
  await using google = await startLocalGoogle();
  const home = await mkdtemp(join(tmpdir(), "vertex-bundled-"));
  try {
    await bundlePlugins(["google-vertex"], join(home, "code"));
    await mkdir(join(home, ".config/gcloud"), { recursive: true });
    await writeFile(
      join(home, ".config/gcloud/application_default_credentials.json"),
      JSON.stringify({
        type: "authorized_user",
        client_id: "a",
        client_secret: "b",
        refresh_token: "c",
      }),
    );
    const file = pathToFileURL(join(home, "code/google-vertex.js")).href;
    const { default: bundled } = (await import(/* @vite-ignore */ file)) as {
      default: typeof plugin;
    };
    const config = { project: "p-1", tokenUrl: `${google.url}/token` };
    const session = await bundled.providers?.["google-vertex"]?.openSession?.(
      undefined,
      vertexContext({ home, config }),
    );
    expect(session).toMatchObject({
      token: "ya29.local",
      baseUrl:
        "https://aiplatform.googleapis.com/v1/projects/p-1/locations/global/publishers/google",
    });
  } finally {
    await rm(home, { recursive: true });
  }
});
