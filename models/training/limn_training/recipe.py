"""The recipe: a TOML file with every constant of the training, read by the modules when they are imported.

`--recipe FILE` (environment variable LIMN_RECIPE for processes that are started anew) chooses it; the default is the recipe of
the model that is shipped. A recipe is complete: keys that are missing or unknown and values of another type are errors. Its `options` are the defaults of
the steps' options, its `runs` those of `train`, by the run's name; `{work}` in them is the work folder.
"""

import difflib
import os
import tomllib
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "recipes"
DEFAULT, VARIABLE = FOLDER / "0.7.toml", "LIMN_RECIPE"
_FREE = ("runs", "options")  # checked against the command line's options


class RecipeError(ValueError):
    """A sentence that names file, key and fix."""


def read(path):
    """The tables of a recipe, checked against the keys that the code asks for."""
    try:
        recipe = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RecipeError(f"{path}: {error}") from error
    model = recipe if Path(path) == DEFAULT else tomllib.loads(DEFAULT.read_text(encoding="utf-8"))
    _compare(path, "", recipe, model)
    return recipe


def _compare(path, prefix, found, wanted):
    for key in [*wanted, *found]:
        name = f"{prefix}{key}"
        if key not in wanted:
            near = difflib.get_close_matches(key, wanted, 1)
            raise RecipeError(f"{path}: {name} is no key of a recipe" + (f"; did you mean {prefix}{near[0]}?" if near else ""))
        if key not in found:
            raise RecipeError(f"{path}: {name} is missing; {DEFAULT.name} has {wanted[key]!r}")
        if _kind(found[key]) != _kind(wanted[key]):
            raise RecipeError(f"{path}: {name} is {found[key]!r}, but must be like {wanted[key]!r}")
        if name not in _FREE and isinstance(wanted[key], dict) and wanted[key]:
            _compare(path, f"{name}.", found[key], wanted[key])


def _kind(value):
    return float if type(value) is int else type(value)


def current():
    """The recipe in use."""
    global _current
    if _current is None:
        _current = read(os.environ.get(VARIABLE) or DEFAULT)
    return _current


_current = None


def use(path):
    """Makes a recipe the one in use, in processes started from here too; before the modules that read it are imported."""
    global _current
    _current = read(path)
    os.environ[VARIABLE] = str(Path(path).resolve())


def constants(table, *keys):
    """Values of a table, in the order of the keys; lists as tuples."""
    values = [_frozen(current()[table][key]) for key in keys]
    return values if len(values) > 1 else values[0]


def _frozen(value):
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


def options(step, work, run_name, known):
    """Defaults of a step's options, of a run where the step is `train`; `known` are the names that the step takes."""
    recipe = current()
    tables = {f"options.{step}": recipe["options"].get(step, {})}
    if step == "train":
        if run_name not in recipe["runs"]:
            raise RecipeError(f"--run-name: the recipe has no run '{run_name}', but {', '.join(recipe['runs'])}")
        tables[f"runs.{run_name}"] = recipe["runs"][run_name]
    found = {}
    for name, table in tables.items():
        for key, value in table.items():
            if key not in known:
                raise RecipeError(f"{name}.{key}: {step} has no option --{key.replace('_', '-')}")
            found[key] = value.replace("{work}", str(work)) if isinstance(value, str) else value
    return found
