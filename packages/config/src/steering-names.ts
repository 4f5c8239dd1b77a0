// Variables that decide which code runs, where files are or how secrets are kept. A file may hand out keys; it must not be able
// to do that, for whoever can get one line into it would own the machine.

const STEERING =
  /^(?:NODE_.*|LD_.*|DYLD_.*|BASH_.*|PATH|PATHEXT|HOME|USERPROFILE|HOMEDRIVE|HOMEPATH|SHELL|SHELLOPTS|ENV|IFS|COMSPEC|SYSTEMROOT|WINDIR|TMPDIR|TMP|TEMP|XDG_.*|PYTHON(?:PATH|HOME|STARTUP)|PERL5(?:LIB|OPT)|RUBY(?:LIB|OPT)|JAVA_TOOL_OPTIONS|GIT_.*|SSH_.*|EDITOR|VISUAL|PAGER|BROWSER|NPM_CONFIG_.*|OPENSSL_.*|SSL_CERT_(?:FILE|DIR)|GLIBC_TUNABLES|MALLOC_.*|GCONV_PATH|MAYROS_(?:HOME|STATE_DIR|CONFIG_PATH|LOCK_DIR|AUTH_STORE|PLUGINS))$/i;

export function isSteering(name: string): boolean {
  return STEERING.test(name);
}

export const steeringProblem =
  "steers how programs start, where files are or how secrets are kept; ignored here, set it in the shell";
