/** JAGGAER's side of the world: companies, purchase orders, invoices, files. */
import type { JaggaerSeed, SeedFile } from '../jaggaer/seed';
import type { WireCompany, WirePurchaseOrder } from '../jaggaer/wire';
import { plusDays } from './calendar';
import type { AccountCode } from './catalogue';
import { ACCOUNTS } from './catalogue';
import { ORDER_DEFAULT } from './expected';
import type { Masters } from './masters';
import { glValues } from './masters';
import { ZERO, sum } from './money';
import { isCoded } from './orders';
import type { InvoicePlan, SplitPlan } from './plan';
import type { Supplier } from './suppliers';
import { STREET, SUPPLIERS, TELEPHONE, emailOf } from './suppliers';
import { attachmentOf, wireInvoice, wireSupplier } from './wireInvoice';
import { splitGroups } from './wireSplits';

export type JaggaerWorld = Required<
  Pick<JaggaerSeed, 'invoices' | 'companies' | 'purchaseOrders' | 'files' | 'glValues'>
>;

/** Nothing is exported yet: J1P shows an invoice only after an export. */
export function jaggaerWorld(plans: readonly InvoicePlan[], masters: Masters): JaggaerWorld {
  return {
    invoices: plans.map(wireInvoice),
    companies: SUPPLIERS.map(company),
    purchaseOrders: plans.flatMap(purchaseOrder),
    files: plans.filter((plan) => plan.hasAttachment).map(file),
    glValues: glValues(masters.accounts),
  };
}

/** A company profile; that JI's supplier number is its external code is assumed [I]. */
function company(supplier: Supplier): WireCompany {
  const email = emailOf(supplier);
  return {
    returnCompanyInfo: {
      bravoId: String(supplier.id + 300_000),
      companyName: supplier.names[0],
      extCode: supplier.number,
      extUniqueCode: supplier.duns ?? supplier.number,
      ...(supplier.duns !== undefined && { dAndBCode: supplier.duns }),
      type: 'SELLER',
      status: 'ENABLED',
      bizEmail: email,
      bizPhone: TELEPHONE,
      address: STREET,
      zip: supplier.postalCode,
      city: supplier.city,
      province: supplier.state,
      isoCountry: supplier.country,
      currency: supplier.currency,
      ...(supplier.vat !== undefined && { euVat: supplier.vat }),
      locale: 'en_US',
      timezone: 'America/Los_Angeles',
      registrationDate: '20230214',
      lastModTime: '20260102093000',
      userAlias: `user-${supplier.id}`,
    },
    returnSubUser: { subUser: [{ login: `user-${supplier.id}`, email }] },
    deBasic: {
      deInfo: [{ name: 'Payment Terms', type: 'text', values: { value: [{ deValue: supplier.terms }] } }],
    },
  };
}

/** Coding of order lines whose invoice says none: it leads to `ORDER_DEFAULT`. */
const ORDER_CODING: SplitPlan = {
  account: ACCOUNTS.find(({ chart, erp }) => chart === 'new' && erp === ORDER_DEFAULT.account) as AccountCode,
  costCenter: { chart: 'new', code: null, subaccount: ORDER_DEFAULT.subaccount },
  ...{ share: null, amount: ZERO },
};

/** The order behind an invoice; its shape is an assumption [I, weak]. */
function purchaseOrder(plan: InvoicePlan): WirePurchaseOrder[] {
  const lines = plan.lines.flatMap((line) => (line.order ? [{ ...line, order: line.order }] : []));
  const first = lines[0]?.order;
  if (!first) return [];
  const date = plusDays(plan.invoiceDate, -14);
  return [
    {
      header: {
        purchaseOrderId: Number(first.number) + 5_000_000,
        poNumber: first.number,
        workflowStatus: 'Completed',
        poDate: `${date}T00:00:00.000Z`,
        lastUpdate: `${date}T16:20:00.000Z`,
        ...(plan.businessUnit.code !== '' && { businessUnit: plan.businessUnit.code }),
        supplier: wireSupplier(plan.supplier),
        total: {
          currency: plan.supplier.currency,
          value: sum(lines.map((line) => line.order.ordered.times(line.unitPrice)))
            .round(2)
            .toNumber(),
        },
      },
      lineList: {
        purchaseOrderLine: lines.map((line) => ({
          poLineNumber: String(line.order.line),
          item: {
            description: line.description,
            unitOfMeasure: { dimension: line.unit, alternateUnitOfMeasure: [] },
            productType: 'NonCatalogItem',
          },
          quantity: line.order.ordered.toNumber(),
          unitPrice: line.unitPrice.toNumber(),
          splittableFieldSetGroupList: isCoded(line)
            ? splitGroups(line.splits, line.distribution, 'Line', 1)
            : splitGroups([ORDER_CODING], 'none', 'Line', 1),
        })),
      },
    },
  ];
}

function file(plan: InvoicePlan): SeedFile {
  const reference = plan.supplierInvoiceNumber ?? plan.number;
  return { ...attachmentOf(plan), text: `${plan.supplierName} - ${reference}` };
}
