import type { Engine } from './engine';
import { explainFailure } from './failure';

const engine: Engine = {
  kind: 'command',
  command: '/opt/rattler-build',
  args: [],
  env: {},
  version: '0.74.0',
};

/** The output of rattler-build 0.74 after a failed script. */
const SCRIPT_FAILED = `
\u001b[2m2026-11-23T23:53:06.403114Z\u001b[0m \u001b[31mERROR\u001b[0m Script failed with status 1
Error:   × Script failed to execute
`;
const TEST_FAILED = `
\u001b[31mERROR\u001b[0m Script failed with status 1
Error:   × Test failed
  ╰─▶ failed to run test: IO Error: Script failed with status 1
`;

describe('explainFailure: environments', () => {
  it('knows a missing package, with wrapped lines or not', () => {
    const log = `  Specs:
   - pytorch-cuda 12.6.*
Error:   × Failed to resolve dependencies
  ╰─▶ Cannot solve the request because of: No candidates were found for pytorch-cuda 12.6.*.
`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "No channel has pytorch-cuda 12.6.*.
        1. Check the spelling of pytorch-cuda, and whether pytorch-cuda 12.6.* exists for this platform.
        2. If a recipe of this workspace builds pytorch-cuda, check that the requirement allows the version that this recipe builds.
        3. If another channel has pytorch-cuda, add that channel to the option "channels" of nx-conda in nx.json.
        4. conda-check can find this problem before a build (rule unknown-package-name). To apply the safe fixes of conda-check, run nx run <project>:conda-check --fix"
    `);
    const wrapped = log.replace('for pytorch-cuda 12', 'for pytorch-\n      cuda 12');
    expect(explainFailure(wrapped, engine)).toBe(explainFailure(log, engine));
  });

  it('knows which package needs a missing one', () => {
    const log = `Error:   × Test failed
  ├─▶ failed to setup test environment
  ╰─▶ Cannot solve the request because of: needs-pyg ==1.0 hb0f4dca_0 cannot be installed because there are no viable options:
      └─ needs-pyg 1.0 would require
         └─ pytorch-cluster *, for which no candidates were found.
      The following packages are incompatible
      └─ needs-pyg ==1.0 hb0f4dca_0 cannot be installed because there are no viable options:
         └─ needs-pyg 1.0 is excluded because due to strict channel priority not using this option from: 'file:///exp/o/'
`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "No channel has pytorch-cluster, which needs-pyg 1.0 needs.
        1. Check the spelling of pytorch-cluster, and whether pytorch-cluster exists for this platform.
        2. If a recipe of this workspace builds pytorch-cluster, check that the requirement allows the version that this recipe builds.
        3. If another channel has pytorch-cluster, add that channel to the option "channels" of nx-conda in nx.json.
        4. conda-check can find this problem before a build (rule pyg-package-name). To apply the safe fixes of conda-check, run nx run <project>:conda-check --fix"
    `);
  });

  it('knows requirements that exclude each other', () => {
    const log = `Error:   × Failed to resolve dependencies
  ╰─▶ Cannot solve the request because of: The following packages are
      incompatible
      ├─ dep2 * can be installed with any of the following options:
      │  └─ dep2 1.0 would require
      │     └─ gen >=2, which can be installed with any of the following
      options:
      │        └─ gen 2.0
      └─ dep3 * cannot be installed because there are no viable options:
         └─ dep3 1.0 would require
            └─ gen 1.*, which cannot be installed because there are no viable
      options:
               └─ gen 1.0, which conflicts with the versions reported above.
`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "dep2 1.0 needs gen >=2, and dep3 1.0 needs gen 1.*.
        1. Loosen or correct the requirements of the recipe that cause the conflict, or choose other versions in the variant file.
        2. If the log contains "excluded because due to strict channel priority", an earlier channel has a package of the same name, and the solver ignores this name in later channels. Move the channel whose package you want to the front of the option "channels" of nx-conda in nx.json. If the earlier channel is the output folder of a project, it always comes first: change the requirement, or the version in that project.
        3. If a requirement comes from another package (its run requirements or run exports), require another version of that package. If this workspace builds that package, you can also change the requirement in its recipe."
    `);
  });

  it('knows a solve of the embedded engine, which cannot tell why', () => {
    const log = `Error:   × Failed to resolve dependencies
  ╰─▶ Cannot solve the request. py-rattler-build does not report the cause. All of these are required together:
        - zlib
`;
    expect(explainFailure(log, { ...engine, kind: 'embedded', version: '0.73.0' })).toMatchInlineSnapshot(`
      "No set of packages meets all requirements at once, or a package or channel is missing.
        1. Check that the channels have every package listed above, in the required version and for this platform.
        2. To see the cause, install the rattler-build command, for example with pixi global install rattler-build, and run the task again.
        3. Instead of pixi, you can use the package rattler-build of conda-forge, or a release from the GitHub page of rattler-build."
    `);
  });

  it('knows an invalid channel', () => {
    const log = `Error:   × Failed to resolve dependencies
  ├─▶ could not find subdir 'noarch' in channel 'http://127.0.0.1:8765/
  │   nothere/'
  ╰─▶ HTTP status client error (404 File not found) for url
      (http://127.0.0.1:8765/nothere/noarch/repodata.json)
`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "The channel http://127.0.0.1:8765/nothere/ has no noarch/repodata.json: the channel does not exist, or the address is not a channel.
        1. Check the spelling of the channel in the option "channels" of nx-conda in nx.json.
        2. If the channel is private, log in, for example with rattler-build auth login <host> --token <token>
        3. To make a folder a channel, publish to it with nx run <project>:conda-publish --to=<folder>, or index it with rattler-index."
    `);
  });

  it('knows a channel that does not answer', () => {
    const log = `Error:   × Failed to resolve dependencies
  ├─▶ Request failed after 3 retries
  ├─▶ error sending request for url (https://nohost.invalid/chan/linux-64/
  │   repodata_shards.msgpack.zst)
  ╰─▶ failed to lookup address information: Name or service not known
`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "Could not reach a channel: the request to https://nohost.invalid/chan/linux-64/repodata_shards.msgpack.zst failed.
        1. To test the connection, run curl -I https://nohost.invalid/chan/linux-64/repodata_shards.msgpack.zst
        2. Check the network and the proxy (HTTPS_PROXY).
        3. Or replace the channel with a mirror in the option "channels" of nx-conda in nx.json."
    `);
    const embedded =
      'Error:   × Failed to resolve dependencies\n  ├─▶ A channel did not answer, see the warnings above.\n';
    expect(explainFailure(embedded, engine)).toContain('Could not reach a channel.');
  });
});

describe('explainFailure: recipes and variants', () => {
  it('knows an undefined variable, and where it is', () => {
    const log = `Error:   × Failed to render recipe with variants
  ╰─▶ Jinja template error: Template rendering failed: undefined value (in
      <string>:1) (template: \${{ nope }})
   ╭─[/w/recipes/a/recipe.yaml:1:33]
 1 │ package: {name: undef, version: "\${{ nope }}"}
   ·                                 ──┬─
   ╰────
`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "The recipe uses an undefined variable: \${{ nope }} (/w/recipes/a/recipe.yaml:1:33).
        1. Check the spelling of the variable.
        2. Set the variable in \`context:\` of the recipe, or as a key of a variant file.
        3. If a variant file outside the folder of the recipe sets the variable, check that the option "variants" of nx-conda in nx.json lists this file."
    `);
  });

  it('knows an environment variable that is not set', () => {
    const log = `Error:   × Failed to render recipe with variants
  ╰─▶ Jinja template error: Template rendering failed: invalid operation:
      Environment variable NOPE not found (in <string>:1) (template:
      \${{ env.get('NOPE') }})
`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "The recipe reads the environment variable NOPE, which is not set.
        1. To set the variable for one run, run NOPE=<value> nx run <project>:<target>
        2. Or add a default to the recipe: env.get("NOPE", default="...")"
    `);
  });

  it('knows zip_keys of different lengths', () => {
    const log = `Error:   × Failed to render recipe with variants
  ╰─▶ Zip key elements do not all have same length: numpy
`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "The keys in a group of zip_keys have lists of different lengths; one of these keys is numpy.
        1. Set the same number of values for every key in the group of numpy: the first values are combined, then the second values, and so on.
        2. Or remove numpy from the group; if the group has only two keys, remove the whole group.
        3. If several variant files set zip_keys, change the last of these files: rattler-build uses only its zip_keys.
        4. conda-check can find this problem before a build (rule zip-key-lengths). To apply the safe fixes of conda-check, run nx run <project>:conda-check --fix"
    `);
  });

  it('knows a cycle between outputs', () => {
    const log = `Error:   × Failed to render recipe with variants
  ╰─▶ Cycle detected in recipe outputs: a, b
`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "The requirements of the recipe's outputs form a cycle. These outputs are in the cycle or depend on it: a, b
        1. Move requirements that are needed only at run time from host or build to run."
    `);
  });

  it('knows a rattler-build that is too old for a flag', () => {
    const log = `error: unexpected argument '--no-config' found\n\nUsage: rattler-build build [OPTIONS]\n`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "rattler-build 0.74.0 does not accept --no-config.
        1. Update the rattler-build that nx-conda uses, /opt/rattler-build, for example with pixi global update rattler-build."
    `);
  });
});

describe('explainFailure: sources', () => {
  it('knows a different sha256', () => {
    const log = `Error:   × sha256 checksum validation failed for "/out/
  │ src_cache/5a61f75675a3e80d_x.tar.gz"
  │   expected:
  │ 0000000000000000000000000000000000000000000000000000000000000000
  │   actual:
  │ 69d7230ee6ddab0df6a4eba26530ac1c594d93be0cc8a191d5f62776126ec910
`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "The source x.tar.gz does not match the recipe: its sha256 is 69d7230ee6ddab0df6a4eba26530ac1c594d93be0cc8a191d5f62776126ec910, but the recipe expects 0000000000000000000000000000000000000000000000000000000000000000.
        1. If you changed the version or the URL, replace the sha256 in the recipe with 69d7230ee6ddab0df6a4eba26530ac1c594d93be0cc8a191d5f62776126ec910. For the next version, run nx g nx-conda:bump <project> --to <version>, which changes the version and the sha256 together.
        2. If you changed nothing, download the URL of the source yourself, and inspect the file: a proxy may have sent an error page instead. rattler-build has deleted its own download.
        3. If the server now has a different file, find out why before you trust the new file."
    `);
  });

  it('knows a different commit', () => {
    const log = `Error:   × Git commit mismatch: expected commit '0000000000000000000000000000000000000000' but got 'f5af43d82712245b03bb7af15ca048f96fe6f039' for revision 'v0.4.4'\n`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "The git revision v0.4.4 points to commit f5af43d82712245b03bb7af15ca048f96fe6f039, but the recipe expects commit 0000000000000000000000000000000000000000.
        1. If you changed the tag in the recipe, write the new commit into expected_commit.
        2. If you changed nothing, the tag or branch has moved: find out why before you trust the new commit."
    `);
  });

  it('knows a missing patch', () => {
    const log = 'Applying patch: /r/no.patch\nError:   × Patch file not found: /r/no.patch\n';
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "The patch /r/no.patch does not exist.
        1. Correct the path in source.patches. The path is relative to the folder of the recipe.
        2. If the patch exists on another machine, run git status --ignored there: the patch may not be committed."
    `);
  });

  it('knows a patch that does not apply', () => {
    const log = `Error:   × Patch application error: error applying hunk #1: could not find context in
  │ target file
  │ 
  │ Hunk content:
  │ @@ -1,2 +1,2 @@
`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "A patch does not apply: error applying hunk #1: could not find context in target file.
        1. Recreate the patch: make its changes in a git checkout of this version of the source, and save the output of git diff as the patch file.
        2. Check that the patch was made for the version of the source that the tag or sha256 in the recipe selects."
    `);
  });

  it('knows a git repository that cannot be fetched', () => {
    const log = `Error:   × Git error: Git fetch failed: failed to fetch https://nohost.invalid/x/
  │ y.git: fatal: unable to access 'https://nohost.invalid/x/y.git/': Could
  │ not resolve host: nohost.invalid
`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "Could not fetch the git repository https://nohost.invalid/x/y.git: unable to access 'https://nohost.invalid/x/y.git/': Could not resolve host: nohost.invalid
        1. To test the access, run git ls-remote https://nohost.invalid/x/y.git
        2. If the repository is private, set up a credential helper or an SSH key for git on this machine.
        3. If this machine cannot reach the server, set a mirror with git config --global url.<mirror>.insteadOf <original>"
    `);
  });

  it('knows a source that cannot be downloaded', () => {
    const log = 'Error:   × Failed to download from URL: Request failed after 3 retries\n';
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "Could not download a source: Request failed after 3 retries.
        1. To check that the URL is correct and the version is published, open the URL in a browser.
        2. Check the network and the proxy (HTTPS_PROXY).
        3. Or add the URL of a mirror to the recipe: source.url may be a list."
    `);
  });
});

describe('explainFailure: build scripts', () => {
  it.each([
    ['cusparse.h', 'libcusparse-dev'],
    ['cuda_runtime_api.h', 'cuda-cudart-dev'],
    ['thrust/sort.h', 'cuda-cccl'],
  ])('knows that %s is missing, and which package has it', (header, owner) => {
    const log = `CUDAContextLight.h:7:10: fatal error: ${header}: No such file or directory${SCRIPT_FAILED}`;
    expect(explainFailure(log, engine)).toContain(
      `The compiler cannot find ${header}, which is part of ${owner}.\n  1. Add ${owner} to requirements.host.`,
    );
  });

  it('knows any other missing header', () => {
    const log = `a.c:1:10: fatal error: png.h: No such file or directory${SCRIPT_FAILED}`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "The compiler cannot find png.h.
        1. Add the package that contains this header to requirements.host. The names of such packages often end in -dev."
    `);
  });

  it('knows a folder that pip cannot build', () => {
    const log = `pip._internal.exceptions._base.InstallationError: Directory '.' is not installable. Neither 'setup.py' nor 'pyproject.toml' found.${SCRIPT_FAILED}`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "pip cannot build .: the folder contains neither setup.py nor pyproject.toml.
        1. If the Python project is in a subfolder of the source, change to this subfolder in the script, or set build.script.cwd.
        2. If the source has no Python project, copy its Python modules into $SP_DIR in the script, or add a pyproject.toml with a patch.
        3. conda-check can find this problem before a build (rule no-build-system). To apply the safe fixes of conda-check, run nx run <project>:conda-check --fix"
    `);
  });

  it('knows a library that the linker does not find', () => {
    const explain = (library: string) =>
      explainFailure(
        `/usr/bin/ld: cannot find -l${library}: No such file or directory${SCRIPT_FAILED}`,
        engine,
      );
    expect(['cublas', 'png16'].map(explain).join('\n')).toMatchInlineSnapshot(`
      "The linker cannot find the library cublas, which is part of libcublas-dev.
        1. Add libcublas-dev to requirements.host.
        2. conda-check can find this problem before a build (rule missing-library-package). To apply the safe fixes of conda-check, run nx run <project>:conda-check --fix
      The linker cannot find the library png16.
        1. Add the package that contains the library to requirements.host."
    `);
  });

  it('knows an architecture that nvcc does not compile for', () => {
    const log = `nvcc fatal   : Unsupported gpu architecture 'compute_35'${SCRIPT_FAILED}`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "This nvcc does not compile for the architecture 35.
        1. Remove the architecture from TORCH_CUDA_ARCH_LIST, CMAKE_CUDA_ARCHITECTURES or the flags of nvcc, in the recipe, its script or the source.
        2. If the architecture is new, set cuda_compiler_version in the variant file to a CUDA release that supports it.
        3. conda-check can find this problem before a build (rule cuda-architecture-unsupported). To apply the safe fixes of conda-check, run nx run <project>:conda-check --fix"
    `);
  });

  it('knows a missing patchelf', () => {
    const log = 'Error:   × failed to find `patchelf` (cannot find binary path)\n';
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "The package’s programs and libraries must be relinked, but patchelf is not installed.
        1. Add patchelf to requirements.build, or install it on this machine (apt install patchelf)."
    `);
  });

  it('says nothing about an unknown script failure', () => {
    expect(explainFailure(`make: *** [all] Error 2${SCRIPT_FAILED}`, engine)).toBeUndefined();
  });

  it('does not blame errors that a script survived', () => {
    const log = `conftest.c:1: fatal error: png.h: No such file or directory
Error:   × Patch file not found: /r/no.patch
`;
    expect(explainFailure(log, engine)).toContain('The patch /r/no.patch does not exist.');
    expect(explainFailure('fatal error: png.h: No such file or directory', engine)).toBeUndefined();
  });
});

describe('explainFailure: tests', () => {
  it('knows the test for code for GPUs', () => {
    const output = `
+ $PREFIX/bin/python $SRC_DIR/conda_build_script.py
Traceback (most recent call last):
  File "$SRC_DIR/conda_build_script.py", line 10, in <module>
    assert found, "No file of the package contains code for GPUs. The build probably ran without CUDA: see its log."
AssertionError: No file of the package contains code for GPUs. The build probably ran without CUDA: see its log.
`;
    expect(explainFailure(`${output}${TEST_FAILED}`, engine)).toMatchInlineSnapshot(`
      "The package was built for CUDA, but none of its files contains code for GPUs.
        1. Look for calls of nvcc in the log of the build: build.log in the output folder of the project. (pip install shows them only with -v.) If there are none, the project was compiled for the CPU only: some projects do this, without an error, if the build machine has no GPU.
        2. If the project reads a variable that turns CUDA on, such as FORCE_CUDA, set this variable under build.script.env. Otherwise, add a patch to source.patches that makes the project compile for CUDA if nvcc is found.
        3. The test looks for the section .nv_fatbin, into which nvcc writes code for GPUs. If the package contains such code only in another form (for example, .ptx files), or only calls libraries of CUDA, remove this test.
        4. conda-check can find this problem before a build (rule cuda-needs-gpu). To apply the safe fixes of conda-check, run nx run <project>:conda-check --fix"
    `);
  });

  it('knows a library that is missing, and which package has it', () => {
    const explain = (library: string) =>
      explainFailure(
        `ImportError: ${library}: cannot open shared object file: No such file or directory${TEST_FAILED}`,
        engine,
      );
    const libraries = ['libcudart.so.12', 'libnvrtc-builtins.so.12.6', 'libcuda.so.1', 'libpng16.so.16'];
    expect(libraries.map(explain).join('\n')).toMatchInlineSnapshot(`
      "A program or library needs libcudart.so.12, which is not in the environment.
        1. Add cuda-cudart to requirements.run. If the library has a -dev package with a run export, add the -dev package to requirements.host instead: the run export adds the library to run.
        2. conda-check can find this problem before a build (rule cuda-dev-in-build). To apply the safe fixes of conda-check, run nx run <project>:conda-check --fix
      A program or library needs libnvrtc-builtins.so.12.6, which is not in the environment.
        1. Only CUDA 12.6 contains libnvrtc-builtins.so.12.6, but another release may be installed: add cuda-version 12.6.* to requirements.run.
        2. Add cuda-nvrtc to requirements.run. If the library has a -dev package with a run export, add the -dev package to requirements.host instead: the run export adds the library to run.
        3. conda-check can find this problem before a build (rule cuda-minor-pin). To apply the safe fixes of conda-check, run nx run <project>:conda-check --fix
      A program or library needs libcuda.so.1, which is not in the environment.
        1. libcuda.so comes with the NVIDIA driver: run this test on a machine with a GPU, or let its script skip the part that needs a GPU. For examples, see node_modules/nx-conda/docs/gpu-tests.md
      A program or library needs libpng16.so.16, which is not in the environment.
        1. Add the package that contains libpng16.so.16 to requirements.run. If the library has a -dev package with a run export, add the -dev package to requirements.host instead: the run export adds the library to run."
    `);
  });

  it('names the environments of a build if a build script lacks a library', () => {
    const explain = (library: string) =>
      explainFailure(
        `ImportError: ${library}: cannot open shared object file: No such file or directory${SCRIPT_FAILED}`,
        engine,
      );
    expect(explain('libpng16.so.16')).toContain(
      '1. Add the package that contains libpng16.so.16 to requirements.host, or to requirements.build if a build tool needs the library.',
    );
    expect(explain('libnvrtc-builtins.so.12.6')).toContain('add cuda-version 12.6.* to requirements.host.');
    expect(explain('libcuda.so.1')).toContain('run this build on a machine with a GPU');
  });

  it('knows the complaints of pip check', () => {
    const log = `+ pip check\nspconv-cu126 2.3.6 has requirement cumm-cu126<0.5.0,>=0.4.5, but you have cumm-cu126 0.7.11.${TEST_FAILED}`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "pip check: spconv-cu126 2.3.6 requires cumm-cu126<0.5.0,>=0.4.5, but version 0.7.11 is installed.
        1. If spconv-cu126 really needs cumm-cu126<0.5.0,>=0.4.5, add this requirement to requirements.run, with the name of the conda package.
        2. If spconv-cu126 works with version 0.7.11, change the requirement in the setup.py or pyproject.toml of spconv-cu126 with a patch.
        3. Or set python.pip_check to false in the test. If the script of the test runs pip check, remove this command instead. For your users, pip check then still fails.
        4. conda-check can find this problem before a build (rule pip-check-metadata). To apply the safe fixes of conda-check, run nx run <project>:conda-check --fix"
    `);
    const missing = `+ pip check\nspconv 2.3.6 requires fire, which is not installed.${TEST_FAILED}`;
    expect(explainFailure(missing, engine)).toMatchInlineSnapshot(`
      "pip check: spconv requires fire, which is not installed.
        1. Add the conda package of fire to requirements.run. The name of the conda package may differ from the name on PyPI.
        2. If spconv does not need fire, remove this requirement from the source of spconv with a patch.
        3. Or set python.pip_check to false in the test. If the script of the test runs pip check, remove this command instead."
    `);
  });

  it('knows a missing module', () => {
    const log = `ModuleNotFoundError: No module named 'setuptools'${TEST_FAILED}`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "Python cannot find the module setuptools.
        1. If the package of this recipe should contain setuptools, check that the build installs the module, and that the test imports the correct name.
        2. If the package needs setuptools from another package, add that package to requirements.run.
        3. If only a test needs setuptools, add the package that contains setuptools to requirements.run of the test."
    `);
  });

  it('knows a file that is missing in the package', () => {
    const log = 'Error:   × failed package content tests: No match for files glob: nothere.txt\n';
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "The files of the package do not match its test package_contents: No match for files glob: nothere.txt
        1. Compare the patterns of the test with the list "Files in package" in the log of the build: build.log in the output folder of the project.
        2. If a file is missing, check that the build installs the file into $PREFIX, and that build.files does not exclude the file.
        3. If the test forbids a file (not_exists or strict), remove the file in the build script, or exclude the file in build.files.
        4. If a pattern of the test is wrong, correct the pattern."
    `);
  });
});

describe('explainFailure: the machine', () => {
  it('knows a full disk, before anything else', () => {
    const log = `fatal error: png.h: No such file or directory
Error:   × Could not open or create, or write to file
  ╰─▶ No space left on device (os error 28)
`;
    expect(explainFailure(log, engine)).toMatchInlineSnapshot(`
      "The disk is full.
        1. Free some space. To list old build folders and caches that can be deleted, run npx nx-conda clean
        2. Or set NX_CONDA_CACHE_DIR (for the build folders) and RATTLER_CACHE_DIR (for downloads) to folders on another disk.
        3. If the temporary folder is full, set TMPDIR to another folder."
    `);
  });

  it.each([
    'c++: fatal error: Killed signal terminated program cc1plus',
    './conda_build.sh: line 12:  4242 Killed                  ninja install',
  ])('knows a killed program: %s', (line) => {
    const explanation = explainFailure(line + SCRIPT_FAILED, engine);
    expect(explanation).toMatch(/^(cc1plus|ninja) was killed, most likely because memory ran out\.\n {2}1\./);
  });

  it('knows that rattler-build itself was killed', () => {
    expect(explainFailure('Compressing archive...', engine, { signal: 'SIGKILL' })).toMatchInlineSnapshot(`
      "rattler-build was killed, most likely because memory ran out.
        1. To check, look for "Out of memory" in the output of dmesg | tail
        2. Compile with fewer jobs: in the script of the recipe, set MAX_JOBS or CMAKE_BUILD_PARALLEL_LEVEL, or lower the number in make -j.
        3. To build only one recipe at a time, run nx run-many -t conda-build --parallel=1"
    `);
    expect(explainFailure('', engine, { exitCode: 137 })).toContain('rattler-build was killed');
    expect(explainFailure('', engine, { exitCode: 1 })).toBeUndefined();
  });
});
