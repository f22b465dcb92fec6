# Completion of bakery for bash: eval "$(bakery completions bash)"
_bakery() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" path="${COMP_WORDS[0]##*/}"
  local word
  COMPREPLY=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in
      'bakery bake') path="$path $word" ;;
      'bakery store') path="$path $word" ;;
      'bakery store list') path="$path $word" ;;
      'bakery fail') path="$path $word" ;;
      'bakery stop') path="$path $word" ;;
      'bakery leak') path="$path $word" ;;
    esac
  done
  case "$path $previous" in
    'bakery bake --loaves'|'bakery bake -n') :; return ;;
    'bakery bake --flour') COMPREPLY=($(compgen -W 'wheat rye spelt' -- "$current")); return ;;
    'bakery bake --salt') :; return ;;
    'bakery bake --seed') :; return ;;
    'bakery bake --oven'|'bakery bake -o') mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
  esac
  case "$path" in
    'bakery')
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '--help --version' -- "$current"))
      else COMPREPLY=($(compgen -W 'bake store fail stop leak' -- "$current")); fi ;;
    'bakery bake')
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '--loaves --flour --salt --seed --hot --oven --quiet --help' -- "$current"))
      else :; fi ;;
    'bakery store')
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '--quiet --help' -- "$current"))
      else COMPREPLY=($(compgen -W 'list' -- "$current")); fi ;;
    'bakery store list')
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '--quiet --help' -- "$current"))
      else :; fi ;;
    'bakery fail')
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '--quiet --help' -- "$current"))
      else :; fi ;;
    'bakery stop')
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '--quiet --help' -- "$current"))
      else :; fi ;;
    'bakery leak')
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '--quiet --help' -- "$current"))
      else :; fi ;;
  esac
}
complete -o filenames -F _bakery bakery
