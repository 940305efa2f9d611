Dockerfile:2:23: left alone: the runtime base cannot install jq [target-not-possible]
  hint: --target slim takes a base with a shell and a package manager
