# `make` lists the targets. The work is done by ./cairn and Maven.
.DEFAULT_GOAL := help
.PHONY: help check fmt dev quick reproducible shell

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

check: ## what CI runs: every test, with the gates
	./cairn test

quick: ## the tests that need no guests
	./cairn test unit

fmt: ## format the Java sources
	mvn -q -B spotless:apply

dev: ## a small cloud on this machine, with simulated guests
	./cairn up --hypervisor simulated

reproducible: ## build twice and compare the jars
	packaging/check-reproducible.sh

shell: ## check the shell scripts
	shellcheck -x cairn packaging/*.sh packaging/guest/*.sh .ci/run
