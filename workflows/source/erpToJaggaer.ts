/** What flows back from an ERP: payment status, vendors, chart of accounts. */
import type { AccountEvent, Erp, Push } from './erp';
import { numberPairLinks, numberPairNodes, outcomeLinks, outcomeNodes } from './outcomes';
import { note, own, POLLS, polling, readTable } from './parts';
import { workflowOf } from './template';

export function paymentsToJaggaer(erp: Erp, push?: Push) {
  return workflowOf({
    name: `${erp.name} to JAGGAER: Payment Status`,
    nodes: [
      note(
        [-460, -300],
        [420, 240],
        `## Paid bills show as paid in JAGGAER\n${POLLS[erp.cadence].words} this asks ${erp.name} for bills that were paid, part paid or re-opened, and writes date, reference, method and amount to the JAGGAER invoice. What is already so is left alone. A bill cleared by a credit is not paid; a voided payment is taken back.\n\n**Before the first run** JAGGAER has to confirm the path: switch on *Payment Status* under Confirmed Writes in the JAGGAER credential.`,
        4,
      ),
      own(
        'Payment Changed',
        `${erp.node}Trigger`,
        [60, 0],
        { ...polling(erp.cadence), event: 'paymentChanged', options: {} },
        {},
        erp.credentials,
      ),
      ...(push
        ? [
            own(
              'Bill Pushed',
              push.trigger,
              [60, 220],
              push.parameters ?? {},
              { disabled: true, webhookId: `${erp.folder}-bill-pushed` },
              push.credentials,
            ),
          ]
        : []),
      ...(push?.read
        ? [
            own(
              'Read Payment Status',
              erp.node,
              [280, 220],
              push.read,
              { disabled: true, onError: 'continueErrorOutput' },
              erp.credentials,
            ),
          ]
        : []),
      own('Write Payment Status', 'jaggaer', [520, 0], {
        ...{ resource: 'paymentStatus', operation: 'write', sourceSystem: erp.name },
      }),
      ...outcomeNodes(820),
    ],
    links: [
      'Payment Changed > Write Payment Status',
      ...(push?.read
        ? ['Bill Pushed > Read Payment Status', 'Read Payment Status > Write Payment Status']
        : push
          ? ['Bill Pushed > Write Payment Status']
          : []),
      ...outcomeLinks('Write Payment Status'),
    ],
  });
}

type Vendors = NonNullable<Erp['toJaggaer']['vendors']>;

export function vendorsToJaggaer(erp: Erp, { parameters = {}, event = 'vendorChanged' }: Vendors = {}) {
  return workflowOf({
    name: `${erp.name} to JAGGAER: Vendors`,
    nodes: [
      note(
        [-460, -300],
        [420, 290],
        `## Vendors of ${erp.name} are suppliers in JAGGAER\nNew and changed vendors are created or updated in JAGGAER. Which supplier a vendor is, say the rows of \`jaggaer_erp_mapping\` first, then JAGGAER's external code, DUNS and VAT number; an empty table holds every vendor. New pairs of numbers go into the table. Bank data is never carried unless you name its fields in both nodes.\n\n**Before the first run** switch on *Supplier* under Confirmed Writes in the JAGGAER credential.`,
        4,
      ),
      own(
        'Vendor Changed',
        `${erp.node}Trigger`,
        [60, 0],
        { ...polling(erp.cadence), event, options: {} },
        {},
        erp.credentials,
      ),
      own('Create or Update Suppliers', 'jaggaer', [360, 0], {
        resource: 'supplier',
        operation: 'upsert',
        sourceSystem: erp.name,
        supplierNumbers: 'input',
        ...parameters,
      }),
      readTable('Read Mapping Rows', 'mapping', [60, 200]),
      ...outcomeNodes(680),
      ...numberPairNodes(1120, 'supplier'),
    ],
    links: [
      'Vendor Changed > Create or Update Suppliers',
      ...outcomeLinks('Create or Update Suppliers'),
      'Vendor Changed > Read Mapping Rows',
      'Read Mapping Rows > Create or Update Suppliers:1',
      ...numberPairLinks,
    ],
  });
}

export function accountsToJaggaer(erp: Erp, events: AccountEvent[]) {
  return workflowOf({
    name: `${erp.name} to JAGGAER: Chart of Accounts`,
    nodes: [
      note(
        [-460, -300],
        [420, 240],
        `## JAGGAER offers the accounts that ${erp.name} has\nNew and changed accounts and dimension values become values of JAGGAER's custom fields; what is inactive in the ERP is switched off, never deleted.\n\n**Before the first run** name JAGGAER's fields in *Create or Update Accounts*, and switch on *GL Account and Dimension* under Confirmed Writes in the JAGGAER credential.`,
        4,
      ),
      ...events.map(({ name, event, parameters }, at) =>
        own(
          name,
          `${erp.node}Trigger`,
          [60, at * 200],
          { ...polling(erp.cadence), event, ...parameters, options: {} },
          {},
          erp.credentials,
        ),
      ),
      own('Create or Update Accounts', 'jaggaer', [360, 0], {
        ...{ resource: 'glAccount', operation: 'upsert', sourceSystem: erp.name, accountField: 'Account' },
        dimensionFields: {
          dimension: [
            ...erp.dimensions.map(({ name, sourceName }) => ({ name, field: sourceName })),
            ...(erp.toJaggaer.dimensionFields ?? []),
          ],
        },
      }),
      ...outcomeNodes(680),
    ],
    links: [
      ...events.map(({ name }) => `${name} > Create or Update Accounts`),
      ...outcomeLinks('Create or Update Accounts'),
    ],
  });
}
