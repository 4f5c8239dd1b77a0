// The variables that npm and pnpm get: where to find themselves, their settings, the proxy. Keys and tokens stay here, and so
// does whatever would make them run or load something. Pure.
import { devNull } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";
import type { Environment } from "@mayros/core";

const NAMES = new Set(
  [
    ...[
      "PATH",
      "HOME",
      "USER",
      "LOGNAME",
      "LANG",
      "LC_ALL",
      "LC_CTYPE",
      "TZ",
      "TMPDIR",
      "TEMP",
      "TMP",
    ],
    ...[
      "SYSTEMROOT",
      "SYSTEMDRIVE",
      "WINDIR",
      "COMSPEC",
      "PATHEXT",
      "USERPROFILE",
      "HOMEDRIVE",
      "HOMEPATH",
    ],
    ...["APPDATA", "LOCALAPPDATA", "PROGRAMFILES", "PROGRAMDATA"],
    ...[
      "HTTP_PROXY",
      "HTTPS_PROXY",
      "ALL_PROXY",
      "NO_PROXY",
      "NODE_EXTRA_CA_CERTS",
      "SSL_CERT_FILE",
      "SSL_CERT_DIR",
    ],
    ...["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "PNPM_HOME"],
    ...[
      "registry",
      "userconfig",
      "globalconfig",
      "cache",
      "store_dir",
      "cafile",
      "proxy",
      "https_proxy",
      "noproxy",
      "strict_ssl",
    ].flatMap((setting) => [`npm_config_${setting}`, `pnpm_config_${setting}`]),
  ].map((name) => name.toUpperCase()),
);

/** `npm_config_@scope:registry` */
const SCOPE = /^p?npm_config_@[a-z0-9._~-]+:registry$/i;

/** What every call says, whatever a file of settings says. */
const ALWAYS: Readonly<Record<string, string>> = {
  npm_config_ignore_scripts: "true",
  pnpm_config_ignore_scripts: "true",
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_update_notifier: "false",
  npm_config_progress: "false",
  npm_config_color: "false",
  npm_config_allow_git: "none",
  // Older versions have no such setting. Without a git there is none to be replaced by a repository's own `.npmrc`, and what else
  // that could say of programs is said here before it.
  npm_config_git: join(devNull, "git"),
  npm_config_node_options: "--no-deprecation",
  npm_config_global: "false",
  NO_COLOR: "1",
  CI: "1",
};

export function managerEnvironment(env: Environment): Record<string, string> {
  const passed = Object.entries(env).flatMap(([name, value]): [string, string][] =>
    value !== undefined && (NAMES.has(name.toUpperCase()) || SCOPE.test(name))
      ? [[name, name.toUpperCase() === "PATH" ? absoluteOnly(value) : value]]
      : [],
  );
  return { ...Object.fromEntries(passed), ...ALWAYS };
}

/** It runs in folders with files of strangers: what lies there is no program of this machine. */
const absoluteOnly = (path: string): string =>
  path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .join(delimiter);
