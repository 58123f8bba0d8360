/** What stands beside payments: the list of what is outstanding, and customers' terms. */
import { PAYMENT, TERMS } from './payments';
import type { Row } from './records';
import type { Division, World } from './world';
import { add, guidOf, tableOf } from './world';

const RECEIPT = 20;

/** What is outstanding, a row for each part; no id of the entry [doc, scribd]. */
export function payables(division: Division): Row[] {
  return tableOf(division, TERMS)
    .all()
    .filter(
      ({ LineType, TransactionType, Status }) =>
        LineType === PAYMENT && TransactionType !== 40 && Status !== 50,
    )
    .map((term) => ({
      ...{
        HID: BigInt(term.Timestamp ?? 0),
        Id: guidOf(`payable ${String(term.ID)}`),
        YourRef: term.YourRef ?? null,
      },
      ...{
        AccountCode: term.AccountCode ?? null,
        AccountId: term.Account ?? null,
        AccountName: term.AccountName ?? null,
      },
      ...{ Amount: term.AmountFC ?? null, AmountInTransit: term.Status === 40 ? (term.AmountFC ?? null) : 0 },
      ...{ ApprovalStatus: term.ApprovalStatus ?? null, CurrencyCode: term.Currency ?? null },
      ...{
        Description: term.Description ?? null,
        DueDate: term.DueDate ?? null,
        EntryNumber: term.EntryNumber ?? null,
      },
      ...{ InvoiceDate: term.InvoiceDate ?? null, InvoiceNumber: term.EntryNumber ?? null },
      ...{ JournalCode: term.Journal ?? null, JournalDescription: term.JournalDescription ?? null },
    }));
}

/** A customer's term in the same feed, which cannot be asked for payments alone [doc]. @throws TypeError */
export function addReceipt(world: World, division: Division, code: string, amount: string): Row {
  const account = tableOf(division, 'crm/Accounts').find('Code', code);
  if (!account) throw new TypeError(`There is no account ${code}.`);
  return add(world, division, TERMS, {
    ...{
      LineType: RECEIPT,
      Status: 20,
      AmountFC: Number(amount),
      AmountDC: Number(amount),
      TransactionType: 20,
    },
    ...{ Account: account.ID ?? null, AccountCode: account.Code ?? null, AccountName: account.Name ?? null },
    ...{
      Currency: division.seed.currency,
      IsFullyPaid: false,
      TransactionEntryID: guidOf(`sale ${division.version}`),
    },
  });
}
