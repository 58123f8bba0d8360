/** What an ERP brings along to be set on the sandbox's stage: one file an ERP beside this one. */
import type { BookedBill } from '../books';
import type { Flow } from '../flows/flow';
import type { Simulator } from '../kit/simulator';
import type { WorkflowJson } from '../n8n/client';
import type { World, WorldOptions } from '../world';
import type { Month } from '../world/calendar';
import type { ErpBill } from '../world/erpMasters';
import type { BookedOrder } from '../world/orders';
import type { Step } from '../world/payments';
import type { BookedVendor, Party, Side } from '../world/supplierSync';

export interface Erp {
  /** Value of `--erp`, and the folder below `workflows/` with its templates, which are all imported. */
  id: string;
  /** As people call it. */
  name: string;
  /** Where its simulator is with `npm start` and `npm run sandbox`. */
  port: number;
  /** The sample world as it is with this ERP: the name of its dimension, and what its books cannot hold. */
  world(options: WorldOptions): World;
  /** Starts its simulator with what the world says of the ERP; on any free port where none is given. */
  start(world: World, port?: number): Promise<ErpSide>;
  /** What a person enters in n8n, by credential type; what signs in comes first. */
  credentials(url: string): Record<string, { name: string; data: object }>;
  /** Makes the choices of a consultant on a node of an imported template. */
  prepare(node: WorkflowJson['nodes'][number]): void;
  /** Its own flows, beside the main job, replay and reconciliation; each needs its template. */
  flows: Flow[];
  /** Which side wins where suppliers go both ways, as its templates say; the ERP where they only go to JAGGAER. */
  winner?: Side;
  /** What it has no field for on vendors. */
  lacks?: ReadonlyArray<keyof Party>;
  /** True where tax numbers of vendors are hidden in all answers. */
  hidesTaxNumbers?: boolean;
  /** False where it keeps no files beside bills. */
  takesFiles?: boolean;
  /** False where files can only be put on bills. */
  creditsTakeFiles?: boolean;
  /** False where nothing but a refusal says that a month is closed: a dry run cannot know. */
  showsPeriods?: boolean;
  /** What one execution of 1,000 invoices may cost at most, masters cold; in what {@link ErpSide.costs} counts. */
  budget: Record<string, number>;
  /** Most bills that the node creates with one call. */
  billsInCall: number;
  /** What a call that is watched does to bills; null where it does something else. */
  purposeOf(call: { method: string; path: string }): 'lookUp' | 'create' | null;
}

/**
 * A simulator of an ERP that runs, with what people do in it. Faults, clock and counters are ordered by the control API
 * (`order(side.url, …)`), which all simulators have alike.
 */
export interface ErpSide extends Pick<Simulator<unknown>, 'url' | 'calls' | 'watch' | 'close'> {
  kind: Erp;
  books(): Promise<BookedBill[]>;
  /** What the vendor counts or limits, since the start. */
  costs(): Record<string, number>;
  /** Opens months for posting, or closes them. */
  setPeriods(periods: readonly Month[]): Promise<void>;
  /** Enters a bill by hand. @returns its number in the ERP */
  placeBill(bill: ErpBill): Promise<string>;
  /** Deletes a bill, as a person with rights can. */
  deleteBill(bill: BookedBill): Promise<void>;
  /** Does what AP does about payments. */
  carryOut(step: Step): Promise<void>;
  /** Purchase orders in its books, where they come from JAGGAER. */
  orders?(): Promise<BookedOrder[]>;
  /** Deletes every purchase order, where the main job needs some that do not come from JAGGAER. */
  clearOrders?(): Promise<void>;
  /** Bills an order in the ERP itself. */
  billOrder?(number: string, how: 'inPart' | 'inFull'): Promise<void>;
  /** Names of the files on bills and credits. */
  files?(): Promise<string[]>;
  /** Vendors in its books, where they come from JAGGAER as well. */
  vendors?(): Promise<BookedVendor[]>;
  /** Changes a vendor in the ERP itself. */
  changeVendor?(id: string, changes: Partial<Party>): Promise<void>;
  /** Its accounts and dimension values, where they come from JAGGAER as well. */
  lists?(): Promise<ListValue[]>;
  /** Invoices that AP knows before they are approved. */
  registered?(): Promise<RegisteredInvoice[]>;
  /** What each ledger code stands at in the current period. */
  balances?(): Promise<LedgerBalance[]>;
  /** How many records integrations created or changed, since the start. */
  written?(): Promise<number>;
}

/** A value of a list in the ERP's books. */
export interface ListValue {
  /** JAGGAER's field for it. */
  field: 'Account' | 'Department';
  code: string;
  description: string;
  active: boolean;
}

export interface RegisteredInvoice {
  vendor: string;
  vendorRef: string;
  amount: string;
}

export interface LedgerBalance {
  account: string;
  year: number;
  period: number;
  opening: number;
  movement: number;
  balance: number;
}
