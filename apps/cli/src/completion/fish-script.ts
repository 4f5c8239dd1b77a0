// The script for fish, which takes candidates with their descriptions as they are printed and quotes them by
// itself.

export const fishScript = `# fish completion for mayros: mayros completion fish > ~/.config/fish/completions/mayros.fish
function __mayros_complete
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    set -e words[1]
    set -l word (commandline --cut-at-cursor --current-token | string unescape)
    mayros __complete --described -- $words "$word" 2>/dev/null
end
complete --command mayros --no-files --arguments '(__mayros_complete)'
`;
