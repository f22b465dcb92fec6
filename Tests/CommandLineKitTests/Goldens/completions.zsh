#compdef bakery
# Completion of bakery for zsh: eval "$(bakery completions zsh)"

_bakery() {
  local context state line
  local -a commands=('bake:bake some bread' 'frost:put something sweet on a cake' 'store:look after the store' 'fail:burn some bread' 'stop:stop baking' 'leak:leak')
  _arguments -C '1: :->command' '*:: :->rest'
  case $state in
    command) _describe command commands ;;
    rest)
      case $line[1] in
        bake) _bakery_bake ;;
        frost) _bakery_frost ;;
        store) _bakery_store ;;
        fail) _bakery_fail ;;
        stop) _bakery_stop ;;
        leak) _bakery_leak ;;
      esac ;;
  esac
}

_bakery_bake() {
  _arguments \
    '--loaves=[how many loaves]:N:' \
    '-n[how many loaves]:N:' \
    '--flour=[what is ground]:KIND:(wheat rye spelt)' \
    '--salt=[how much salt]:PERCENT:' \
    '*--seed=[what is strewn on top]:NAME:' \
    '--hot[serve it hot, which takes somewhat longer, since the oven has to be heated up first]' \
    '--oven=[where it is baked]:DIR:_files -/' \
    '-o[where it is baked]:DIR:_files -/' \
    '--quiet[say nothing but the result, and what goes wrong]' \
    '-q[say nothing but the result, and what goes wrong]' \
    '(- *)--help[print help]' \
    ':NAME:' \
    '*:GUEST:'
}

_bakery_frost() {
  _arguments \
    '--times=[how often]:N:' \
    '--quiet[say nothing but the result, and what goes wrong]' \
    '-q[say nothing but the result, and what goes wrong]' \
    '(- *)--help[print help]' \
    ':KIND:(icing glaze)' \
    ':DIR:_files -/'
}

_bakery_store() {
  local context state line
  local -a commands=('list:list what is in store')
  _arguments -C '1: :->command' '*:: :->rest'
  case $state in
    command) _describe command commands ;;
    rest)
      case $line[1] in
        list) _bakery_store_list ;;
      esac ;;
  esac
}

_bakery_store_list() {
  _arguments \
    '--quiet[say nothing but the result, and what goes wrong]' \
    '-q[say nothing but the result, and what goes wrong]' \
    '(- *)--help[print help]'
}

_bakery_fail() {
  _arguments \
    '--quiet[say nothing but the result, and what goes wrong]' \
    '-q[say nothing but the result, and what goes wrong]' \
    '(- *)--help[print help]'
}

_bakery_stop() {
  _arguments \
    '--quiet[say nothing but the result, and what goes wrong]' \
    '-q[say nothing but the result, and what goes wrong]' \
    '(- *)--help[print help]'
}

_bakery_leak() {
  _arguments \
    '--quiet[say nothing but the result, and what goes wrong]' \
    '-q[say nothing but the result, and what goes wrong]' \
    '(- *)--help[print help]'
}

compdef _bakery bakery
