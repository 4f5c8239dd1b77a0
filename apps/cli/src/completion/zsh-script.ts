// The script for zsh. It may be evaluated in ~/.zshrc or stand as `_mayros` in a folder of `fpath`. `compadd`
// quotes candidates by itself and evaluates none.

export const zshScript = `#compdef mayros
# zsh completion for mayros; in ~/.zshrc: eval "$(mayros completion zsh)"
_mayros() {
  local line
  local -a typed texts shown open_texts open_shown
  typed=("\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}")
  while IFS= read -r line; do
    local text="\${line%%$'\\t'*}"
    # After a provider comes its model: no blank is put there.
    if [[ $text == */ ]]; then
      open_texts+=("$text") open_shown+=("\${line/$'\\t'/  -- }")
    else
      texts+=("$text") shown+=("\${line/$'\\t'/  -- }")
    fi
  done < <(mayros __complete --described -- "\${typed[@]}" 2>/dev/null)
  local found=1
  (( $#texts )) && compadd -l -d shown -a texts && found=0
  (( $#open_texts )) && compadd -S '' -l -d open_shown -a open_texts && found=0
  return found
}
if [[ $funcstack[1] == _mayros ]]; then
  _mayros "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _mayros mayros
fi
`;
