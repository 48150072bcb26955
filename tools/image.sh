#!/usr/bin/env bash
# Builds the image of the Dockerfile without a Docker engine, and runs it as an engine would:
# read-only root, its own user, no capability, two volumes, process 1 of its own.
#
#   tools/image.sh            builds over a Debian base made here, tries it, removes all of it again
#   KEEP=1 tools/image.sh     leaves the work folder, and prints where
#
# It needs root and Debian or Ubuntu; buildah and debootstrap are installed where they are missing.
# What this machine needs to reach its registries (apt's mirror, pip's settings) is lent to the build
# and is in no layer of the image.
set -euo pipefail
cd "$(dirname "$0")/.."

SUITE=${SUITE:-bookworm}
PORT=${PORT:-18080}
MOST_SECONDS=${MOST_SECONDS:-900}

say() { printf '%4ds  %s\n' "$SECONDS" "$*"; }
fail() { printf 'image: %s\n' "$*" >&2; exit 1; }

[ "$(id -u)" = 0 ] || fail "this needs root: it makes a root file system and mounts. Try: sudo tools/image.sh"
if [ -z "${BOUNDED:-}" ]; then
  BOUNDED=1 exec timeout --kill-after=20 "$MOST_SECONDS" "$0" "$@"
fi

missing=()
for tool in buildah debootstrap; do command -v "$tool" >/dev/null || missing+=("$tool"); done
if [ "${#missing[@]}" -gt 0 ]; then
  say "installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

work=$(mktemp -d)
runner=
process_one() { # what runs as process 1 in there: the innermost of its runners
  local one=$runner child
  while child=$(pgrep -P "$one" | head -n 1) && [ -n "$child" ]; do one=$child; done
  echo "$one"
}
tidy() {
  status=$?
  [ -z "$runner" ] || kill -KILL "$(process_one)" "$runner" 2>/dev/null || true
  if [ -n "${KEEP:-}" ]; then
    say "left in $work"
  else
    build umount --all >/dev/null 2>&1 || true
    rm -rf "$work"
  fi
  exit "$status"
}
trap tidy EXIT

export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs
echo '{"default": [{"type": "insecureAcceptAnything"}]}' >"$work/policy.json"
build() { buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs "$@"; }

# --- a base like the one that the Dockerfile names by default --------------------------------------
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 2>/dev/null | head -n 1)
say "a base: $SUITE with python3, venv and pip"
debootstrap --variant=minbase --include=python3,python3-venv,python3-pip,ca-certificates \
  "$SUITE" "$work/base" ${mirror:+"$mirror"} >"$work/debootstrap.log" 2>&1 ||
  { tail -n 5 "$work/debootstrap.log" >&2; fail "debootstrap could not make a base"; }
rm -rf "$work/base"/var/cache/apt/archives/*.deb "$work/base"/var/lib/apt/lists/*
: >"$work/base/etc/apt/sources.list"
container=$(build from scratch)
build add -q "$container" "$work/base" / >/dev/null
build commit -q --signature-policy "$work/policy.json" --rm "$container" base >/dev/null
rm -rf "$work/base"

# --- the image -------------------------------------------------------------------------------------
# pip's settings of this machine, as one file, lent to the build; files they name are lent as well.
lent=()
python3 -m pip config list 2>/dev/null |
  sed -nE "s/^(global|user|:env:)\.?(cert|find-links|extra-index-url|index-url|default-timeout)=/\2 = /p" |
  sed "s/'//g" | sort -u -t= -k1,1 >"$work/pip.settings"
{ echo "[global]"; cat "$work/pip.settings"; } >"$work/pip.conf"
lent+=(--volume "$work/pip.conf:/etc/pip.conf:ro")
for path in $(grep -oE '(file:/)?/[^ ]+' "$work/pip.settings" | sort -u); do
  case $path in
    file:*) path=$(dirname "${path#file://}") ;; # an index on this disk, with its files beside it
    //*) continue ;;
  esac
  [ -e "$path" ] && lent+=(--volume "$path:$path:ro")
done
say "the image, from the lock"
build bud -q --format docker --signature-policy "$work/policy.json" --pull-never \
  --build-arg BASE=localhost/base "${lent[@]}" --tag connectbot . >"$work/build.log" 2>&1 ||
  { tail -n 20 "$work/build.log" >&2; fail "the image could not be built"; }

# --- as an engine would run it ---------------------------------------------------------------------
container=$(build from --signature-policy "$work/policy.json" --pull-never connectbot)
root=$(build mount "$container")
inspect() { build inspect --type image --format "$1" connectbot; }
user=$(inspect '{{.Docker.Config.User}}')
stop=$(inspect '{{.Docker.Config.StopSignal}}')
folder=$(inspect '{{.Docker.Config.WorkingDir}}')
inspect '{{range .Docker.Config.Env}}{{println .}}{{end}}' | sed '/^$/d' >"$work/env"
inspect '{{range .Docker.Config.Cmd}}{{println .}}{{end}}' | sed '/^$/d' >"$work/cmd"
inspect '{{range .Docker.Config.Healthcheck.Test}}{{println .}}{{end}}' | sed -e '/^$/d' -e 1d >"$work/health"
inspect '{{range $at, $_ := .Docker.Config.Volumes}}{{println $at}}{{end}}' | sed '/^$/d' >"$work/volumes"
mapfile -t command <"$work/cmd"
mapfile -t health <"$work/health"
say "user $user, stops on $stop, volumes $(tr '\n' ' ' <"$work/volumes")$(du -sm "$root" | cut -f1) MB, ours $(du -sm "$root/opt/connectbot" | cut -f1) MB"
[ "$(tr '\n' ' ' <"$work/volumes")" = "/data /keys " ] || fail "the volumes should be /data and /keys"
[ ! -s "$root/etc/pip.conf" ] || fail "pip's settings of this machine are in the image"
for address in $(grep -oE '(https?|file)://[^ ]+' "$work/pip.settings"); do
  if grep -rqIF "$address" "$root/etc" "$root/opt"; then fail "an address of this machine's registries is in the image"; fi
done
owner=${user%%:*}
for volume in data keys; do install -d -o "$owner" -g "$owner" -m 0700 "$work/volumes.d/$volume"; done
mkdir -p "$root/proc" "$root/dev"

# A mount and a process name space of its own: root read-only, /tmp in memory, the two volumes.
cat >"$work/inside.sh" <<INSIDE
set -e
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero random urandom; do touch "$root/dev/\$device"; mount --bind "/dev/\$device" "$root/dev/\$device"; done
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount --bind "$work/volumes.d/data" "$root/data"
mount --bind "$work/volumes.d/keys" "$root/keys"
mount -o remount,bind,ro "$root"
exec env -i \$(cat "$work/env") \$GIVEN \\
  "$(command -v chroot)" "$root" setpriv --reuid="${user%%:*}" --regid="${user##*:}" --clear-groups \\
  --no-new-privs --bounding-set=-all --inh-caps=-all \\
  env --chdir="$folder" "\$@"
INSIDE
# Run in the image with the settings in GIVEN: run COMMAND...
run() { unshare --mount --pid --fork --kill-child bash "$work/inside.sh" "$@"; }
serving() {
  GIVEN="CONNECTBOT_PORT=$PORT $1" run "${@:2}" >"$work/service.log" 2>&1 &
  runner=$!
  local began; began=$(date +%s%N)
  for _ in $(seq 300); do
    kill -0 "$runner" 2>/dev/null || break
    python3 - "$PORT" 2>/dev/null <<'ASK' && { say "ready after $((($(date +%s%N) - began) / 1000000)) ms"; return; }
import sys, urllib.request as u
for page in ("healthz", "readyz"):
    u.urlopen(f"http://127.0.0.1:{sys.argv[1]}/{page}", timeout=2)
ASK
    sleep 0.1
  done
  cat "$work/service.log" >&2
  fail "it did not become ready"
}
stopping() {
  local began code=0; began=$(date +%s%N)
  kill -s "${stop#SIG}" "$(process_one)"
  for _ in $(seq 100); do kill -0 "$runner" 2>/dev/null || break; sleep 0.1; done
  kill -0 "$runner" 2>/dev/null && { cat "$work/service.log" >&2; fail "it did not stop within ten seconds"; }
  wait "$runner" || code=$?
  runner=
  say "stopped after $((($(date +%s%N) - began) / 1000000)) ms with exit code $code"
  [ "$code" = 0 ] || { cat "$work/service.log" >&2; fail "it ended with $code"; }
}

say "connectbot --version: $(GIVEN= run connectbot --version)"
say "as $(GIVEN= run id -u), root written to: $(GIVEN= run sh -c 'touch /opt/x 2>&1 || true')"
if GIVEN= run "${command[@]}" >"$work/bare.log" 2>&1; then fail "serve started without its settings"; fi
say "serve without settings: $(head -n 1 "$work/bare.log")"

settings="CONNECTBOT_PUBLIC_URL=https://bot.oakfield.example CONNECTBOT_CHANNELS=webchat"
settings+=" CONNECTBOT_HANDOVER_TO=mailto:team@oakfield.example CONNECTBOT_SAFEGUARDING_TO=mailto:lead@oakfield.example"
settings+=" CONNECTBOT_SMTP_URL=smtp://127.0.0.1:2525"
say "${command[*]}"
serving "$settings" "${command[@]}"
GIVEN="CONNECTBOT_PORT=$PORT" run "${health[@]}" || fail "the health check failed while it ran"
stopping
if GIVEN="CONNECTBOT_PORT=$PORT" run "${health[@]}" 2>/dev/null; then fail "the health check passed while nothing ran"; fi
[ -s "$work/volumes.d/data/connectbot.db" ] || fail "no database in the data volume"
[ -n "$(ls -A "$work/volumes.d/keys")" ] || fail "no key in the volume for keys"
say "data: $(ls "$work/volumes.d/data" | tr '\n' ' ') keys: $(find "$work/volumes.d/keys" -type f | wc -l) file(s)"

say "connectbot demo, over the same volumes"
serving "" connectbot demo --host 0.0.0.0 --port "$PORT"
stopping
say "all of it works"
