/** `BuyerInvoiceExportMessage` of an invoice: element names [C NS, UML], their order and what is not named there [I]. */
import type { WireCustomFields, WireInvoice, WireLine, WireSplitGroups } from './wire';

export interface ExportStyle {
  /** Leaves `&` in texts as it is: met in production [C NS]. */
  bareAmpersand?: boolean;
  /** Texts in CDATA sections. */
  cdata?: boolean;
  /** False: no document type declaration. */
  doctype?: boolean;
  /** Header/Authentication, as the other messages of the family carry it [P KFS for those, I here]. */
  identity?: string;
  sharedSecret?: string;
}

const DTD = 'https://dtd.jaggaer.example/app_docs/dtd/buyerinvoice/BuyerInvoiceExport.dtd';

/** The whole message. */
export function exportXml(
  { header, lineList }: WireInvoice,
  { messageId, at }: { messageId: string; at: Date },
  style: ExportStyle,
): string {
  const { element, text } = writer(style);
  const { identity, sharedSecret } = style;
  const [firstName = '', ...lastNames] = header.invoicedBy.username.split('.');
  const head = element('Header', {}, [
    text('MessageId', messageId),
    text('Timestamp', at.toISOString()),
    identity !== undefined &&
      element('Authentication', {}, [text('Identity', identity), text('SharedSecret', sharedSecret ?? '')]),
  ]);
  const invoiceHeader = element('InvoiceHeader', { status: inWords(header.paymentStatus) }, [
    text('InvoiceNumber', header.invoiceNumber),
    text('SupplierInvoiceNo', header.supplierInvoiceNumber),
    text('InvoiceType', header.invoiceType),
    text('InvoiceDate', header.invoiceDate.slice(0, 10)),
    text('InvoiceCreateDate', header.invoiceCreateDate.slice(0, 10)),
    text('DueDate', header.dueDate.slice(0, 10)),
    text('AccountingDate', header.accountingDate.slice(0, 10)),
    text('Currency', header.total?.currency),
    element('Supplier', {}, [text('Name', header.supplier.name)]),
    element('InvoicedBy', {}, [
      element('UserProfile', {}, [text('FirstName', firstName), text('LastName', lastNames.join('.'))]),
    ]),
    element('Terms', {}, [text('Type', header.terms.type), text('DaysAfter', header.terms.daysAfter)]),
  ]);
  // a cancelled one arrives without lines [C UML]
  const lines = lineList.invoiceLine.map((line) => lineXml(line, style));
  const root = element('BuyerInvoiceExportMessage', { version: '1.0' }, [
    head,
    element('Invoice', {}, [invoiceHeader, ...lines]),
  ]);
  const doctype = style.doctype === false ? '' : `<!DOCTYPE BuyerInvoiceExportMessage SYSTEM "${DTD}">\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${doctype}${root}\n`;
}

function lineXml(line: WireLine, style: ExportStyle): string {
  const { element, text } = writer(style);
  return element('InvoiceLine', {}, [
    text('Quantity', line.quantity),
    text('UnitPrice', line.unitPrice),
    text('PONumber', line.poNumber),
    text('POLineNumber', line.poLineNumber),
    text('ShippingCharge', line.shippingCharge),
    element('Item', {}, [
      text('Description', line.item.description),
      text('CommodityCodeDescription', ''),
      text('UnitOfMeasureDimension', line.item.unitOfMeasure.dimension),
      text('ProductType', line.item.productType),
    ]),
    ...customFields(line.customFieldValueSetList, style),
    ...splitGroups(line.splittableFieldSetGroupList, style),
  ]);
}

function customFields({ customFieldValueSet }: WireCustomFields, style: ExportStyle): string[] {
  const { element, text } = writer(style);
  return customFieldValueSet.map(({ name, customFieldValueList }) =>
    element(
      'CustomFieldValueSet',
      { name },
      customFieldValueList.customFieldValue.map(({ value }) =>
        element('CustomFieldValue', {}, [text('Value', value ?? '')]),
      ),
    ),
  );
}

/** `@context @distributiontype` on the set, `@distributionvalue @splitindex` on the index [C VE, UML]. */
function splitGroups({ splittableFieldSetGroup = [] }: WireSplitGroups, style: ExportStyle): string[] {
  const { element, text } = writer(style);
  return splittableFieldSetGroup.map(({ splittableFieldIndexSet }) =>
    element(
      'SplittableFieldSetGroup',
      {},
      splittableFieldIndexSet.map(({ context, distributionType, splittableFieldIndexList }) =>
        element(
          'SplittableFieldIndexSet',
          { context, ...(distributionType !== undefined && { distributiontype: distributionType }) },
          splittableFieldIndexList.splittableFieldIndex.map((split) =>
            element(
              'SplittableFieldIndex',
              {
                ...(split.distributionValue !== undefined && { distributionvalue: split.distributionValue }),
                ...(split.splitIndex !== undefined && { splitindex: split.splitIndex }),
              },
              split.customFieldValueList.customFieldValue.map(({ internalName, value }) =>
                element('CustomFieldValue', { name: internalName ?? '' }, [text('Value', value ?? '')]),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

/** XML spells `In Process`, JSON `InProcess` [P, C UML]. */
const inWords = (status: string): string => status.replace(/([a-z])([A-Z])/g, '$1 $2');

type Part = string | false;

function writer({ bareAmpersand, cdata }: ExportStyle) {
  const element = (name: string, attributes: Record<string, string | number>, parts: Part[]): string => {
    const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
    return `<${name}${written.join('')}>${parts.filter((one) => one !== false).join('')}</${name}>`;
  };
  const content = (value: string): string => {
    if (cdata) return `<![CDATA[${printable(value).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
    const safe = escaped(value);
    return bareAmpersand ? safe.replaceAll('&amp;', '&') : safe;
  };
  /** Nothing where there is no value. */
  const text = (name: string, value: string | number | undefined): Part => {
    if (value === undefined) return false;
    return `<${name}>${typeof value === 'number' ? value : content(value)}</${name}>`;
  };
  return { element, text };
}

const escaped = (value: string): string =>
  printable(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** XML 1.0 has no place for other control characters. */
const printable = (value: string): string =>
  [...value].filter((one) => one >= ' ' || ['\t', '\n', '\r'].includes(one)).join('');
