import type { Rule } from './rule';
import { compilerInRun } from './rules/compiler-in-run';
import { cudaArchitectureUnsupported } from './rules/cuda-architecture-unsupported';
import { cudaArchitecturesUnset } from './rules/cuda-architectures-unset';
import { cudaDevInBuild } from './rules/cuda-dev-in-build';
import { cudaHome } from './rules/cuda-home';
import { cudaLibraryPin } from './rules/cuda-library-pin';
import { cudaMetapackage } from './rules/cuda-metapackage';
import { cudaMinorPin } from './rules/cuda-minor-pin';
import { cudaNeedsGpu } from './rules/cuda-needs-gpu';
import { cudaRuntimeInHost } from './rules/cuda-runtime-in-host';
import { cudaRuntimeInRun } from './rules/cuda-runtime-in-run';
import { cudaRuntimeMissing } from './rules/cuda-runtime-missing';
import { cudaVersionConflict } from './rules/cuda-version-conflict';
import { cudaVersionMissing } from './rules/cuda-version-missing';
import { cudaVersionUnbounded } from './rules/cuda-version-unbounded';
import { cudnnPackage } from './rules/cudnn-package';
import { duplicateProvider } from './rules/duplicate-provider';
import { gpuVariantRunCuda } from './rules/gpu-variant-run-cuda';
import { hardCodedCudaArchitecture } from './rules/hard-coded-cuda-architecture';
import { hardCodedCudaPath } from './rules/hard-coded-cuda-path';
import { ignoredCudaRunExport } from './rules/ignored-cuda-run-export';
import { missingBuildBackend } from './rules/missing-build-backend';
import { missingBuildFolder } from './rules/missing-build-folder';
import { missingChannel } from './rules/missing-channel';
import { missingFile } from './rules/missing-file';
import { missingHeaderPackage } from './rules/missing-header-package';
import { missingLibraryPackage } from './rules/missing-library-package';
import { missingLicenseFile } from './rules/missing-license-file';
import { missingSourceHash } from './rules/missing-source-hash';
import { missingStdlib } from './rules/missing-stdlib';
import { missingSubmodule } from './rules/missing-submodule';
import { missingTests } from './rules/missing-tests';
import { noBuildSystem } from './rules/no-build-system';
import { noarchWithCompiler } from './rules/noarch-with-compiler';
import { notRendered } from './rules/not-rendered';
import { pipCheckMetadata } from './rules/pip-check-metadata';
import { pipInstallFromIndex } from './rules/pip-install-from-index';
import { pygPackageName } from './rules/pyg-package-name';
import { pytorchCudaVersion } from './rules/pytorch-cuda-version';
import { unavailableVersion } from './rules/unavailable-version';
import { unhashedRead } from './rules/unhashed-read';
import { unknownKey } from './rules/unknown-key';
import { unknownPackageName } from './rules/unknown-package-name';
import { unreadVariantFile } from './rules/unread-variant-file';
import { unusedIgnoreRunExport } from './rules/unused-ignore-run-export';
import { unusedVariantKey } from './rules/unused-variant-key';
import { wrongLicenseFile } from './rules/wrong-license-file';
import { zipKeyLengths } from './rules/zip-key-lengths';

/** All rules, by name. */
export const RULES: readonly Rule[] = [
  compilerInRun,
  cudaArchitectureUnsupported,
  cudaArchitecturesUnset,
  cudaDevInBuild,
  cudaHome,
  cudaLibraryPin,
  cudaMetapackage,
  cudaMinorPin,
  cudaNeedsGpu,
  cudaRuntimeInHost,
  cudaRuntimeInRun,
  cudaRuntimeMissing,
  cudaVersionConflict,
  cudaVersionMissing,
  cudaVersionUnbounded,
  cudnnPackage,
  duplicateProvider,
  gpuVariantRunCuda,
  hardCodedCudaArchitecture,
  hardCodedCudaPath,
  ignoredCudaRunExport,
  missingBuildBackend,
  missingBuildFolder,
  missingChannel,
  missingFile,
  missingHeaderPackage,
  missingLibraryPackage,
  missingLicenseFile,
  missingSourceHash,
  missingStdlib,
  missingSubmodule,
  missingTests,
  noBuildSystem,
  noarchWithCompiler,
  notRendered,
  pipCheckMetadata,
  pipInstallFromIndex,
  pygPackageName,
  pytorchCudaVersion,
  unavailableVersion,
  unhashedRead,
  unknownKey,
  unknownPackageName,
  unreadVariantFile,
  unusedIgnoreRunExport,
  unusedVariantKey,
  wrongLicenseFile,
  zipKeyLengths,
];
