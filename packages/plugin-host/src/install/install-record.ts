// What was installed, as it was when somebody agreed to it. `<stateDir>/plugins/installed.json` holds one record per
// plugin; each plugin is a project of its own in `<stateDir>/plugins/<id>/`, with the package and what it depends on in
// `node_modules`. The file is rewritten by every install, update and removal, so that one stat of it tells a start
// whether anything changed.

export const INSTALLED_FILE = "installed.json";

export interface InstallRecord {
  /** The plugin's id, and the name of its project folder. */
  readonly id: string;
  /** Name of the npm package; its folder is `<id>/node_modules/<package>`. */
  readonly package: string;
  /** Exact. */
  readonly version: string;
  /** What the person asked for: a package, a folder, a tarball. */
  readonly spec: string;
  readonly source: "registry" | "folder" | "tarball";
  /** Of the tarball that was unpacked: `sha512-<base64>`. */
  readonly integrity: string;
  /** Over the names, modes and contents of all files of the project: `sha512-<base64>`. */
  readonly digest: string;
  /** Who published it, as the registry says. */
  readonly publisher?: string;
  /** ms since the epoch, as the registry says. */
  readonly publishedAt?: number;
  /** ms since the epoch. */
  readonly installedAt: number;
  /** The registry's signature of this version was checked. */
  readonly signed?: boolean;
}

export interface InstalledFile {
  readonly format: 1;
  /** By plugin id. */
  readonly plugins: Readonly<Record<string, InstallRecord>>;
}
