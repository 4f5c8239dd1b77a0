// The script for bash, from 3.2 on, which macOS has. Candidates are never evaluated: no `compgen -W`, which
// expands what it is given, and `%q` for what goes onto the command line.

export const bashScript = `# bash completion for mayros; in ~/.bashrc: eval "$(mayros completion bash)"
_mayros() {
  local words=() i=1 last=-1 piece
  # Bash cuts words at : and = as well; here they are joined again.
  for ((; i <= COMP_CWORD; i++)); do
    piece="\${COMP_WORDS[i]}"
    if ((last >= 0)) && [[ $piece == [:=]* || \${COMP_WORDS[i - 1]} == *[:=] ]]; then
      words[last]+="$piece"
    else
      words[++last]="$piece"
    fi
  done
  ((last >= 0)) || return 0
  local word="\${words[last]}" quoted="" kept="" cut candidate escaped
  if [[ $word == [\\"\\']* ]]; then
    quoted=1 word="\${word:1}"
  fi
  words[last]="$word"
  # Of a word that it cut, bash replaces only what follows the last cut.
  for cut in : =; do
    [[ ! $quoted && $COMP_WORDBREAKS == *$cut* && $word == *$cut* ]] || continue
    piece="\${word%"$cut"*}$cut"
    ((\${#piece} > \${#kept})) && kept="$piece"
  done
  COMPREPLY=()
  while IFS= read -r candidate; do
    printf -v escaped %q "\${candidate#"$kept"}"
    # Inside quotes nothing can be escaped in a way that always holds.
    [[ $quoted && $escaped != "$candidate" ]] || COMPREPLY+=("$escaped")
  done < <(mayros __complete -- "\${words[@]}" 2>/dev/null)
  # After a provider comes its model.
  if ((\${#COMPREPLY[@]} == 1)) && [[ \${COMPREPLY[0]} == */ ]]; then
    compopt -o nospace 2>/dev/null
  fi
  return 0
}
complete -F _mayros mayros
`;
