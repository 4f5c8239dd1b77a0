// Writes where the sources are into every package that is published:
//   node tools/release/write-repository.ts [<url>]
// With a URL (`git+https://<host>/<owner>/<name>.git`) it becomes the root's first. The one thing about publishing that
// this repository does not know by itself.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../list-sources.ts";
import { repositoryOf } from "./repository-problems.ts";

interface Manifest {
  readonly private?: boolean;
  readonly repository?: { readonly url?: string };
  readonly license?: string;
}

const read = (path: string): Manifest =>
  JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest;

/** Behind the licence, where people look for it. */
function write(path: string, repository: object): void {
  const { repository: _before, ...rest } = read(path);
  const place = rest.license === undefined ? "description" : "license";
  const fields = Object.entries(rest).flatMap(([name, value]): [string, unknown][] =>
    name === place
      ? [
          [name, value],
          ["repository", repository],
        ]
      : [[name, value]],
  );
  writeFileSync(join(root, path), `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`);
}

const url = process.argv[2] ?? read("package.json").repository?.url;
if (url === undefined || !/^git\+https:\/\/[^/]+\/.+\.git$/.test(url)) {
  console.error(
    "usage: node tools/release/write-repository.ts git+https://<host>/<owner>/<name>.git",
  );
  process.exitCode = 2;
} else {
  write("package.json", { type: "git", url });
  const published = globSync("{packages,plugins,apps}/*/package.json", { cwd: root }).filter(
    (path) => read(path).private !== true,
  );
  for (const path of published) write(path, repositoryOf(url, dirname(path)));
  console.log(`repository: written into ${published.length} packages`);
}
