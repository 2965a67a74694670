import { ExplainedError } from '../explained-error';

/** Nx prints only the message of an error, so this adds the next steps to it. */
export async function explained<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    const told = new Error(error.format());
    // A stack trace does not help to fix a recipe.
    delete told.stack;
    throw told;
  }
}
