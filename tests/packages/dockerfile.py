"""Does what a Dockerfile says, in a folder that stands for the image's root. Base images are not fetched: the commands run here.

usage: dockerfile.py DOCKERFILE CONTEXT ROOT TARGET    TARGET: cargo's target folder, which stands for that of the build
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path


def main():
    dockerfile, context, root, target = map(Path, sys.argv[1:])
    workdir = root
    environment = {**os.environ, "PATH": f"{root}/usr/local/bin:{os.environ['PATH']}"}
    entry, arguments = [], []
    lines = dockerfile.read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        instruction, rest = line.split(" ", 1)
        if instruction == "WORKDIR":
            workdir = root / rest.lstrip("/")
            workdir.mkdir(parents=True, exist_ok=True)
        elif instruction == "RUN":
            subprocess.run(["sh", "-c", rest], cwd=workdir, env=environment, check=True)
        elif instruction == "COPY" and rest == ". .":
            ignored = (context / ".dockerignore").read_text(encoding="utf-8").split()
            shutil.copytree(context, workdir, ignore=lambda at, _: ignored if Path(at) == context else [], dirs_exist_ok=True)
        elif instruction == "COPY" and rest.startswith("--from=build "):
            source, destination = rest.split()[1:]
            # The build's target folder lies elsewhere here, so that it can be shared.
            relative = Path(source).relative_to("/planlint/target")
            to = root / destination.lstrip("/")
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(target / relative, to)
        elif instruction == "ENTRYPOINT":
            entry = json.loads(rest)
        elif instruction == "CMD":
            arguments = json.loads(rest)
        elif instruction not in ("FROM", "USER"):
            sys.exit(f"an instruction that this script does not know: {line}")
    program = shutil.which(entry[0], path=f"{root}/usr/local/bin")
    if program is None:
        sys.exit(f"the image would have no {entry[0]}")
    script = root / "entrypoint"
    script.write_text(f"#!/bin/sh\nexec {shlex.join([program, *entry[1:], *arguments])}\n", encoding="utf-8")
    script.chmod(0o755)


main()
