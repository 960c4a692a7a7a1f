"""Prints the features of the crate, one a line, for checks of each alone."""

import json
import subprocess

command = ["cargo", "metadata", "--no-deps", "--format-version", "1"]
(package,) = json.loads(subprocess.check_output(command))["packages"]
print("\n".join(feature for feature in package["features"] if feature != "default"))
