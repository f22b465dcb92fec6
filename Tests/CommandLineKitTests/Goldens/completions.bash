# Completion of bakery for bash: eval "$(bakery completions bash)"
_bakery() {
  local current="${COMP_WORDS[COMP_CWORD]}" path="${COMP_WORDS[0]##*/}"
  # The option that waits for its value, and how many arguments stand before.
  local word waiting= place=0
  COMPREPLY=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    # bash takes --option=value for three words.
    if [[ $word == = ]]; then continue; fi
    if [[ $waiting ]]; then waiting=; continue; fi
    case "$path $word" in
      'bakery bake') path="$path $word" place=0 ;;
      'bakery frost') path="$path $word" place=0 ;;
      'bakery store') path="$path $word" place=0 ;;
      'bakery store list') path="$path $word" place=0 ;;
      'bakery fail') path="$path $word" place=0 ;;
      'bakery stop') path="$path $word" place=0 ;;
      'bakery leak') path="$path $word" place=0 ;;
      'bakery bake --loaves'|'bakery bake -n'|'bakery bake --flour'|'bakery bake --salt'|'bakery bake --seed'|'bakery bake --oven'|'bakery bake -o') waiting="$word" ;;
      'bakery frost --times') waiting="$word" ;;
      *" -"*) ;;
      *) ((place += 1)) ;;
    esac
  done
  if [[ $current == = ]]; then current=; fi
  case "$path $waiting" in
    'bakery bake --loaves'|'bakery bake -n') :; return ;;
    'bakery bake --flour') COMPREPLY=($(compgen -W 'wheat rye spelt' -- "$current")); return ;;
    'bakery bake --salt') :; return ;;
    'bakery bake --seed') :; return ;;
    'bakery bake --oven'|'bakery bake -o') mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
    'bakery frost --times') :; return ;;
  esac
  case "$path" in
    'bakery')
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '--help --version' -- "$current"))
      else COMPREPLY=($(compgen -W 'bake frost store fail stop leak' -- "$current")); fi ;;
    'bakery bake')
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '--loaves --flour --salt --seed --hot --oven --quiet --help' -- "$current"))
      else :; fi ;;
    'bakery frost')
      if [[ $current == -* ]]; then COMPREPLY=($(compgen -W '--times --quiet --help' -- "$current"))
      else case $place in 0) COMPREPLY=($(compgen -W 'icing glaze' -- "$current")) ;; *) mapfile -t COMPREPLY < <(compgen -d -- "$current") ;; esac; fi ;;
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
