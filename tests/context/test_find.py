# ruff: noqa: E501 - one case a line
"""Which folder is the context of a Dockerfile."""

from __future__ import annotations

import pytest

from dockerize_ms.context import Repository, find_context

WORKFLOW = ".github/workflows/image.yml"
ACTION = """\
jobs:
  image:
    strategy:
      matrix: {matrix}
    steps:
      - uses: actions/checkout@v4
      - uses: docker/build-push-action@v5
        with: {inputs}
"""


def action(inputs: str, matrix: str = "{}") -> str:
    return ACTION.format(inputs=inputs, matrix=matrix)


D = "docker/Dockerfile"
NESTED = "services/api/Dockerfile"

# Dockerfile, other files, the context and the targets that are found.
CASES: list[tuple[str, dict[str, str], str, tuple[str, ...]]] = [
    ("Dockerfile", {}, "", ()),
    (D, {}, "docker", ()),
    # compose
    (D, {"compose.yml": "services: {a: {build: {context: ., dockerfile: docker/Dockerfile}}}"}, "", ()),
    (D, {"docker/compose.yml": "services: {a: {build: {context: .., dockerfile: docker/Dockerfile}}}"}, "", ()),
    (D, {"compose.yml": "services: {a: {build: {context: ., dockerfile: Dockerfile}}}"}, "docker", ()),
    (D, {"compose.yml": "services: {a: {build: {context: ., dockerfile: docker/Dockerfile, target: dev}}}"}, "", ("dev",)),
    ("Dockerfile", {"compose.yml": "services: {a: {build: {context: ., target: prod}}}"}, "", ("prod",)),
    (NESTED, {"compose.yml": "services: {a: {build: services/api}}"}, "services/api", ()),
    (NESTED, {"services/compose.yml": "services: {a: {build: {context: ., dockerfile: api/Dockerfile}}}"}, "services", ()),
    # workflows
    (D, {WORKFLOW: action("{context: ., file: docker/Dockerfile, target: prod}")}, "", ("prod",)),
    (D, {WORKFLOW: action("{file: ./docker/Dockerfile}")}, "", ()),
    (D, {WORKFLOW: action("{context: docker}")}, "docker", ()),
    (D, {WORKFLOW: action("{path: ., dockerfile: docker/Dockerfile}")}, "", ()),
    (NESTED, {WORKFLOW: action("{context: '{{defaultContext}}:services/api'}")}, "services/api", ()),
    (NESTED, {WORKFLOW: action("{context: '${{ github.workspace }}', file: '${{ github.workspace }}/services/api/Dockerfile'}")}, "", ()),
    (NESTED, {WORKFLOW: action("{context: ., file: 'services/${{ matrix.name }}/Dockerfile'}", "{name: [web, api]}")}, "", ()),
    (NESTED, {WORKFLOW: action("{context: '${{ matrix.dir }}', file: '${{ matrix.file }}'}", "{include: [{dir: services, file: services/api/Dockerfile}]}")}, "services", ()),
    (NESTED, {WORKFLOW: action("{context: ., file: '${{ matrix.image.file }}'}", "{image: [{file: services/api/Dockerfile}]}")}, "", ()),
    (NESTED, {WORKFLOW: action("{context: ., file: '${{ inputs.file }}'}")}, "services/api", ()),
    (D, {WORKFLOW: action("{context: ., file: docker/Dockerfile, target: '${{ inputs.t }}'}")}, "", ()),
    (D, {WORKFLOW: "jobs: {a: {steps: [{uses: redhat-actions/buildah-build@v2, with: {containerfiles: docker/Dockerfile}}]}}"}, "", ()),
    (D, {WORKFLOW: "jobs:\n  a:\n    steps:\n      - run: docker build -f docker/Dockerfile .\n"}, "", ()),
    (NESTED, {WORKFLOW: "jobs:\n  a:\n    steps:\n      - working-directory: services\n        run: docker build -f api/Dockerfile .\n"}, "services", ()),
    # bake
    (D, {"docker-bake.hcl": 'target "app" {\n  context = "."\n  dockerfile = "docker/Dockerfile"\n  target = "prod"\n}\n'}, "", ("prod",)),
    (D, {"docker-bake.hcl": 'target "base" {\n  dockerfile = "docker/Dockerfile"\n}\ntarget "app" {\n  inherits = ["base"]\n  target = "x"\n}\n'}, "", ("x",)),
    (D, {"docker-bake.hcl": 'target "app" {\n  dockerfile = "${DIR}/Dockerfile"\n}\n'}, "docker", ()),
    (D, {"docker-bake.json": '{"target": {"app": {"dockerfile": "docker/Dockerfile"}}}'}, "", ()),
    (D, {"docker-bake.json": '{"target": ["app"]}'}, "docker", ()),
    (D, {"docker-bake.json": '{"target": {"a": {"inherits": ["b"]}, "b": {"inherits": ["a"], "dockerfile": "docker/Dockerfile"}}}'}, "", ()),
    # command lines
    (D, {"Makefile": "image:\n\tdocker build -t x -f docker/Dockerfile .\n"}, "", ()),
    (D, {"Makefile": "image:\n\tdocker build . --file=docker/Dockerfile --target dev\n"}, "", ("dev",)),
    (D, {"docker/build.sh": "cd ..\ndocker build -f docker/Dockerfile .\n"}, "", ()),
    (D, {"docker/build.sh": "docker build -f Dockerfile ..\n"}, "", ()),
    (D, {"docker/build.sh": "docker build .\n"}, "docker", ()),
    (D, {"scripts/build.sh": "docker buildx build --push -f docker/Dockerfile .\n"}, "", ()),
    (D, {"README.md": "```\npodman build -f docker/Dockerfile .\n```\n"}, "", ()),
    (D, {"README.md": "`docker build -f docker/Dockerfile .`\n"}, "", ()),
    (D, {"README.md": "Use docker build -f docker/Dockerfile . for it\n"}, "docker", ()),
    (D, {"a.sh": "docker build -f docker/Dockerfile - < x\n"}, "docker", ()),
    (D, {"a.sh": "docker build -f docker/Dockerfile a b\n"}, "docker", ()),
    (D, {"a.sh": "docker build -f docker/Dockerfile $DIR\n"}, "docker", ()),
    (D, {"a.sh": "docker build -f docker/Dockerfile $(pwd)\n"}, "", ()),
    (D, {"a.sh": "docker build -f docker/Dockerfile https://x.invalid/y.git\n"}, "docker", ()),
    (D, {"a.sh": "docker build --pull --build-arg A=1 -t x:y -qf docker/Dockerfile .\n"}, "", ()),
    (D, {"a.sh": "docker image build -f docker/Dockerfile .\nbuildah bud -f docker/Dockerfile .\n"}, "", ()),
    (NESTED, {"a.sh": "cd services && docker build -f api/Dockerfile .\n"}, "services", ()),
    (NESTED, {"a.sh": "docker build services/api\n"}, "services/api", ()),
    (D, {"scripts.json": '{"scripts": {"image": "docker build -f docker/Dockerfile . --push", "x": "y"}}'}, "", ()),
    # all agree
    (D, {"Makefile": "\tdocker build -f docker/Dockerfile .\n", WORKFLOW: action("{file: docker/Dockerfile}")}, "", ()),
]  # fmt: skip


@pytest.mark.parametrize(("dockerfile", "files", "context", "targets"), CASES)
def test_find(
    dockerfile: str, files: dict[str, str], context: str, targets: tuple[str, ...]
) -> None:
    repository = Repository.from_files({dockerfile: "FROM scratch\n", **files})
    found = find_context(dockerfile, repository)
    assert (found.directory, found.targets, found.ambiguous) == (context, targets, False)


BOTH = {
    "Makefile": "\tdocker build -f docker/Dockerfile .\n",
    "docker/build.sh": "docker build .\n",
}
SOURCES = {"package.json": "", "src/a": "", "docker/entry.sh": ""}


@pytest.mark.parametrize(
    ("files", "needs", "context", "ambiguous"),
    [
        (BOTH, (), "docker", True),
        (BOTH, ("package.json", "src/"), "", False),
        (BOTH, ("entry.sh",), "docker", False),
        (BOTH, ("nothing",), "docker", True),
        (BOTH, (".",), "docker", True),
        ({}, ("package*.json", "/src"), "", True),
        ({}, ("entry.sh",), "docker", False),
        ({}, ("nothing",), "docker", False),
        ({}, ("package.json", "nothing"), "", True),
        ({}, ("entry.sh", "package.json", "nothing"), "docker", False),
        ({}, ("src/[",), "docker", False),
        ({}, (), "docker", False),
    ],
)
def test_needs_decide(
    files: dict[str, str], needs: tuple[str, ...], context: str, ambiguous: bool
) -> None:
    repository = Repository.from_files({D: "", **SOURCES, **files})
    found = find_context(D, repository, needs=lambda: needs)
    assert (found.directory, found.ambiguous) == (context, ambiguous)


def test_evidence_has_a_line() -> None:
    files = {D: "", "Makefile": "image:\n\tdocker build -f docker/Dockerfile .\n"}
    found = find_context(D, Repository.from_files(files))
    assert [str(each) for each in found.evidence] == [
        "docker build builds it in the root of the repository (Makefile:2:2)"
    ]


@pytest.mark.parametrize(("targets", "expected"), [("a", "a"), ("ab", None), ("aa", "a")])
def test_one_target_or_none(targets: str, expected: str | None) -> None:
    lines = "".join(f"docker build --target {target} .\n" for target in targets)
    repository = Repository.from_files({"Dockerfile": "", "build.sh": lines})
    assert find_context("Dockerfile", repository).target == expected


def test_a_dockerfile_outside_of_the_repository(tmp_path_factory: pytest.TempPathFactory) -> None:
    inside, outside = tmp_path_factory.mktemp("a"), tmp_path_factory.mktemp("b")
    found = find_context(str(outside / "Dockerfile"), Repository.around(str(inside)))
    assert found.directory == str(outside)


def test_on_disk(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("repository")
    (root / ".git").mkdir()
    (root / "docker").mkdir()
    (root / "Makefile").write_text("\tdocker build -f docker/Dockerfile .\n")
    found = find_context(str(root / D), Repository.around(str(root / D)))
    assert found.directory == str(root)
