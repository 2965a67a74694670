/**
 * An environment variable that `preTasksExecution` sets: this run has a whole task graph, created by the command on
 * this machine.
 */
export const RUN_MARKER = 'NX_CONDA_RUN';
