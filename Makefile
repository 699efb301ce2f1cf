# The daily commands. `make` alone prints them; a line with "##" describes its target.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
UV := $(shell command -v uv || echo $(BIN)/uv)
CORE := kernel rules states tests/unit
# Tests write to memory where there is room for it: what waits for a disk is measured by `make bench`.
ROOMY := $(shell test "$$(df -k --output=avail /dev/shm 2>/dev/null | tail -n 1)" -gt 4000000 2>/dev/null && echo TMPDIR=/dev/shm)
XDIST := -n auto --maxprocesses 4 --dist loadgroup

.PHONY: help setup up demo tour test test-fast lint check fix lock licences audit bench bench-peers bench-web

help: ## 列出全部命令 · list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## 准备运行环境 · make .venv from the lock file
	@sh scripts/setup.sh

demo: setup ## 演示一轮完整的巡察 · play a whole published round
	@$(BIN)/xuncheng demo

tour: setup ## 用演示重拍 docs/tour 的图 · take the pictures of docs/tour of the demo
	@$(BIN)/python -m tests.support.tour

up: setup ## 启动系统，Ctrl-C 停止 · run the office for real, Ctrl-C stops it
	@$(BIN)/xuncheng up

test: setup ## 运行全部测试（含 PostgreSQL） · run every test, PostgreSQL included
	@$(BIN)/python -m tests.support.postgres
	@$(BIN)/python -m tests.support.chromium
	@$(ROOMY) $(BIN)/pytest $(XDIST) -m "not browser"
	@$(ROOMY) $(BIN)/pytest -n 2 -m browser tests/web

test-fast: setup ## 只测核心，几秒钟 · test the pure core only
	@$(BIN)/pytest $(CORE)

lint: setup ## 检查格式、规范、类型和分层 · check format, style, types and layers
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

check: lint test-fast ## 提交前的检查 · what to run before a commit

fix: setup ## 自动修正格式 · mend format and simple mistakes
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

lock: setup ## 重新锁定依赖版本 · resolve the dependencies anew
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--extra otel --group dev pyproject.toml -o requirements.lock

licences: setup ## 更新依赖许可证清单 · write docs/licences.md anew
	@$(BIN)/python -m tests.support.licences

audit: setup ## 查依赖的已知漏洞（需联网） · look up known weaknesses of dependencies
	@$(BIN)/python -m tests.support.audit $(UV)

bench: setup ## 测量速度 · measure speed against the raw SQL floor
	@$(BIN)/python -m tests.support.postgres
	@$(BIN)/python -m benchmarks

bench-peers: setup ## 与其他引擎比较 · measure other libraries on the same work
	@$(BIN)/python -m tests.support.postgres
	@$(BIN)/python -m benchmarks.peers

bench-web: setup ## 测量网页速度 · measure every page, and many people at once
	@$(BIN)/python -m benchmarks.web
