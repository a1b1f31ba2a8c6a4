#!/bin/sh
# Registers this machine with an Activation Console.
#
#   sh register.sh --url https://console.example.com
#
# The activation code is read from standard input, from --code-file, or from the variable ACTIVATION_CODE; never from
# an argument, where other users of this machine could see it.
#
# Before its first attempt the machine makes a random key and keeps it where only root can read it. The console knows the
# machine again by it: nobody else registers under its ID.
set -u

VERSION='register.sh/1'
# Where keys are kept, and where the kernel tells of the hardware.
STATE=/var/lib
HARDWARE=/sys/class
BLOCK=/sys/block
DEVICES=/sys/dev/block
MOUNTS=/proc/self/mountinfo
TERMINAL=/dev/tty
[ -d "$STATE" ] || STATE=/var/db
# As many disks and addresses as the console takes.
MOST=256
URL=${ACTIVATION_URL:-}
CODE_FILE=''
KEY_FILE=${ACTIVATION_KEY_FILE:-}
CA_FILE=${ACTIVATION_CA_FILE:-}
MACHINE_ID=''
HOST_NAME=''
EXTERNAL_ID=''
ATTEMPTS=6
MODE=register

usage() {
  cat <<'TEXT'
Usage: sh register.sh --url URL [options]

  --url URL          address of the console (or the variable ACTIVATION_URL)
  --code-file FILE   read the activation code from a file; else ACTIVATION_CODE, else standard input
  --cacert FILE      trust the authorities in this file (PEM) for the console's certificate (or the variable
                     ACTIVATION_CA_FILE)
  --check            only check whether this machine could register; uses nothing
  --dry-run          only print what would be sent; needs no code
  --machine-id ID    register as this machine instead of the one that /etc/machine-id names
  --host-name NAME   register under this host name instead of the machine's own
  --external-id ID   what the machine is called elsewhere, for example in an inventory: a list of expected hosts
                     finds it by this first
  --key-file FILE    keep the machine key there (or the variable ACTIVATION_KEY_FILE), instead of under
                     /var/lib/activation-console, or ~/.local/state where that is not allowed. It must stay
                     there: the console knows this machine by it
  --attempts N       tries while the console is busy or away (6)
  --help             this text

Exit status: 0 registered (or the code is usable, with --check), 2 wrong usage, 3 unknown code, 4 code disabled,
5 code expired, 6 code used up, 7 request refused, 8 console not reached, 9 too many attempts, 10 another machine is
registered with this machine ID, 11 no temporary folder, 12 no machine ID or host name, 13 the console's certificate
is not trusted, 14 the code's wave takes only the machines on its list.
TEXT
}

fail() {
  status=$1
  shift
  printf 'register.sh: %s\n' "$*" >&2
  exit "$status"
}

read_arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      --url | --code-file | --key-file | --cacert | --machine-id | --host-name | --external-id | --attempts)
        [ $# -ge 2 ] || fail 2 "$1 needs a value. Try --help."
        case $1 in
          --url) URL=$2 ;;
          --code-file) CODE_FILE=$2 ;;
          --key-file) KEY_FILE=$2 ;;
          --cacert) CA_FILE=$2 ;;
          --machine-id) MACHINE_ID=$2 ;;
          --host-name) HOST_NAME=$2 ;;
          --external-id) EXTERNAL_ID=$2 ;;
          --attempts) ATTEMPTS=$2 ;;
        esac
        shift 2
        ;;
      --check) MODE=check && shift ;;
      --dry-run) MODE=dry-run && shift ;;
      --help | -h) usage && exit 0 ;;
      *) fail 2 'unknown argument. An activation code must not be an argument; try --help.' ;;
    esac
  done
  case $ATTEMPTS in
    '' | *[!0-9]* | 0* | ????*) fail 2 '--attempts needs a whole number from 1 to 999.' ;;
  esac
  if [ -n "$CA_FILE" ] && [ ! -r "$CA_FILE" ]; then fail 2 "the file $CA_FILE can not be read."; fi
}

# --- What this machine is ---------------------------------------------------------------------------------------

has() { command -v "$1" >/dev/null 2>&1; }

# A text as a JSON string, without control characters.
quoted() {
  printf '"%s"' "$(printf '%s' "$1" | tr -d '\000-\037\177' | sed 's/\\/\\\\/g; s/"/\\"/g')"
}

first_line() { head -n 1 "$1" 2>/dev/null; }

machine_id() {
  for file in /etc/machine-id /var/lib/dbus/machine-id; do
    id=$(first_line "$file")
    # Images that have not started yet say "uninitialized".
    case $id in '' | uninitialized) ;; *) printf '%s' "$id" && return ;; esac
  done
  if has ioreg; then
    ioreg -rd1 -c IOPlatformExpertDevice | sed -n 's/.*"IOPlatformUUID" = "\([^"]*\)".*/\1/p'
  fi
}

host_name() {
  if has hostname; then hostname; else uname -n; fi 2>/dev/null
}

operating_system() {
  if [ -r /etc/os-release ]; then
    sed -n 's/^PRETTY_NAME=//p' /etc/os-release | sed 's/^"//; s/"$//'
  elif has sw_vers; then
    printf '%s %s' "$(sw_vers -productName)" "$(sw_vers -productVersion)"
  fi
}

memory_bytes() {
  if [ -r /proc/meminfo ]; then
    awk '/^MemTotal:/ { printf "%.0f", $2 * 1024; exit }' /proc/meminfo
  elif has sysctl; then
    sysctl -n hw.memsize 2>/dev/null
  fi
}

cpu_count() { getconf _NPROCESSORS_ONLN 2>/dev/null || grep -c '^processor' /proc/cpuinfo 2>/dev/null; }

# The disk that holds /: below a partition, and below volumes on top of each other.
system_disk() {
  at=$(awk '$5 == "/" { found = $3 } END { print found }' "$MOUNTS" 2>/dev/null)
  at=$(cd "$DEVICES/$at" 2>/dev/null && pwd -P) || at=''
  if [ -z "$at" ]; then
    # Some file systems have no number of a disk, but name one.
    source=$(awk '$5 == "/" { for (i = 6; i < NF; i++) if ($i == "-") found = $(i + 2) } END { print found }' "$MOUNTS" 2>/dev/null)
    at=$(cd "$HARDWARE/block/${source##*/}" 2>/dev/null && pwd -P) || return 0
  fi
  while :; do
    if [ -e "$at/partition" ]; then at=${at%/*}; fi
    for below in "$at"/slaves/*; do break; done
    [ -e "$below" ] || break
    at=$(cd "$below" && pwd -P) || break
  done
  printf '%s' "${at##*/}"
}

# Disks that are hardware (or that the hypervisor gives as such), one path to each: volumes, arrays and loops lie on them.
disk_names() {
  first=$(system_disk)
  known=' '
  for device in "$BLOCK/$first" "$BLOCK"/*; do
    name=${device##*/}
    case $name in '' | '*' | loop* | ram* | zram* | sr* | fd* | mmcblk*boot* | mmcblk*rpmb | nvme*c*n*) continue ;; esac
    [ -e "$device/device" ] || continue
    [ "$name" = "$first" ] || [ "$(first_line "$device/removable")" != 1 ] || continue
    id=$(first_line "$device/wwid" | tr -d '[:space:]')
    id=${id:-$(first_line "$device/device/wwid" | tr -d '[:space:]')}
    id=${id:-$name}
    case $known in *" $id "* | *" $name "*) continue ;; esac
    known="$known$id $name "
    printf '%s\n' "$name"
  done
}

disks() {
  separator=''
  disk_names | head -n "$MOST" | while read -r name; do
    sectors=$(first_line "$BLOCK/$name/size")
    case $sectors in '' | 0 | *[!0-9]*) continue ;; esac
    printf '%s{"path":%s,"sizeBytes":%s}' "$separator" "$(quoted "/dev/$name")" "$(awk -v n="$sectors" 'BEGIN { printf "%.0f", n * 512 }')"
    separator=','
  done
}

# The interface that leads to everybody else.
main_interface() {
  { ip -o route show default; ip -o -6 route show default; } 2>/dev/null |
    awk '{ for (i = 1; i < NF; i++) if ($i == "dev") { print $(i + 1); exit } }'
}

# The machine's own first, those of tunnels last; none of bridges that containers and virtual machines stand behind, which many
# machines have alike, and none that lives for a day.
own_addresses() {
  ip -o addr show scope global 2>/dev/null | awk -v main="$(main_interface)" '
    { name = $2; sub(/@.*/, "", name) }
    name ~ /^(docker|br-|virbr|veth|vnet|cni|flannel|cali|cilium|podman|lxcbr|lxdbr|kube-|nerdctl|dummy)/ { next }
    / (temporary|deprecated|tentative)( |$)/ { next }
    name == main { print $4; next }
    name ~ /^(wg|tun|tap|tailscale|zt|ppp)/ { last = last $4 "\n"; next }
    { other = other $4 "\n" }
    END { printf "%s%s", other, last }'
}

ip_addresses() {
  separator=''
  {
    if has ip; then
      own_addresses
    elif has ifconfig; then
      ifconfig 2>/dev/null | awk '$1 == "inet" || $1 == "inet6" { print $2 }' | grep -v -e '^127\.' -e '^::1' -e '^fe80'
    fi
  } | sed 's/^addr://; s/[/%].*//' | head -n "$MOST" | while read -r address; do
    [ -n "$address" ] || continue
    printf '%s%s' "$separator" "$(quoted "$address")"
    separator=','
  done
}

# The SHA-256 of a text, or nothing where no tool makes one.
sha256() {
  if has sha256sum; then
    printf '%s' "$1" | sha256sum
  elif has shasum; then
    printf '%s' "$1" | shasum -a 256
  elif has openssl; then
    printf '%s' "$1" | openssl dgst -sha256 -r
  fi | sed 's/ .*//'
}

# The machine ID as it is sent. That of an operating system is confidential (machine-id(5)), and its hash does as well; the
# console makes the same of one that it gets as it is.
hashed() {
  case $1 in
    *[!0-9A-Fa-f-]*) hash='' ;;
    ????????-????-????-????-????????????) hash=$(printf '%s' "$1" | tr -d -) && [ ${#hash} -eq 32 ] && hash=$(sha256 "activation-console machine $1") ;;
    *-*) hash='' ;;
    ????????????????????????????????) hash=$(sha256 "activation-console machine $1") ;;
    *) hash='' ;;
  esac
  case $hash in
    ????????????????????????????????????????????????????????????????) printf '%s' "$hash" ;;
    *) printf '%s' "$1" ;;
  esac
}

facts() {
  [ -n "$MACHINE_ID" ] || MACHINE_ID=$(machine_id)
  [ -n "$MACHINE_ID" ] || fail 12 'this machine has no machine ID. Name one with --machine-id.'
  [ -n "$HOST_NAME" ] || HOST_NAME=$(host_name)
  case $HOST_NAME in '' | '(none)') fail 12 'this machine has no host name. Set one, or name it with --host-name.' ;; esac
  printf '{"machineId":%s,"hostname":%s' "$(quoted "$(hashed "$MACHINE_ID")")" "$(quoted "$HOST_NAME")"
  [ -z "$EXTERNAL_ID" ] || printf ',"externalId":%s' "$(quoted "$EXTERNAL_ID")"
  printf ',"platform":%s' "$(quoted "$(uname -s | tr '[:upper:]' '[:lower:]')")"
  printf ',"architecture":%s' "$(quoted "$(uname -m)")"
  printf ',"kernel":%s' "$(quoted "$(uname -r)")"
  system=$(operating_system)
  [ -z "$system" ] || printf ',"operatingSystem":%s' "$(quoted "$system")"
  count=$(cpu_count)
  case $count in '' | 0 | *[!0-9]*) ;; *) printf ',"cpuCount":%s' "$count" ;; esac
  memory=$(memory_bytes)
  case $memory in '' | *[!0-9]*) ;; *) printf ',"memoryBytes":%s' "$memory" ;; esac
  printf ',"disks":[%s],"ipAddresses":[%s],"agentVersion":%s}\n' "$(disks)" "$(ip_addresses)" "$(quoted "$VERSION")"
}

# --- The code ---------------------------------------------------------------------------------------------------

# Asks on the terminal, without showing what is typed.
ask_on_terminal() {
  trap 'stty echo <"$TERMINAL"; exit 130' HUP INT TERM
  stty -echo <"$TERMINAL"
  printf 'Activation code: ' >&2
  IFS= read -r CODE <"$TERMINAL"
  stty echo <"$TERMINAL"
  trap - HUP INT TERM
  printf '\n' >&2
}

ask_code() {
  # Where this script itself comes by standard input (curl … | sh), no code can.
  if [ -t 0 ] || [ ! -f "$0" ]; then
    if ! (: <"$TERMINAL") 2>/dev/null; then
      fail 2 'no terminal to ask for the activation code. Give it with --code-file, or in the variable ACTIVATION_CODE.'
    fi
    ask_on_terminal
  else
    IFS= read -r CODE || [ -n "$CODE" ]
  fi
}

read_code() {
  CODE=''
  if [ -n "$CODE_FILE" ]; then
    if [ -d "$CODE_FILE" ] || [ ! -r "$CODE_FILE" ]; then fail 2 "the file $CODE_FILE can not be read."; fi
    # Editors of Windows put marks before a text, or write each letter with two bytes.
    text=$(LC_ALL=C tr -d '\000\357\273\277\376\377' <"$CODE_FILE" | tr -d '\r')
    # The file that the console saves names it; else it is the first line that is not empty.
    case $text in
      *ACTIVATION_CODE=*) CODE=$(printf '%s\n' "$text" | sed -n 's/^ACTIVATION_CODE=//p' | sed -n 1p) ;;
      *) CODE=$(printf '%s\n' "$text" | sed -n '/[^[:space:]]/{p;q;}') ;;
    esac
  elif [ -n "${ACTIVATION_CODE:-}" ]; then
    CODE=$ACTIVATION_CODE
  else
    ask_code
  fi
  unset ACTIVATION_CODE
  CODE=$(printf '%s' "$CODE" | tr -d '[:space:]')
  case $CODE in
    '') fail 2 'no activation code was given.' ;;
    at-*) fail 3 "this is the ID of an activation code, not the code: that was shown when it was issued. Ask for a new one if nobody kept it." ;;
    *[!A-Za-z0-9]*) fail 3 'this is not an activation code: it has letters and digits only.' ;;
  esac
}

# --- Its key ----------------------------------------------------------------------------------------------------

# The first network card whose address is its own: cards for radio make addresses up.
network_card() {
  for device in "$HARDWARE"/net/*; do
    if [ -e "$device/device" ] && [ ! -e "$device/wireless" ] && [ "$(first_line "$device/addr_assign_type")" = 0 ]; then
      printf '%s %s\n' "$(first_line "$device/ifindex")" "$(first_line "$device/address")"
    fi
  done | awk 'NR == 1 || $1 < least { least = $1; address = $2 } END { print address }'
}

# What this hardware is known by: a disk that was cloned finds itself in another machine, and another key belongs there.
hardware() {
  numbers=$(
    for file in "$HARDWARE/dmi/id/product_uuid" "$HARDWARE/dmi/id/product_serial" /proc/device-tree/serial-number; do
      first_line "$file" | tr -cd 'A-Za-z0-9'
    done
    if has ioreg; then ioreg -rd1 -c IOPlatformExpertDevice | sed -n 's/.*"IOPlatformUUID" = "\([^"]*\)".*/\1/p'; fi
  )
  printf '%s' "${numbers:-$(network_card)}" | tr -cd 'A-Za-z0-9' | head -c 100
}

key_file() {
  if [ -n "$KEY_FILE" ]; then
    printf '%s' "$KEY_FILE"
  elif [ -w "$STATE" ]; then
    file=$STATE/activation-console/machine-key-$(hardware)
    # Who ran this before as themselves, and now with sudo, goes on with the key that the console knows.
    home=$(awk -F: -v user="${SUDO_USER:-}" 'user != "" && $1 == user { print $6 }' /etc/passwd 2>/dev/null)
    for earlier in "$home"/.local/state/activation-console/machine-key-*; do
      if [ -n "$home" ] && [ ! -e "$file" ] && [ -f "$earlier" ]; then file=$earlier; fi
    done
    printf '%s' "$file"
  elif [ -d "$STATE/activation-console" ]; then
    fail 2 'the key of this machine belongs to root. Run this as root, or name a key file of your own with --key-file.'
  else
    printf '%s/activation-console/machine-key-%s' "${XDG_STATE_HOME:-${HOME:-}/.local/state}" "$(hardware)"
  fi
}

# Makes a key where there is none, whole or not at all. Of two that do so at once, one wins: a link is made once.
make_key() {
  (
    umask 077
    case $1 in */*) mkdir -p "${1%/*}" ;; esac
    new=$(mktemp "$1.XXXXXX") || exit
    key=$(LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 43)
    if [ ${#key} -eq 43 ] && printf '%s' "$key" >"$new" && [ "$(first_line "$new")" = "$key" ]; then ln "$new" "$1"; fi
    rm -f "$new"
  ) 2>/dev/null
}

prepare_key() {
  KEY_FILE=$(key_file) || exit $?
  [ -e "$KEY_FILE" ] || make_key "$KEY_FILE"
  if [ ! -e "$KEY_FILE" ]; then
    printf 'register.sh: no machine key could be kept in %s; this machine registers without one.\n' "$KEY_FILE" >&2
    return
  fi
  KEY=$(first_line "$KEY_FILE")
  case $KEY in
    *[!A-Za-z0-9]*) KEY='' ;;
    ????????????????????????????????*) ;;
    *) KEY='' ;;
  esac
  [ -n "$KEY" ] || fail 2 "the file $KEY_FILE holds no machine key, or can not be read."
}

# --- The request ------------------------------------------------------------------------------------------------

# A folder that nobody else can read, also where TMPDIR names one that is not there.
make_work_folder() {
  umask 077
  for parent in "${TMPDIR:-/tmp}" /tmp /var/tmp; do
    WORK=$(TMPDIR=$parent mktemp -d 2>/dev/null) && break
  done
  [ -n "$WORK" ] || fail 11 "no temporary folder could be made in ${TMPDIR:-/tmp}, /tmp or /var/tmp. Set TMPDIR to a folder that can be written."
  trap 'rm -rf "$WORK"' EXIT
  trap 'exit 130' HUP INT TERM
}

# The code reaches curl on standard input and wget in a file of its own: in no list of processes.
send_with_curl() {
  [ -z "$CA_FILE" ] || set -- --cacert "$CA_FILE"
  set -- "$@" --header 'Content-Type: application/json' --data-binary "@$WORK/facts.json"
  # First of all --disable: what somebody's ~/.curlrc says is for others.
  printf 'header = "Authorization: Bearer %s"\n' "$CODE" |
    curl --disable --silent --config - --connect-timeout 10 --max-time 60 --dump-header "$WORK/headers" --output "$WORK/answer" "$@" "$ENDPOINT"
}

# Its own configuration takes the place of all others.
send_with_wget() {
  [ -z "$CA_FILE" ] || set -- --ca-certificate="$CA_FILE"
  set -- "$@" --header='Content-Type: application/json' --post-file="$WORK/facts.json"
  printf 'header = Authorization: Bearer %s\n' "$CODE" >"$WORK/wgetrc"
  wget --config="$WORK/wgetrc" --quiet --server-response --content-on-error --tries=1 --max-redirect=0 --timeout=60 --output-document="$WORK/answer" "$@" "$ENDPOINT" 2>"$WORK/headers"
}

choose_client() {
  if has curl; then
    CLIENT=curl
  elif has wget && wget --version 2>/dev/null | grep -q 'GNU Wget'; then
    CLIENT=wget
  else
    fail 2 'curl or GNU wget is needed. (The wget of busybox would show the code in the list of processes.)'
  fi
}

# Sends the request once. STATUS is that of a whole answer, or empty; WHY says what became of the others.
send() {
  rm -f "$WORK/headers" "$WORK/answer"
  "send_with_$CLIENT"
  sent=$?
  STATUS=$(http_status)
  WHY=''
  case $CLIENT$sent in
    curl0 | wget0 | wget6 | wget8) ;;
    curl51 | curl58 | curl60 | curl77 | curl83 | curl90 | curl91 | wget5)
      fail 13 "the certificate of $URL is not trusted, or is for another name. Name the file of its authority with --cacert FILE." ;;
    curl1 | curl3) fail 2 "$URL is no address of a console." ;;
    curl6) STATUS='' WHY='its name is not known here.' ;;
    curl5 | curl97) STATUS='' WHY='the proxy that the environment names is not there.' ;;
    curl7 | wget4) STATUS='' WHY='nothing answers there.' ;;
    curl28) STATUS='' WHY='it did not answer in time.' ;;
    curl35) fail 8 "no secure connection to $URL could be made. Does it speak HTTPS?" ;;
    *) [ "$STATUS" = 407 ] || STATUS='' WHY='the answer was cut off.' ;;
  esac
  # wget takes what came before a line broke for all. A console's answer is an object, from { to }.
  case $STATUS$(head -c 1 "$WORK/answer" 2>/dev/null)$(tail -c 1 "$WORK/answer" 2>/dev/null) in
    20[01]'{}') ;;
    20[01]'{'*) STATUS='' WHY='the answer was cut off.' ;;
  esac
}

# A field of the answer: a string or a number of the JSON object, or nothing.
field() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p" "$WORK/answer" 2>/dev/null | head -n 1; }
detail() { sed "s/\\\\\"/'/g" "$WORK/answer" 2>/dev/null | sed -n 's/.*"detail":"\([^"]*\)".*/\1/p'; }
# The fields that the console names, one on a line.
named_fields() { sed 's/},{/\n/g' "$WORK/answer" 2>/dev/null | sed -n 's/.*"field":"\([^"]*\)","message":"\([^"]*\)".*/\n  \1: \2/p'; }
http_status() { tr -d '\r' <"$WORK/headers" 2>/dev/null | sed -n 's/^ *HTTP\/[0-9.]* \([0-9][0-9][0-9]\).*/\1/p' | tail -n 1; }
retry_after() { tr -d '\r' <"$WORK/headers" 2>/dev/null | sed -n 's/^ *[Rr]etry-[Aa]fter: *\([0-9][0-9]*\)$/\1/p' | tail -n 1; }

location() { tr -d '\r' <"$WORK/headers" 2>/dev/null | sed -n 's/^ *[Ll]ocation: *//p' | tail -n 1; }

# Sends the request until it is answered, as often as it may.
send_until_answered() {
  attempt=1
  wait=1
  while :; do
    send
    case $STATUS in
      '' | 429 | 502 | 503 | 504) ;;
      *) break ;;
    esac
    [ "$attempt" -lt "$ATTEMPTS" ] || break
    pause=$(retry_after)
    pause=${pause:-$wait}
    [ "$pause" -le 300 ] || pause=300
    printf 'register.sh: the console is busy or away; trying again in %s s.\n' "$pause" >&2
    # In the background, so that a signal ends the wait at once.
    sleep "$pause" &
    wait $!
    attempt=$((attempt + 1))
    [ "$wait" -ge 32 ] || wait=$((wait * 2))
  done
}

not_a_console() { fail 8 "this is not the answer of a console (status $STATUS). Is $URL its address?"; }

check_code() {
  state=$(field status)
  said=$state
  [ "$state" != exhausted ] || said='used up'
  printf 'Activation code %s is %s: %s of %s registered, expires %s.\n' "$(field accessTokenId)" "$said" "$(field registeredCount)" "$(field count)" "$(field expiresAt)"
  case $state in active) exit 0 ;; disabled) exit 4 ;; expired) exit 5 ;; *) exit 6 ;; esac
}

tell_answer() {
  case $STATUS in
    '') fail 8 "the console at $URL can not be reached: $WHY" ;;
    301 | 302 | 303 | 307 | 308) fail 8 "$URL leads to $(location). Name the console's own address with --url." ;;
    407) fail 8 'the proxy on the way asks for a name and a password.' ;;
    200 | 201)
      case $(field accessTokenId) in at-*) ;; *) not_a_console ;; esac
      [ "$MODE" != check ] || check_code
      case $(field sourceId) in s-*) ;; *) not_a_console ;; esac
      done='Registered'
      [ "$STATUS" = 201 ] || done='Already registered'
      printf '%s as %s with activation code %s (%s of %s).\n' "$done" "$(field sourceId)" "$(field accessTokenId)" "$(field registeredCount)" "$(field count)"
      ;;
    *)
      # Whatever the status: only a console says with a code why it refused. Pages of proxies do not.
      case $(head -c 1 "$WORK/answer" 2>/dev/null) in '{') tell_refusal "$(field code)" ;; *) tell_refusal '' ;; esac
      ;;
  esac
}

tell_refusal() {
  id=$(field requestId)
  [ -z "$1" ] || [ -z "$id" ] || printf 'register.sh: refused (%s), request ID %s\n' "$1" "$id" >&2
  case $1 in
    unknown_code)
      case $(detail) in
        *mistyped*) fail 3 'this activation code looks mistyped. Copy it again from where it was shown.' ;;
        *) fail 3 'the console does not know this activation code. Ask the person who issued it.' ;;
      esac
      ;;
    code_disabled) fail 4 "$(detail)" ;;
    code_expired) fail 5 "$(detail)" ;;
    code_exhausted) fail 6 "$(detail)" ;;
    machine_conflict) fail 10 "$(detail)" ;;
    host_not_expected) fail 14 "$(detail)" ;;
    too_many_requests) fail 9 'too many attempts from this address failed. Wait a few minutes.' ;;
    '')
      case $STATUS in
        429 | 502 | 503 | 504) fail 8 "the console at $URL is busy or away (status $STATUS)." ;;
        *) not_a_console ;;
      esac
      ;;
    not_found | method_not_allowed) not_a_console ;;
    unavailable | internal_error) fail 8 "the console answered with status $STATUS. $(detail)" ;;
    *) fail 7 "the console refused the request. $(detail)$(named_fields)" ;;
  esac
}

# All of it is read before any of it runs: half a download does nothing.
main() {
  read_arguments "$@"
  FACTS=$(facts) || exit $?
  if [ "$MODE" = dry-run ]; then
    printf '%s\n' "$FACTS"
    exit 0
  fi
  case $URL in
    http://* | https://*) URL=$(printf '%s' "$URL" | sed 's:/*$::') ;;
    *) fail 2 'name the address of the console with --url http://… or https://…' ;;
  esac
  choose_client
  read_code
  KEY=''
  [ "$MODE" != register ] || prepare_key
  WORK=''
  make_work_folder
  if [ -n "$KEY" ]; then FACTS=$(printf '%s,"machineKey":"%s"}' "${FACTS%\}}" "$KEY"); fi
  printf '%s' "$FACTS" >"$WORK/facts.json"
  if [ "$MODE" = check ]; then ENDPOINT=$URL/api/v1/activation-code; else ENDPOINT=$URL/api/v1/source-servers; fi
  send_until_answered
  tell_answer
}

main "$@"
