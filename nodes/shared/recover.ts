type Kind<E> = abstract new (...given: never[]) => E;

/** Runs the work; an error of this kind becomes the remedy's result, any other goes on as it is. */
export const recover = async <T, R, E>(
  work: () => Promise<T>,
  kind: Kind<E>,
  remedy: (error: E) => R | Promise<R>,
): Promise<T | R> =>
  await work().catch((error: unknown): R | Promise<R> => {
    if (error instanceof kind) return remedy(error);
    throw error;
  });
