/** Every expected bill of the sample world can be entered in Sage Intacct by hand, and the books agree. */
import { compareBooks } from '../../sandbox/books';
import { startSageIntacct } from '../../sandbox/sage-intacct';
import { SIGN_INS } from '../../sandbox/signIns';
import type { Expectation } from '../../sandbox/world';
import { buildWorld } from '../../sandbox/world';
import { sageIntacctWorld } from '../../sandbox/world/sageIntacct';

const escape = (text: string) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const us = (iso: string) => iso.replace(/^(\d+)-(\d+)-(\d+)$/, '$2/$3/$1');
const parts = (iso: string) => {
  const [year, month, day] = iso.split('-');
  return `<year>${year}</year><month>${month}</month><day>${day}</day>`;
};
const posted = ({ period }: Expectation) => `${period.slice(2)}-${period.slice(0, 2)}-01`;

function generic(bill: Expectation): string {
  const lines = bill.lines.map(
    ({ account, subaccount, branch, amount }) =>
      `<APBILLITEM><ACCOUNTNO>${account}</ACCOUNTNO><TRX_AMOUNT>${amount}</TRX_AMOUNT><LOCATIONID>${branch}</LOCATIONID><DEPARTMENTID>${subaccount}</DEPARTMENTID></APBILLITEM>`,
  );
  return `<create><APBILL><VENDORID>${bill.vendor}</VENDORID><RECORDID>${escape(bill.vendorRef)}</RECORDID><WHENCREATED>${us(bill.date)}</WHENCREATED><WHENPOSTED>${us(posted(bill))}</WHENPOSTED><WHENDUE>${us(bill.date)}</WHENDUE><CURRENCY>${bill.currency}</CURRENCY><APBILLITEMS>${lines.join('')}</APBILLITEMS></APBILL></create>`;
}

function credit(bill: Expectation): string {
  const lines = bill.lines.map(
    ({ account, subaccount, branch, amount }) =>
      `<lineitem><glaccountno>${account}</glaccountno><amount>-${amount}</amount><locationid>${branch}</locationid><departmentid>${subaccount}</departmentid></lineitem>`,
  );
  return `<create_apadjustment><vendorid>${bill.vendor}</vendorid><datecreated>${parts(bill.date)}</datecreated><dateposted>${parts(posted(bill))}</dateposted><adjustmentno>${escape(bill.vendorRef)}</adjustmentno><currency>${bill.currency}</currency><exchratetype/><apadjustmentitems>${lines.join('')}</apadjustmentitems></create_apadjustment>`;
}

test('in one request for each fifty, at one API transaction a bill', async () => {
  const { erp, expected } = buildWorld({ seed: 3, invoices: 200 });
  const sim = await startSageIntacct({ seed: sageIntacctWorld(erp) });
  try {
    const { senderId, senderPassword, companyId, userId, userPassword } = SIGN_INS.sageIntacct;
    const all = expected.filter(({ outcome }) => outcome === 'posted');
    // numbers that Intacct does not take as they are: the node has to decide what becomes of them
    const strange = all.filter(({ vendorRef }) => /[&<>#?"']/.test(vendorRef));
    const bills = all.filter((bill) => !strange.includes(bill));
    for (let at = 0; at < bills.length; at += 50) {
      const functions = bills
        .slice(at, at + 50)
        .map(
          (bill) =>
            `<function controlid="${bill.invoiceId}">${bill.type === 'Bill' ? generic(bill) : credit(bill)}</function>`,
        );
      const reply = await fetch(`${sim.url}/ia/xml/xmlgw.phtml`, {
        method: 'POST',
        headers: { 'content-type': 'application/xml' },
        body: `<request><control><senderid>${senderId}</senderid><password>${senderPassword}</password><controlid>x</controlid><uniqueid>true</uniqueid><dtdversion>3.0</dtdversion></control><operation transaction="false"><authentication><login><userid>${userId}</userid><companyid>${companyId}</companyid><password>${userPassword}</password></login></authentication><content>${functions.join('')}</content></operation></request>`,
      });
      const text = await reply.text();
      expect(/<description2>[^<]+/.exec(text)?.[0] ?? '').toBe('');
    }
    const state = (await (await fetch(`${sim.url}/_sandbox/state?bills`)).json()) as {
      bills: Parameters<typeof compareBooks>[1];
    };
    const compared = compareBooks(
      expected.filter((one) => !strange.includes(one)),
      state.bills,
    );
    expect(compared).toEqual({
      ...{ posted: bills.length, credits: bills.filter(({ type }) => type !== 'Bill').length },
      ...{ missing: [], duplicates: [], amountMismatches: [], strangers: [] },
    });
    expect(bills.length).toBeGreaterThan(100);
    expect(strange.length).toBeGreaterThan(0);
    expect(sim.world.usage.transactions).toBe(bills.length);
  } finally {
    await sim.close();
  }
});
