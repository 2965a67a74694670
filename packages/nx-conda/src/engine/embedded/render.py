"""The outputs of a recipe: rattler-build's `--render-only`."""

import os
import sys

import library
from command_line import variant_overrides
from failure import Failure

FAILED = "Failed to render recipe with variants"


def print_outputs(options):
    """Prints the same JSON array on stdout as rattler-build. Raises Failure."""
    if len(options.recipe) > 1:
        print_json(batch_outputs(options))
    elif options.experimental:
        print_json(experimental_outputs(options))
    else:
        native_outputs(options)


def print_json(found):
    import json

    json.dump(found, sys.stdout, ensure_ascii=False)
    print()


def batch_outputs(options):
    """Renders one recipe after the other, with a log that tells which output comes from which. Like rattler-build,
    raises Failure at the first that cannot be rendered."""
    found = []
    for file in recipe_files(options):
        log("Processing recipe at path: " + file)
        rendered = outputs(options.of_recipe(file))
        for output in rendered:
            log("Build variant: " + "-".join(key_of(output["recipe"])))
        found += rendered
    return found


def key_of(recipe):
    package = recipe["package"]
    return package["name"], str(package["version"]), recipe["build"]["string"]


def log(message):
    """A line like those of rattler-build's `--log-style json`."""
    import json

    print(json.dumps({"fields": {"message": message}}), file=sys.stderr)


def outputs(options):
    """The same array, parsed. Raises Failure."""
    if options.experimental:
        return experimental_outputs(options)
    import json

    return json.loads(captured_stdout(lambda: native_outputs(options)))


def recipe_files(options):
    """Paths of the recipe.yaml files, including those in folders. Raises Failure if one does not exist."""
    files = [os.path.join(path, "recipe.yaml") if os.path.isdir(path) else path for path in options.recipe]
    for file in files:
        if not os.path.isfile(file):
            raise Failure("The file {} could not be found.".format(file))
    return [os.path.abspath(file) for file in files]


def native_outputs(options):
    """Prints the JSON itself: Rust writes to the file descriptor, not to `sys.stdout`."""
    files = recipe_files(options)
    try:
        library.native().build_recipes_py(
            files,
            up_to=None,
            build_platform=options.build_platform,
            target_platform=options.target_platform,
            host_platform=options.host_platform,
            channel=options.channel or None,
            variant_config=options.variant_config,
            variant_overrides=variant_overrides(options),
            ignore_recipe_variants=options.ignore_recipe_variants,
            render_only=True,
        )
    except Exception as error:
        raise explained(error, files, options) from error


def explained(error, files, options):
    """`build_recipes_py` does not report the cause; rendering step by step does."""
    from rust_error import of_render
    from variants import rendered_variants

    for file in files:
        try:
            rendered_variants(file, options)
        except Failure:
            raise
        except Exception as cause:
            return of_render(str(error), cause, file)
    return Failure(str(error))


def experimental_outputs(options):
    """`build_recipes_py` lacks `--experimental`: single steps give the part of its JSON that nx-conda reads."""
    from rust_error import of_render
    from variants import is_skipped, rendered_variants

    found = []
    for file in recipe_files(options):
        try:
            variants = rendered_variants(file, options)
            variants = [variant for variant in variants if not is_skipped(variant, file, options)]
        except Failure:
            raise
        except Exception as error:
            raise of_render(FAILED, error, file) from error
        for variant in variants:
            output = as_output(variant)
            if output not in found:
                found.append(output)
    return found


def as_output(variant):
    values = normalized(variant.variant)
    configuration = {"target_platform": values["target_platform"], "variant": values}
    if variant.hash_info:
        parts = {"hash": variant.hash_info.hash, "prefix": variant.hash_info.prefix}
        configuration["hash"] = {name: part for name, part in parts.items() if part}
    return {"recipe": variant.recipe.to_dict(), "build_configuration": configuration}


def normalized(values):
    """Variant values with keys as in the JSON: otherwise, keys of pinned packages would keep their dashes."""
    return {key.replace("-", "_").replace(".", "_"): value for key, value in values.items()}


def captured_stdout(action):
    """The bytes that an action writes to file descriptor 1."""
    import tempfile

    sys.stdout.flush()
    original = os.dup(1)
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 1)
        try:
            action()
        finally:
            os.dup2(original, 1)
            os.close(original)
        file.seek(0)
        return file.read().decode("utf-8")
