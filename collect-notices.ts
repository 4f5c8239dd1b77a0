// An esbuild plugin: writes the licences of the packages that went into a bundle beside it, as these
// licences ask. One file per bundle, NOTICES.txt.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";

/** The folder of the package that a bundled file belongs to; undefined for our own sources. */
function packageFolder(path: string): string | undefined {
  const [, inside] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
  return inside;
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as {
    name: string;
    version: string;
    license?: string;
  };
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file
    ? readFileSync(join(folder, file), "utf8").trim()
    : (license ?? "unknown licence");
  return `${name} ${version}\n\n${text}\n`;
}

export function collectNotices(): Plugin {
  const folders = new Set<string>();
  return {
    name: "collect-notices",
    setup(build) {
      build.initialOptions.metafile = true;
      build.onEnd(({ metafile, outputFiles }) => {
        const output = build.initialOptions.outdir ?? dirname(outputFiles?.[0]?.path ?? "dist");
        for (const path of Object.keys(metafile?.inputs ?? {})) {
          const folder = packageFolder(path);
          if (folder && existsSync(join(folder, "package.json"))) folders.add(folder);
        }
        const notices = [...folders].sort().map(notice);
        if (notices.length === 0) return;
        // tsup writes its files after this.
        mkdirSync(output, { recursive: true });
        writeFileSync(join(output, "NOTICES.txt"), notices.join("\n---\n\n"));
      });
    },
  };
}
