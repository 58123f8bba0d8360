/**
 * Where and how each resource is written. No public source names these paths and bodies but the company profiles' (CCS
 * client, and that on older tenants): the others are assumed. All are off until the user has confirmed them.
 */
import type { IHttpRequestMethods } from 'n8n-workflow';
import { Refusal, held } from '../../shared/outcome';

export type WriteName = 'erpResult' | 'glAccount' | 'paymentStatus' | 'purchaseOrder' | 'supplier';

export interface Write {
  name: WriteName;
  /** In words. */
  what: string;
  method: IHttpRequestMethods;
  /** Below the API root; `{id}` stands for the invoice's. */
  path: string;
  /** Template of the body. */
  body: string;
  confirmed: boolean;
}

export interface WriteDefault {
  what: string;
  method: 'PATCH' | 'POST' | 'PUT';
  path: string;
  body: string;
}

const pretty = (body: object): string => JSON.stringify(body, null, 2);

export const WRITE_DEFAULTS: Record<WriteName, WriteDefault> = {
  supplier: {
    ...{ what: 'suppliers', method: 'POST', path: 'ja/v1/companyprofiles' },
    body: pretty({
      company: { operationCode: '{operationCode}', sendEMail: '0', companyInfo: '{companyInfo}' },
    }),
  },
  purchaseOrder: {
    ...{ what: 'purchase orders', method: 'POST', path: 'ji/v1/purchaseorders' },
    body: pretty({
      purchaseOrder: {
        header: {
          poNumber: '{number}',
          poDate: '{date}',
          workflowStatus: '{workflowStatus}',
          supplier: { supplierNumber: '{supplierNumber}' },
          total: { currency: '{currency}', value: '{total|number}' },
        },
        lineList: {
          purchaseOrderLine: [
            '{each lines}',
            {
              poLineNumber: '{lineNumber}',
              item: { description: '{description}', unitOfMeasure: { dimension: '{unit}' } },
              quantity: '{quantity|number}',
              unitPrice: '{unitPrice|number}',
              splittableFieldSetGroupList: '{splits}',
            },
          ],
        },
      },
    }),
  },
  glAccount: {
    ...{ what: 'accounts and dimensions', method: 'POST', path: 'ji/v1/customfieldvalues' },
    body: pretty({
      customFieldValue: [
        '{each values}',
        {
          internalName: '{internalName}',
          value: '{value}',
          description: '{description}',
          active: '{active}',
        },
      ],
    }),
  },
  paymentStatus: {
    ...{ what: 'payment statuses', method: 'PUT', path: 'ji/v1/invoices/{id}/paymentstatus' },
    body: pretty({
      invoiceId: '{invoiceId|number}',
      invoiceNumber: '{invoiceNumber}',
      supplierInvoiceNumber: '{supplierInvoiceNumber}',
      supplierNumber: '{supplierNumber}',
      paymentStatus: '{paymentStatus}',
      paymentDate: '{paymentDate}',
      paymentMethod: '{paymentMethod}',
      paymentNumber: '{paymentNumber}',
      amount: { currency: '{currency}', value: '{amount|number}' },
    }),
  },
  erpResult: {
    ...{ what: "the ERP's result", method: 'PUT', path: 'ji/v1/invoices/{id}/erpstatus' },
    body: pretty({
      erpDocumentNumber: '{billNumber}',
      erpStatus: '{status}',
      erpMessage: '{message}',
    }),
  },
};

/** How a resource is written, as the credential says. */
export function writeOf(name: WriteName, own: Record<string, unknown>, confirmed: unknown): Write {
  const { what, ...given } = WRITE_DEFAULTS[name];
  const text = (key: string): string => {
    const value = own[key];
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    name,
    what,
    method: (text(`${name}Method`) || given.method) as IHttpRequestMethods,
    path: text(`${name}Path`).replace(/^\/+/, '') || given.path,
    body: text(`${name}Body`) || given.body,
    confirmed: Array.isArray(confirmed) && confirmed.includes(name),
  };
}

/** Nothing is sent to an address that nobody has confirmed. @throws Refusal */
export function demandConfirmed({ confirmed, what, method, path }: Write): void {
  if (confirmed) return;
  throw new Refusal(
    held(
      'write.unconfirmed',
      `Writing ${what} to JAGGAER is off: ${method} ${path} is not confirmed for this tenant.`,
      'Ask JAGGAER for path and body, set them in the credential under Writes, try a Dry Run, and then add it to Confirmed Writes.',
      'connection',
    ),
  );
}
