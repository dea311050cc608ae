"""What a runner would run: the commands of an action's steps, or of a GitLab job, as one bash script.

usage: steps.py github FILE [INPUT=VALUE...]
       steps.py gitlab FILE
"""

import re
import shlex
import sys

import yaml


def github(document, given):
    inputs = {name: entry.get("default", "") for name, entry in document["inputs"].items()}
    for argument in given:
        name, value = argument.split("=", 1)
        if name not in inputs:
            sys.exit(f"the action has no input {name}")
        inputs[name] = value

    def value(text):
        # The only expressions that the action has; another one would stay, and be noticed.
        return re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda match: str(inputs[match[1]]), text)

    for step in document["runs"]["steps"]:
        condition = step.get("if")
        if condition == "inputs.version != ''":
            if not inputs["version"]:
                continue
        elif condition is not None:
            sys.exit(f"a condition that this script does not know: {condition}")
        if step["shell"] != "bash":
            sys.exit(f"a shell that this script does not know: {step['shell']}")
        settings = {name: value(str(text)) for name, text in step.get("env", {}).items()}
        if any("${{" in text for text in [*settings.values(), value(step["run"])]):
            sys.exit("an expression that this script does not know")
        yield from (f"export {name}={shlex.quote(text)}" for name, text in settings.items())
        # Each step is a shell of its own, with what steps before it wrote to GITHUB_PATH on the PATH.
        yield 'while read -r folder; do PATH=$folder:$PATH; done <"$GITHUB_PATH"'
        yield f"(\n{value(step['run']).rstrip()}\n)"


def gitlab(document):
    job = document["planlint"]
    yield from (f"export {name}={shlex.quote(str(text))}" for name, text in job["variables"].items())
    yield from job["before_script"]
    yield from job["script"]


def main():
    kind, path, *given = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    lines = github(document, given) if kind == "github" else gitlab(document)
    print("\n".join(lines))


main()
