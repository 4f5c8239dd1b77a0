// Where the sources are, as each package says it. npm's provenance compares it with where a package was built, and so
// does whoever reads it. The root's package.json has the address, once, and write-repository.ts hands it on.

export interface Repository {
  readonly type: "git";
  readonly url: string;
  readonly directory?: string;
}

/** `folder` is relative to the root. */
export function repositoryOf(url: string, folder: string): Repository {
  return { type: "git", url, directory: folder };
}

/** `url`: the root's; without one nobody may say anything. */
export function repositoryProblems(
  found: { readonly url?: string; readonly directory?: string } | undefined,
  url: string | undefined,
  folder: string,
): string[] {
  if (url === undefined) {
    return found === undefined ? [] : ["names a repository, and the root's package.json does not"];
  }
  if (found?.url === url && found.directory === folder) return [];
  return [
    `does not name ${url} and ${folder} as its repository: node tools/release/write-repository.ts`,
  ];
}
