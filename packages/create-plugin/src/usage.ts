// What `--help` prints.
import { apiNames } from "@mayros/core";

export const usage = `npm create mayros-plugin [folder] -- [options]

Makes a plugin for Mayros that tests and publishes as it is.

  --data              a provider that is asked with an API key: data, no code
  --login             a provider that people log in to: with code
  --id <id>           of the plugin; default: from the folder's name
  --provider <id>     what stands before the / of its models; default: the id
  --package <name>    of npm; default: <id>-mayros-plugin
  --base-url <url>    of the API; default: an address that is nobody's
  --api <format>      ${apiNames.join(", ")}
  --yes               take the defaults, ask nothing
  --json              print what was made as JSON
  --help, --version

Examples:
  npm create mayros-plugin
  npm create mayros-plugin acme -- --data --base-url https://api.acme.dev/v1
  npm create mayros-plugin acme -- --login --yes
`;
