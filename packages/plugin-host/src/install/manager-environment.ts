// The variables that npm and pnpm get: where to find themselves, their settings, the proxy. Keys and tokens stay here, and so
// does whatever would make them run or load something. Pure.
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
  NO_COLOR: "1",
  CI: "1",
};

export function managerEnvironment(env: Environment): Record<string, string> {
  const passed = Object.entries(env).flatMap(([name, value]): [string, string][] =>
    value !== undefined && (NAMES.has(name.toUpperCase()) || SCOPE.test(name))
      ? [[name, value]]
      : [],
  );
  return { ...Object.fromEntries(passed), ...ALWAYS };
}
