import {
  fieldErrors,
  interpret,
  isExplained,
  isLoginLimit,
  isMissing,
  isNotOptimizable,
  isSignInPage,
} from '../../nodes/Acumatica/transport/errors';
import type { Reply } from '../../nodes/shared/http';

const reply = (status: number, body: unknown, type = 'application/json'): Reply => ({
  status,
  headers: { 'content-type': type },
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

const words = (status: number, body: unknown) => interpret(reply(status, body), 'the bill', 'Bill').problem;

const refusedBill = {
  id: '1',
  rowNumber: 1,
  error: "Inserting  'AP Transactions' record raised at least one error. Please review the errors.",
  Details: [
    { id: '2', Amount: { value: 201.73 }, InventoryID: {} },
    {
      id: '3',
      Project: { value: 'TES2323T', error: "Project 'TES2323T  ' cannot be found in the system." },
    },
  ],
  MainContact: { Address: { Country: { value: 'ZZ', error: 'Country is invalid value' } } },
  ReferenceNbr: { value: '<NEW>' },
  _links: { self: '/x', error: 'not this' },
};

describe('field errors', () => {
  it('are found at any depth, by name and position', () => {
    expect(fieldErrors(refusedBill)).toEqual([
      {
        path: '',
        message: "Inserting 'AP Transactions' record raised at least one error. Please review the errors.",
      },
      { path: 'Details[2].Project', message: "Project 'TES2323T ' cannot be found in the system." },
      { path: 'MainContact.Address.Country', message: 'Country is invalid value' },
    ]);
  });

  it('become a reason without the sentence that says nothing', () => {
    const problem = words(422, refusedBill);
    expect(problem.reason).toBe(
      "Acumatica refused the bill: Details[2].Project: Project 'TES2323T ' cannot be found in the system.; MainContact.Address.Country: Country is invalid value",
    );
    expect(problem).toMatchObject({
      outcome: 'held',
      cause: 'erp.codeMissing',
      owner: 'mapping',
      httpStatus: 422,
    });
  });

  it('keep the general sentence where there is nothing else', () => {
    expect(words(422, { error: refusedBill.error }).reason).toContain('raised at least one error');
  });
});

describe('refusals by cause', () => {
  it.each([
    [
      {
        PostPeriod: {
          value: '082026',
          error: 'Error: The 08-2026 financial period is inactive in the PAPER company.',
        },
      },
      { outcome: 'rejected', cause: 'period.closed', owner: 'erp' },
    ],
    [
      { Vendor: { value: 'NOBODY', error: "Vendor 'NOBODY' cannot be found in the system." } },
      { outcome: 'held', cause: 'erp.vendor', owner: 'mapping' },
    ],
    [
      {
        VendorRef: {
          value: 'A1',
          error: 'Document with reference number A1 already exists for this vendor.',
        },
      },
      { outcome: 'differs', cause: 'duplicate.vendorRef', owner: 'jaggaer' },
    ],
    [
      { VendorRef: { error: "'Vendor Ref.' cannot be empty." } },
      { outcome: 'held', cause: 'erp.fieldMissing', owner: 'mapping' },
    ],
    [{ Qty: { error: 'Three is a crowd.' } }, { outcome: 'rejected', cause: 'erp.refused', owner: 'erp' }],
  ])('%j', (entity, expected) => {
    expect(words(422, entity)).toMatchObject(expected);
  });

  it('reads model state, exceptions, inner exceptions and pages', () => {
    const state = {
      message: 'The request is invalid.',
      modelState: { 'entity.VendorRef': ['Error converting value'] },
    };
    expect(words(400, state).reason).toBe('Acumatica refused the bill: VendorRef: Error converting value');
    const outer = {
      message: 'An error has occurred.',
      exceptionMessage: 'outer',
      exceptionType: 'PX.Api.ContractBased.OutcomeEntityHasErrorsException',
      innerException: { exceptionMessage: 'Account 1 is not active', exceptionType: 'PX.Data.PXException' },
    };
    expect(words(500, outer)).toMatchObject({
      reason: 'Acumatica refused the bill: Account 1 is not active',
      cause: 'erp.inactive',
    });
    expect(words(500, '<html><title>Runtime failure</title></html>').reason).toBe(
      'Acumatica refused the bill: Runtime failure',
    );
  });

  it('takes a busy database for passing', () => {
    const body = {
      exceptionMessage: 'Transaction was chosen as the deadlock victim.',
      exceptionType: 'System.Exception',
    };
    expect(interpret(reply(500, body), 'the bill', 'Bill')).toMatchObject({
      transient: true,
      problem: { outcome: 'held' },
    });
  });

  it('names the form and the right behind a 403, and the endpoint behind a 404', () => {
    expect(words(403, { message: 'denied' }).reason).toContain('Bills and Adjustments (AP301000)');
    expect(words(403, {}).advice).toContain('SM201025');
    expect(words(404, 'not found')).toMatchObject({ cause: 'connection.endpoint', owner: 'connection' });
  });

  it('tells no secrets', () => {
    expect(words(500, { exceptionMessage: 'Bearer abc.def failed, password=hunter2' }).reason).not.toMatch(
      /abc|hunter2/,
    );
  });
});

describe('answers that are not what they seem', () => {
  it('a missing record is a 500', () => {
    const type = 'PX.Api.ContractBased.NoEntitySatisfiesTheConditionException';
    expect(isMissing(reply(500, { exceptionType: type }))).toBe(true);
    expect(isMissing(reply(500, { exceptionType: 'PX.Data.PXException' }))).toBe(false);
  });

  it('a list with a computed field is a 500', () => {
    const body = {
      exceptionMessage:
        'Optimization cannot be performed.The following fields cause the error:\r\nX: View Y has BQL delegate',
    };
    expect(isNotOptimizable(reply(500, body))).toBe(true);
  });

  it('the licence limit is a page or a line of text', () => {
    expect(isLoginLimit(reply(429, '<title>API Login Limit</title>', 'text/html'))).toBe(true);
    expect(isLoginLimit(reply(429, 'Too many', 'text/plain'))).toBe(false);
  });

  it('a sign-in page is a redirect, or HTML where data should be', () => {
    expect(isSignInPage(reply(302, ''))).toBe(true);
    expect(isSignInPage(reply(200, '<!DOCTYPE html><html>', 'text/html; charset=utf-8'))).toBe(true);
    expect(isSignInPage(reply(200, [], 'application/json'))).toBe(false);
    expect(isSignInPage(reply(204, ''))).toBe(false);
    expect(isSignInPage(reply(500, '<html>', 'text/html'))).toBe(false);
  });

  it('a failure without an exception explains nothing', () => {
    expect(isExplained(reply(500, { message: 'An error has occurred.', exceptionMessage: 'x' }))).toBe(true);
    expect(isExplained(reply(500, ''))).toBe(false);
    expect(isExplained(reply(500, { message: 'An error has occurred.' }))).toBe(false);
  });
});
