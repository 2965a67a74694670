/** `build.log`, beside the packages of a project: the log of the last build, also of a failed one. */
export const BUILD_LOG = 'build.log';
