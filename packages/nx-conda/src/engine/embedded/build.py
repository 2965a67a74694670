"""Building the outputs of recipes: rattler-build's `build`."""

import os
import sys

import library
from command_line import variant_overrides
from failure import Failure, plain_message
from log import Log
from render import key_of, normalized, outputs, recipe_files
from solving import planned_specs, unsolved
from variants import platform, rendered_variants


def build(options):
    """Builds the announced outputs in rattler-build's order. Raises Failure at the first that fails."""
    print("rattler-build {} (py-rattler-build)".format(library.version()), file=sys.stderr)
    planned = outputs(options)
    for output in planned:
        print("Build variant: {}-{}-{}".format(*key_of(output["recipe"])), file=sys.stderr)
    if shares_staging(planned) and not options.experimental:
        build_at_once(planned, options)
    else:
        build_one_by_one(planned, options)


def shares_staging(planned):
    inherited = [cache["name"] for output in planned for cache in output["recipe"].get("staging_caches") or []]
    return len(inherited) > len(set(inherited))


def build_one_by_one(planned, options):
    """`run_build` reports its log while it runs."""
    variants = [variant for file in recipe_files(options) for variant in rendered_variants(file, options)]
    for output in planned:
        # rattler-build also builds the outputs that this one requires; nx-conda has built them before.
        if options.up_to in (None, output["recipe"]["package"]["name"]):
            build_variant(variant_of(output, variants), options)


def variant_of(output, variants):
    """The rendered variant that an element of the JSON describes. If the recipe sets the build string, several variants
    may share it."""
    key = key_of(output["recipe"])
    same = [variant for variant in variants if key_of(variant.recipe.to_dict()) == key]
    if not same:
        raise Failure("{}-{}-{} rendered differently the second time".format(*key))
    values = output["build_configuration"]["variant"]
    return next((variant for variant in same if normalized(variant.variant) == values), same[0])


def build_variant(variant, options):
    log = Log(options.log_style)
    exclude_newer = moment(options.exclude_newer)
    try:
        variant.run_build(
            tool_config=tool_configuration(options),
            output_dir=os.path.abspath(options.output_dir),
            channels=options.channel or None,
            progress_callback=log,
            no_build_id=options.no_build_id,
            package_format=options.package_format,
            no_include_recipe=options.no_include_recipe,
            exclude_newer=exclude_newer,
        )
    except Exception as error:
        message = plain_message(error)
        raise unsolved(message, log.specs, log.channels, log.retried) or Failure(message) from error


def tool_configuration(options):
    from rattler_build import ToolConfiguration

    return ToolConfiguration(
        test_strategy=options.test,
        skip_existing=options.skip_existing or "none",
        channel_priority=options.channel_priority,
    )


def moment(text):
    if text is None:
        return None
    from datetime import datetime

    try:
        parsed = datetime.fromisoformat(text.replace("Z", "+00:00").replace("z", "+00:00"))
    except ValueError:
        parsed = None
    if parsed is None or parsed.tzinfo is None:
        raise Failure("invalid value '{}' for '--exclude-newer': expected a time like 2024-03-15T12:00:00Z".format(text))
    return parsed


def build_at_once(planned, options):
    """`run_build` would repeat a staging build for each output, because it names the build folder after the output.
    This call does not, but gives no log: a second process reads the build script's log from its file."""
    files = recipe_files(options)
    platforms = platform(options)
    exclude_newer = moment(options.exclude_newer)
    follower = follow(options)
    try:
        library.native().build_recipes_py(
            files,
            up_to=options.up_to,
            build_platform=platforms.build_platform,
            target_platform=options.target_platform,
            host_platform=options.host_platform,
            channel=options.channel or None,
            variant_config=options.variant_config,
            variant_overrides=variant_overrides(options),
            ignore_recipe_variants=options.ignore_recipe_variants,
            no_build_id=options.no_build_id,
            package_format=options.package_format,
            no_include_recipe=options.no_include_recipe,
            test=options.test,
            output_dir=os.path.abspath(options.output_dir),
            channel_priority=options.channel_priority,
            skip_existing=options.skip_existing,
            exclude_newer=exclude_newer,
        )
    except Exception as error:
        message = plain_message(error)
        raise unsolved(message, planned_specs(planned), options.channel) or Failure(message) from error
    finally:
        follower.stdin.close()
        follower.wait()


def follow(options):
    import subprocess

    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "follow.py")
    print("The outputs share a staging build, so only the log of the scripts is shown.", file=sys.stderr, flush=True)
    folder = os.path.join(os.path.abspath(options.output_dir), "bld")
    return subprocess.Popen([sys.executable, "-I", "-S", "-B", "-X", "utf8", script, folder], stdin=subprocess.PIPE)
