// `mayros completion`: a script that teaches a shell the words, options and names of mayros.
import { MayrosError } from "@mayros/core";
import { defineCommand } from "../command.ts";
import { bashScript } from "../completion/bash-script.ts";
import { fishScript } from "../completion/fish-script.ts";
import { zshScript } from "../completion/zsh-script.ts";
import { writeContent, writeJson } from "../ui/write-output.ts";

const scripts = new Map([
  ["bash", bashScript],
  ["zsh", zshScript],
  ["fish", fishScript],
]);

export const command = defineCommand({
  usage: "<bash|zsh|fish>",
  positionals: { min: 1, max: 1 },
  complete: [[...scripts.keys()]],
  options: {},
  details:
    "Prints the script; the examples install it, each for its shell, and a new shell has it. It asks mayros for names of models, plugins, logins and the like when TAB is pressed; no network is asked.",
  examples: [
    "echo 'eval \"$(mayros completion bash)\"' >> ~/.bashrc",
    "echo 'eval \"$(mayros completion zsh)\"' >> ~/.zshrc",
    "mayros completion fish > ~/.config/fish/completions/mayros.fish",
  ],
  async run({ positionals, json }) {
    const shell = positionals[0] ?? "";
    const script = scripts.get(shell);
    if (script === undefined) {
      throw new MayrosError("MAYROS_USAGE", `there is no script for "${shell}"`, {
        hint: `mayros completion ${[...scripts.keys()].join("|")}`,
      });
    }
    if (json) writeJson({ shell, script });
    else writeContent(script);
    return 0;
  },
});
