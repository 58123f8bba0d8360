/** Invoices that people enter, or entered long ago: put in place directly, whatever the period and the switches. */
import Big from 'big.js';
import { ApJournals, bookItem, bookToGl } from './apBook';
import type { Draft } from './apItem';
import { invoiceOf } from './apItem';
import { periodOf } from './periods';
import type { SeedInvoice } from './seed';
import type { Row } from './tables';
import { REGISTERED } from './tables';
import { big, money, plusDays } from './values';
import type { World } from './world';
import { put, supplierOf } from './world';

/** Books an invoice, or registers one. A negative value is a credit. @throws TypeError where it cannot be there */
export function placeInvoice(world: World, given: SeedInvoice): Row {
  const supplier = supplierOf(world, given.supplier);
  if (!supplier) throw new TypeError(`There is no supplier ${given.supplier}.`);
  const key = supplier.Supplier ?? '';
  const { settings } = world.seed;
  if (invoiceOf(world, key, given.invoice, settings))
    throw new TypeError(`There is an invoice ${given.invoice} of ${given.supplier}.`);
  const days = world.seed.terms.find((one) => one.code === supplier.TermsCode)?.days ?? 0;
  const dueDate = plusDays(given.date, days);
  const branch = given.branch ?? supplier.Branch ?? '';
  if (given.registered)
    return put(world, REGISTERED, {
      ...{ Supplier: key, Invoice: given.invoice, TransactionType: 'I', EntryNumber: '1', Branch: branch },
      ...{ InvoiceValue: money(big(given.value)), Reference: given.reference ?? '', InvoiceDate: given.date },
      ...{ DueDate: dueDate, DiscountDate: '', AuthorisingPerson: '', Department: '', Narration: '' },
      Orders: '',
    });
  const rate = world.seed.currencies.find(({ code }) => code === supplier.Currency)?.rate ?? '1';
  const zero = new Big(0);
  const draft: Draft = {
    ...{ supplier, invoice: given.invoice, code: 'I', branch, date: given.date, dueDate },
    ...{ discountDate: dueDate, reference: given.reference ?? '', notation: '', value: big(given.value) },
    ...{ rate: big(rate), freight: zero, miscellaneous: zero, tax: zero, foreignLines: true, matches: [] },
    lines: given.lines.map(({ ledgerCode, value }) => ({
      ...{ code: ledgerCode, value: big(value), notation: '', analysis: '', taxOnly: false },
    })),
  };
  const journal = new ApJournals(world, 'C', periodOf(world, 'C'), settings).of(branch);
  bookItem(world, draft, journal, settings);
  bookToGl(world, journal, settings);
  return invoiceOf(world, key, given.invoice, settings) ?? {};
}
