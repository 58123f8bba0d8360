/** What templates have to know of an ERP. */
import type { POLLS } from './parts';

export interface Erp {
  /** Folder below `workflows/`. */
  folder: string;
  /** As people and audit rows call it. */
  name: string;
  /** Node type without the package. */
  node: string;
  credentials: Record<string, string>;
  /** How often its flows poll. */
  cadence: keyof typeof POLLS;
  /** Its word for the document that an invoice becomes, and the operation that makes it. */
  bill: {
    resource: string;
    plural: string;
    waits: string;
    /** False where it keeps no files beside bills. */
    takesFiles?: boolean;
    /** Parameters of Attach File, from the item `Each Image`, that say where a file goes. */
    attachTo?: Record<string, string>;
  };
  /** Dimensions that its bills carry, by name, with the JAGGAER field that each comes from. */
  dimensions: Array<{ name: string; source: 'segment'; sourceName: string }>;
  /** What it takes from JAGGAER beside invoices. */
  fromJaggaer?: {
    suppliers?: Taking;
    purchaseOrders?: Taking & { needsItems: boolean };
    /** With the JAGGAER field whose values they are. */
    accounts?: Array<Taking & { field: string }>;
  };
  /** What it gives to JAGGAER. */
  /** Whether balances of its general ledger are kept in a table every week. */
  glBalances?: boolean;
  /** Whether invoices can be registered before they are approved. */
  registers?: boolean;
  toJaggaer: {
    /** Whether its bill numbers, and refusals, may be told to JAGGAER. */
    billNumbers: boolean;
    payments?: { push?: Push };
    /**
     * Parameters of JAGGAER's Create or Update, for an ERP that takes suppliers as well; and the event of its trigger where
     * that is not `vendorChanged`.
     */
    vendors?: { parameters?: Record<string, unknown>; event?: string };
    /** Events of its trigger that bring accounts and values of dimensions. */
    accounts?: AccountEvent[];
    /** JAGGAER's fields for dimensions that its bills do not carry by line. */
    dimensionFields?: Array<{ name: string; field: string }>;
    /** Where orders are the ERP's own. */
    purchaseOrders?: Giving;
  };
}

/** How an ERP gives its orders. */
export interface Giving {
  cadence: keyof typeof POLLS;
  /** Resource of its node that reads the supplier of an order, and the parameter that names it. */
  supplier: { resource: string; key: string };
  /** Of JAGGAER's Create or Update, beside those that all have. */
  parameters?: Record<string, unknown>;
}

export interface AccountEvent {
  name: string;
  event: string;
  /** Parameters of the trigger beside the event. */
  parameters?: Record<string, unknown>;
}

/** How an ERP pushes: its trigger, and the node that reads the status of what was pushed. */
export interface Push {
  trigger: string;
  credentials: Record<string, string>;
  parameters?: Record<string, unknown>;
  /** Left out where the trigger puts out the payment status itself. */
  read?: Record<string, unknown>;
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
  cadence: 'quarterHourly',
  bill: { resource: 'bill', plural: 'bills', waits: 'Bills wait unreleased for a person.' },
  dimensions: [{ name: 'subaccount', source: 'segment', sourceName: 'CostCenter' }],
  toJaggaer: {
    billNumbers: true,
    payments: {
      push: {
        trigger: 'acumaticaPushTrigger',
        credentials: { acumaticaPushApi: 'Acumatica Push' },
        read: {
          resource: 'paymentStatus',
          operation: 'get',
          bill: { __rl: true, mode: 'number', value: '={{ $json.row.ReferenceNbr }}' },
          billType: '={{ $json.row.Type }}',
        },
      },
    },
    vendors: {},
    accounts: [
      { name: 'Account Changed', event: 'accountChanged' },
      { name: 'Subaccount Changed', event: 'subaccountChanged' },
    ],
  },
};

/** In both directions: only then nothing goes to and fro. */
const JAGGAER_WINS = { winner: 'jaggaer' };

/** Nothing financial is written back to JAGGAER: no bill numbers, no payments. */
export const SAGE_INTACCT: Erp = {
  folder: 'sage-intacct',
  name: 'Sage Intacct',
  node: 'sageIntacct',
  credentials: { sageIntacctApi: 'Sage Intacct' },
  cadence: 'quarterHourly',
  bill: {
    resource: 'bill',
    plural: 'bills',
    waits: 'Bills are posted at once, unless you choose drafts.',
    attachTo: { billId: "={{ $('Each Image').item.json.bill.id }}" },
  },
  dimensions: [{ name: 'department', source: 'segment', sourceName: 'CostCenter' }],
  fromJaggaer: {
    suppliers: {
      resource: 'vendor',
      plural: 'vendors',
      parameters: { supplierNumbers: 'input', ...JAGGAER_WINS },
    },
    purchaseOrders: { resource: 'purchaseOrder', plural: 'purchase orders', needsItems: true },
  },
  toJaggaer: {
    billNumbers: false,
    vendors: { parameters: JAGGAER_WINS },
    accounts: [
      { name: 'GL Account Changed', event: 'accountChanged' },
      // those that JAGGAER has a field for
      { name: 'Dimension Changed', event: 'dimensionChanged', parameters: { dimensions: ['department'] } },
    ],
  },
};

export const QUICKBOOKS_ONLINE: Erp = {
  folder: 'quickbooks-online',
  name: 'QuickBooks Online',
  node: 'quickBooksOnline',
  credentials: { quickBooksOnlineOAuth2Api: 'QuickBooks Online' },
  cadence: 'daily',
  bill: {
    resource: 'bill',
    plural: 'bills',
    waits: 'QuickBooks Online knows no draft of a bill: posting is final.',
    attachTo: {
      billId: "={{ $('Each Image').item.json.bill.id }}",
      billType: "={{ $('Each Image').item.json.bill.type }}",
    },
  },
  dimensions: [{ name: 'class', source: 'segment', sourceName: 'CostCenter' }],
  fromJaggaer: {
    suppliers: {
      resource: 'vendor',
      plural: 'vendors',
      parameters: { supplierNumbers: 'input', winner: 'jaggaer' },
    },
    purchaseOrders: { resource: 'purchaseOrder', plural: 'purchase orders', needsItems: false },
    accounts: [
      { resource: 'account', plural: 'accounts', field: 'Account', parameters: { winner: 'jaggaer' } },
      { resource: 'department', plural: 'locations', field: 'Department', parameters: { winner: 'jaggaer' } },
    ],
  },
  toJaggaer: {
    billNumbers: true,
    payments: {
      push: {
        trigger: 'quickBooksOnlinePushTrigger',
        credentials: {
          quickBooksOnlinePushApi: 'QuickBooks Online Push',
          quickBooksOnlineOAuth2Api: 'QuickBooks Online',
        },
        parameters: { output: 'paymentStatus' },
      },
    },
    accounts: [
      { name: 'Account Changed', event: 'accountChanged' },
      {
        name: 'Dimension Changed',
        event: 'dimensionChanged',
        parameters: { dimensions: ['class', 'department'] },
      },
    ],
    dimensionFields: [{ name: 'department', field: 'Department' }],
  },
};

/** Orders are Exact's own and go to JAGGAER; everything else is daily. */
export const EXACT_ONLINE: Erp = {
  folder: 'exact-online',
  name: 'Exact Online',
  node: 'exactOnline',
  credentials: { exactOnlineOAuth2Api: 'Exact Online' },
  cadence: 'daily',
  bill: {
    resource: 'purchaseEntry',
    plural: 'purchase entries',
    waits: 'Exact Online knows no draft of an entry: posting is final.',
    attachTo: {
      resource: 'document',
      documentId: "={{ $('Each Image').item.json.bill.filesLink }}",
    },
  },
  dimensions: [{ name: 'costCenter', source: 'segment', sourceName: 'CostCenter' }],
  fromJaggaer: {
    suppliers: {
      resource: 'supplier',
      plural: 'suppliers',
      parameters: { supplierNumbers: 'input', ...JAGGAER_WINS },
    },
  },
  toJaggaer: {
    billNumbers: true,
    payments: {},
    vendors: { parameters: JAGGAER_WINS, event: 'supplierChanged' },
    accounts: [
      { name: 'GL Account Changed', event: 'accountChanged' },
      // cost units are nobody's field in JAGGAER by default
      { name: 'Dimension Changed', event: 'dimensionChanged', parameters: { dimensions: ['costCenter'] } },
    ],
    purchaseOrders: {
      cadence: 'quarterHourly',
      supplier: { resource: 'supplier', key: 'supplier' },
    },
  },
};

/** Posting is final, and an operator has one session: daily is often enough. */
export const SYSPRO: Erp = {
  folder: 'syspro',
  name: 'SYSPRO',
  node: 'syspro',
  credentials: { sysproApi: 'SYSPRO' },
  cadence: 'daily',
  bill: {
    resource: 'apInvoice',
    plural: 'AP invoices',
    waits:
      'Posting is final: AP and general ledger are written at once, lines of orders matched to what was received.',
    takesFiles: false,
  },
  dimensions: [{ name: 'costCentre', source: 'segment', sourceName: 'CostCenter' }],
  fromJaggaer: {
    suppliers: {
      resource: 'supplier',
      plural: 'suppliers',
      parameters: { supplierNumbers: 'input', ...JAGGAER_WINS },
    },
    purchaseOrders: { resource: 'purchaseOrder', plural: 'purchase orders', needsItems: false },
  },
  glBalances: true,
  registers: true,
  toJaggaer: {
    billNumbers: true,
    payments: {},
    vendors: { parameters: JAGGAER_WINS, event: 'supplierChanged' },
  },
};
