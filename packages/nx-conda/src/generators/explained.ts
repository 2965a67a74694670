import { ExplainedError } from '../explained-error';

/** Nx prints only the message of an error: the next steps have to be part of it. */
export async function explained<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof ExplainedError)) throw error;
    const told = new Error(error.format());
    // Of no use to who has to mend a recipe.
    delete told.stack;
    throw told;
  }
}
