"""Single steps of rendering, for cases where the single call for everything reports or supports too little."""

import json
import os

from command_line import variant_overrides

OWN_VARIANTS = ("variants.yaml", "conda_build_config.yaml")


def rendered_variants(file, options):
    """All variants of a recipe, including skipped and repeated ones. Passes on errors of rattler_build."""
    from rattler_build import RenderConfig, Stage0Recipe

    recipe = Stage0Recipe.from_file(file)
    return recipe.render(variant_config(file, options), RenderConfig(platform=platform(options)))


def is_skipped(variant, file, options):
    """Whether `build.skip` holds. Rendering omits skipped outputs of a recipe with several outputs, but neither omits
    nor marks a single one: evaluate its conditions in a variant file, which has the same syntax."""
    from rattler_build import JinjaConfig, Stage0Recipe, VariantConfig

    content = Stage0Recipe.from_file(file).to_dict()
    conditions = (content.get("build") or {}).get("skip")
    if "outputs" in content or not conditions:
        return False
    values = {**variant.variant, **variant.recipe.context}
    language = JinjaConfig(platform=platform(options), variant=values, recipe_path=file)
    either = [{"if": condition, "then": "skipped"} for condition in conditions]
    answer = VariantConfig.from_yaml_with_context(json.dumps({"answer": ["built", *either]}), language)
    return "skipped" in answer["answer"]


def platform(options):
    """The three platforms with rattler-build's defaults; the Python package would use the target as default build
    platform."""
    from rattler_build import PlatformConfig, RenderConfig

    machine = RenderConfig().build_platform
    target = options.target_platform or options.host_platform or machine
    return PlatformConfig(
        target_platform=target,
        build_platform=options.build_platform or machine,
        host_platform=options.host_platform or target,
        experimental=options.experimental,
    )


def variant_config(file, options):
    """The recipe's own variants, the given files, `--variant`, the platform: later ones override."""
    from rattler_build import JinjaConfig, VariantConfig

    folder = os.path.dirname(file)
    own = [] if options.ignore_recipe_variants else [os.path.join(folder, name) for name in OWN_VARIANTS]
    files = [path for path in own if os.path.exists(path)][:1] + options.variant_config
    platforms = platform(options)
    config = VariantConfig.from_files_with_context(files, JinjaConfig(platform=platforms)) if files else VariantConfig()
    return config.merge(VariantConfig({**variant_overrides(options), "target_platform": [platforms.target_platform]}))
