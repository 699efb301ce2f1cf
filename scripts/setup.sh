#!/bin/sh
# Makes .venv with exactly what requirements.lock names, and installs this project into it.
# Does nothing when nothing has changed. A new tool is a dependency in pyproject.toml, not a line here.
set -eu

VENV=.venv
STAMP=$VENV/.xuncheng-setup

say() { printf '%s\n' "$@" >&2; }
give_up() { say "$@"; exit 1; }
works() { "$@" >/dev/null 2>&1; }

# What the stamp must hold: this folder (a moved .venv is useless), the lock and the project.
wanted=$(pwd; cksum requirements.lock pyproject.toml scripts/setup.sh)
if [ -f "$STAMP" ] && [ "$(cat "$STAMP")" = "$wanted" ] && works "$VENV/bin/python" -V; then
    exit 0
fi

python=
for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if works "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || give_up \
    "未找到 Python 3.11 或更高版本：请先安装，再运行 make setup（也可用 make setup PYTHON=路径 指定）。" \
    "No Python 3.11 or later was found: install one, then run make setup (or make setup PYTHON=path)."

uv=
works uv --version && uv=uv

if ! { [ -f "$STAMP" ] && [ "$(head -n 1 "$STAMP")" = "$(pwd)" ] && works "$VENV/bin/python" -V; }; then
    if [ -n "$uv" ]; then
        "$uv" venv --quiet --clear --python "$python" "$VENV"
    else
        works "$python" -c 'import venv, ensurepip' || give_up \
            "这个 Python 缺少 venv 或 pip 模块：请先安装（Debian、Ubuntu：apt install python3-venv），再运行 make setup。" \
            "This Python has no venv or pip module: install it (Debian, Ubuntu: apt install python3-venv), then run make setup."
        "$python" -m venv --clear "$VENV"
    fi
fi

if [ -z "$uv" ]; then
    uv=$VENV/bin/uv
    works "$uv" --version || {
        works "$VENV/bin/python" -m pip --version || "$VENV/bin/python" -m ensurepip >/dev/null
        "$VENV/bin/python" -m pip install -qq --disable-pip-version-check uv
    }
fi

# A mirror that is set for pip serves uv too.
if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
    mirror=$("$python" -m pip config get global.index-url 2>/dev/null) || mirror=
    [ -z "$mirror" ] || export UV_DEFAULT_INDEX="$mirror"
fi

say "正在安装依赖（首次需要下载，请稍候） · Installing what requirements.lock names …"
"$uv" pip sync --quiet --require-hashes --python "$VENV" requirements.lock
"$uv" pip install --quiet --no-deps --no-build-isolation --python "$VENV" --editable .
printf '%s\n' "$wanted" >"$STAMP"
say "已就绪 · Ready."
