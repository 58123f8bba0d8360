import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { ItemAction } from '../../shared/actions';
import type { Flow } from '../../shared/audit';
import { auditRow } from '../../shared/audit';
import { optionsField } from '../../shared/fields';
import { readDecimal } from '../../shared/money';
import { cellText, isObject } from '../cells';
import { targetSystemOption } from './targetSystem';

const FLOWS: readonly Flow[] = ['invoices', 'payments', 'suppliers', 'accounts', 'purchaseOrders'];

/** A person says that a document is in the ERP already: from then on it is closed and no run posts it. */
export const markAsInErp: ItemAction = {
  fields: [
    {
      displayName: 'Bill Number in the ERP',
      name: 'billNumber',
      type: 'string',
      default: '={{ $json.billNumber }}',
      required: true,
      description: 'Number of the bill as the ERP shows it',
    },
    {
      displayName: 'Reason',
      name: 'reason',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'e.g. Entered by hand on 3 June, before go-live',
      description: 'Why it is not to be posted. Kept in the audit table.',
    },
    optionsField([
      targetSystemOption('ERP to name in the audit row, where the item does not say'),
      {
        displayName: 'Person',
        name: 'person',
        type: 'string',
        default: '',
        placeholder: 'e.g. the user of a form',
        description: 'Who says so. Kept with the reason.',
      },
    ]),
  ],
  async run(context, index): Promise<INodeExecutionData[]> {
    const json = context.getInputData()[index]?.json ?? {};
    const billNumber = cellText(context.getNodeParameter('billNumber', index, ''));
    const words = cellText(context.getNodeParameter('reason', index, ''));
    const options = context.getNodeParameter('options', index, {}) as IDataObject;
    const refuse = (message: string, description: string) =>
      new NodeOperationError(context.getNode(), message, { description, itemIndex: index });
    if (billNumber === '')
      throw refuse('The bill number is missing', 'Enter the number that the bill has in the ERP.');
    if (words === '') throw refuse('The reason is missing', 'Say why this document is not to be posted.');
    const document = readDocument(json);
    if (document === null)
      throw refuse(
        'The item does not say which document it is about',
        'Feed the node an invoice, an audit row, or an item with key or environment, tenant and id.',
      );
    const person = cellText(options.person);
    const reason = person === '' ? words : `${words} (${person})`;
    const audit = auditRow({
      ...document,
      ...{ sourceSystem: 'JAGGAER', operation: 'settle', outcome: 'alreadyPosted', matchedBy: 'person' },
      targetSystem: document.targetSystem || cellText(options.targetSystem),
      ...{ targetId: billNumber, reason, executionId: context.getExecutionId() },
    });
    const { key, environment, company: tenant, sourceId: id, sourceNumber: number } = audit;
    const verdict = {
      outcome: audit.outcome,
      matchedBy: audit.matchedBy,
      bill: { number: billNumber },
      reason,
    };
    return [{ json: { key, environment, tenant, id, number, ...verdict, audit: { ...audit } } }];
  },
};

/** The document that an invoice, an audit row or an item of another operation is about; null where it does not say. */
function readDocument(json: IDataObject) {
  const row = isObject(json.audit) ? json.audit : json;
  const invoice = isObject(json.document) ? json.document : json;
  const text = (value: unknown, ...others: unknown[]) => [value, ...others].map(cellText).find(Boolean) ?? '';
  const [, keyEnvironment, keyTenant, keyId] = /^([^:]*):([^:]*):(.*)$/.exec(text(row.key, json.key)) ?? [];
  const environment = text(row.environment, invoice.environment, keyEnvironment);
  const company = text(row.company, row.tenant, invoice.tenant, keyTenant);
  // a Data Table row has an id of its own
  const ownId = 'at' in row ? '' : text(row.id, invoice.id);
  const sourceId = text(row.sourceId, keyId, ownId);
  const sourceNumber = text(row.sourceNumber, json.number, invoice.number);
  const supplierReference = text(row.supplierReference, invoice.supplierInvoiceNumber);
  if (
    environment === '' ||
    company === '' ||
    (sourceId === '' && sourceNumber === '' && supplierReference === '')
  )
    return null;
  const amount = readDecimal(row.amount ?? invoice.total);
  return {
    flow: FLOWS.find((flow) => flow === row.flow) ?? 'invoices',
    key: `${environment}:${company}:${sourceId}`,
    ...{ environment, company, sourceId, sourceNumber, supplierReference },
    supplier: text(row.supplier, isObject(invoice.supplier) ? invoice.supplier.name : ''),
    entity: text(row.entity, invoice.erpEntity, invoice.businessUnit),
    targetSystem: text(row.targetSystem),
    amount: amount === null ? null : Number(amount),
    currency: text(row.currency, invoice.currency),
  };
}
