/** What templates have to know of an ERP. */
export interface Erp {
  /** Folder below `workflows/`. */
  folder: string;
  /** As people and audit rows call it. */
  name: string;
  /** Node type without the package. */
  node: string;
  credentials: Record<string, string>;
  /** Its word for the document that an invoice becomes, and the operation that makes it. */
  bill: {
    resource: string;
    plural: string;
    waits: string;
    /** Parameters of Attach File, from the item `Each Image`, that say where a file goes. */
    attachTo?: Record<string, string>;
  };
  /** Dimensions that its bills carry, by name, with the JAGGAER field that each comes from. */
  dimensions: Array<{ name: string; source: 'segment'; sourceName: string }>;
  /** What it takes from JAGGAER beside invoices. */
  fromJaggaer?: { suppliers?: Taking; purchaseOrders?: Taking & { needsItems: boolean } };
}

/** A Create or Update operation of an ERP's node. */
export interface Taking {
  resource: string;
  /** The ERP's word for the records. */
  plural: string;
  /** Parameters beside resource and operation. */
  parameters?: Record<string, unknown>;
}

export const ACUMATICA: Erp = {
  folder: 'acumatica',
  name: 'Acumatica',
  node: 'acumatica',
  credentials: { acumaticaOAuth2Api: 'Acumatica' },
  bill: { resource: 'bill', plural: 'bills', waits: 'Bills wait unreleased for a person.' },
  dimensions: [{ name: 'subaccount', source: 'segment', sourceName: 'CostCenter' }],
};
