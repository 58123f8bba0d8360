/** Answers that several routes give. */
import type { SimReply } from '../kit/simulator';

/** IIS answers for paths that no endpoint owns: HTML [inferred, open question of the reference]. */
export const notFoundPage = (): SimReply => html(404, 'The resource cannot be found.');

/** What IIS does with a query string longer than its default limit of 2,048 characters. */
export const queryTooLong = (): SimReply => html(404, '404 - File or directory not found.');

export const html = (status: number, title: string, body = `<h1>${title}</h1>`): SimReply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  text: `<!DOCTYPE html><html><head><title>${title}</title></head><body>${body}</body></html>`,
});

/** HttpError [official client schema]. */
export const httpError = (status: number, message: string): SimReply => ({ status, body: { message } });

/** Binding failure [inferred text]. */
export const badRequest = (modelState: Record<string, string[]>): SimReply => ({
  status: 400,
  body: { message: 'The request is invalid.', modelState },
});

/** Unhandled server exception [official client schema]. */
export const serverError = (type: string, message: string, inner?: string): SimReply => ({
  status: 500,
  body: {
    message: 'An error has occurred.',
    exceptionMessage: message,
    exceptionType: type,
    stackTrace: '   at PX.Api.ContractBased.EntityService',
    ...(inner && { innerException: { message: 'An error has occurred.', exceptionMessage: inner } }),
  },
});

/** A key that no record has: 500, not 404 [community, seen live]. */
export const noSuchRecord = (): SimReply =>
  serverError(
    'PX.Api.ContractBased.NoEntitySatisfiesTheConditionException',
    'No entity satisfies the condition.',
  );
