/** Which invoices count: statuses, business units and dates, applied on our side whatever the server filters. */
import type { IDataObject, IExecuteFunctions, INodeProperties, IPollFunctions } from 'n8n-workflow';
import type { Invoice } from '../../shared/documents';
import { filtersField } from '../../shared/fields';

export interface Gate {
  /** Empty list = any. */
  workflowStatuses: string[];
  paymentStatuses: string[];
  businessUnits: string[];
  /** JAGGAER's own numbers. */
  numbers: string[];
  /** Last export not before this instant; empty = any. */
  updatedSince: string;
  invoiceDateFrom: string;
  invoiceDateTo: string;
}

/** Completed alone is not approval, nor is Payable alone (source: UCLA sample, 64 invoices). */
const APPROVED = { workflowStatuses: 'Completed', paymentStatuses: 'Payable' };

export const gateFields = ({ everything }: { everything: boolean }): INodeProperties[] => [
  filtersField([
    {
      displayName: 'Business Units',
      name: 'businessUnits',
      type: 'string',
      default: '',
      placeholder: 'e.g. 0004, 0007',
      description: 'Only invoices of these business units, separated by commas. Leading zeros count.',
    },
    ...(everything ? INVOICES : []),
    {
      displayName: 'Payment Statuses',
      name: 'paymentStatuses',
      type: 'string',
      default: 'Payable',
      placeholder: 'e.g. Payable',
      description: 'Only invoices with one of these, separated by commas. Spaces and case do not count.',
    },
    {
      displayName: 'Server Filter',
      name: 'serverFilter',
      type: 'string',
      default: '',
      placeholder: 'e.g. lastUpdate>=2026-01-01',
      description:
        'Sent to JAGGAER as the parameter “flt”. Whether a tenant supports it for invoices has to be asked; the other filters are applied here in any case.',
    },
    {
      displayName: 'Workflow Statuses',
      name: 'workflowStatuses',
      type: 'string',
      default: 'Completed',
      placeholder: 'e.g. Completed',
      description: 'Only invoices with one of these, separated by commas. Spaces and case do not count.',
    },
  ]),
];

const INVOICES: INodeProperties[] = [
  { displayName: 'Invoice Date From', name: 'invoiceDateFrom', type: 'dateTime', default: '' },
  { displayName: 'Invoice Date To', name: 'invoiceDateTo', type: 'dateTime', default: '' },
  {
    displayName: 'Invoice Numbers',
    name: 'numbers',
    type: 'string',
    default: '',
    placeholder: 'e.g. ={{ $json.number }}',
    description:
      'Only invoices with one of these JAGGAER numbers, separated by commas. The list is read until Limit is reached.',
  },
  {
    displayName: 'Last Export Since',
    name: 'updatedSince',
    type: 'dateTime',
    default: '',
    description: 'Only invoices that JAGGAER exported at or after this time',
  },
];

/** The gate of the Filters collection; approved invoices by default when `approved` is set. */
export function readGate(context: IExecuteFunctions | IPollFunctions, index: number, approved = false): Gate {
  const filters = (
    'getInputData' in context
      ? context.getNodeParameter('filters', index, {})
      : (context.getNodeParameter as (name: string, fallback: unknown) => unknown)('filters', {})
  ) as IDataObject;
  const preset = approved ? APPROVED : { workflowStatuses: '', paymentStatuses: '' };
  return {
    workflowStatuses: words(filters.workflowStatuses ?? preset.workflowStatuses).map(plain),
    paymentStatuses: words(filters.paymentStatuses ?? preset.paymentStatuses).map(plain),
    businessUnits: words(filters.businessUnits),
    numbers: words(filters.numbers),
    updatedSince: String(filters.updatedSince ?? ''),
    invoiceDateFrom: String(filters.invoiceDateFrom ?? '').slice(0, 10),
    invoiceDateTo: String(filters.invoiceDateTo ?? '').slice(0, 10),
  };
}

/** Whether an invoice passes. */
export function fits(invoice: Invoice, gate: Gate): boolean {
  const among = (list: string[], value: string) => list.length === 0 || list.includes(value);
  return (
    among(gate.workflowStatuses, plain(invoice.workflowStatus)) &&
    among(gate.paymentStatuses, plain(invoice.paymentStatus)) &&
    among(gate.businessUnits, invoice.businessUnit ?? '') &&
    among(gate.numbers, invoice.number) &&
    (gate.updatedSince === '' || Date.parse(invoice.lastUpdate ?? '') >= Date.parse(gate.updatedSince)) &&
    (gate.invoiceDateFrom === '' || (invoice.invoiceDate ?? '') >= gate.invoiceDateFrom) &&
    (gate.invoiceDateTo === '' || (invoice.invoiceDate ?? '9') <= gate.invoiceDateTo)
  );
}

const words = (value: unknown): string[] =>
  String(value ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

const plain = (word: string): string => word.replace(/\s/g, '').toLowerCase();
