"""Runs the steps of a composite Action as GitHub's runner would: the same shell, the same files for outputs, paths and summaries.

run_action.py ACTION_FOLDER WORK_FOLDER INPUTS_JSON GITHUB_JSON

Tells, as JSON, how each step ended and what it printed, the outputs and the summary. Of expressions it knows what action.yml
uses: inputs, outputs of steps, the context `github`, comparison, `&&`, `||`, `always()`.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

import yaml

action_folder, work, inputs, github = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), json.loads(sys.argv[4])
action = yaml.safe_load(open(os.path.join(action_folder, "action.yml"), encoding="utf-8"))
unknown = set(inputs) - set(action["inputs"])
assert not unknown, f"no such inputs: {unknown}"
inputs = {name: inputs.get(name, about.get("default", "")) for name, about in action["inputs"].items()}
outputs = {}


class Nothing(str):
    """What isn't there: an empty text, as is everything in it."""

    def __getattr__(self, name):
        return self


class Context(dict):
    def __getattr__(self, name):
        return self.get(name, Nothing())


def value(expression):
    steps = Context({step: Context(outputs=Context(of)) for step, of in outputs.items()})
    text = expression.replace("&&", " and ").replace("||", " or ")
    return eval(text, {}, {"inputs": Context(inputs), "github": Context(github), "steps": steps, "always": lambda: True})


def filled(text):
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(value(found[1].strip())), str(text))


temp = tempfile.mkdtemp()
files = {name: os.path.join(temp, name) for name in ["GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"]}
told, paths, failed = [], [], False
for step in action["runs"]["steps"]:
    condition = step.get("if", "")
    if (failed and "always()" not in condition) or (condition and not value(condition)):
        told.append({"name": step["name"], "code": None, "said": ""})
        continue
    assert step["shell"] == "bash", step
    open(files["GITHUB_OUTPUT"], "w").close()
    script = os.path.join(temp, "step.sh")
    with open(script, "w", encoding="utf-8") as out:
        out.write(filled(step["run"]))
    env = dict(os.environ, RUNNER_TEMP=temp, GITHUB_ACTION_PATH=action_folder, **files)
    env["GITHUB_SERVER_URL"] = "https://github.invalid"
    env.update({name: filled(text) for name, text in step.get("env", {}).items()})
    env["PATH"] = os.pathsep.join(paths + [env["PATH"]])
    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", script], cwd=work, env=env, capture_output=True, text=True
    )
    told.append({"name": step["name"], "code": ran.returncode, "said": ran.stdout, "complained": ran.stderr})
    failed = failed or ran.returncode != 0
    lines = open(files["GITHUB_OUTPUT"], encoding="utf-8").read().splitlines()
    outputs[step.get("id", "")] = dict(line.split("=", 1) for line in lines)
    if os.path.exists(files["GITHUB_PATH"]):
        paths = open(files["GITHUB_PATH"], encoding="utf-8").read().split()
summary = files["GITHUB_STEP_SUMMARY"]
print(json.dumps({
    "steps": told,
    "outputs": {name: filled(about["value"]) for name, about in action["outputs"].items()},
    "summary": open(summary, encoding="utf-8").read() if os.path.exists(summary) else "",
}))
