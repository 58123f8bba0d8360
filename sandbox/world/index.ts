/**
 * A sample world of invented companies: what JAGGAER holds, the ERP's masters, the mapping rows between them, and
 * what must come out. The same seed always gives the same world.
 */
import type { Month } from './calendar';
import { calendarOf } from './calendar';
import type { ErpMasters } from './erpMasters';
import { erpMasters, openedPeriods } from './erpMasters';
import type { Books, Expectation } from './expected';
import { ALL_HOLDING, expectationOf } from './expected';
import type { JaggaerWorld } from './jaggaer';
import { jaggaerWorld } from './jaggaer';
import type { Crosswalk, MappingRow } from './mapping';
import { CROSSWALK, mappingRows, mendingRows } from './mapping';
import type { Masters } from './masters';
import { mastersOf } from './masters';
import type { OrderWorld } from './orders';
import { orderWorld } from './orders';
import { Planner } from './planInvoice';
import { Random } from './random';
import type { Scenario } from './scenarios';
import { BLOCK, OUTCOMES, block } from './scenarios';

export type { Expectation, ExpectedLine } from './expected';
export type { MappingRow } from './mapping';
export type { AccountFact, Masters, SupplierFact } from './masters';
export { describeWorld } from './describe';

export interface WorldOptions {
  seed: number;
  /** 50 and more hold every kind of trouble at least once. */
  invoices: number;
  /** The ERP's name for the dimension that a cost center becomes; `subaccount` by default. */
  dimension?: string;
  /** What the ERP's books can hold; everything by default, orders linked. */
  books?: Books;
  /** False: only invoices that are to be posted, for measuring; true by default. */
  trouble?: boolean;
  /** Instant at which the world is looked at: its invoices are up to 60 days old. */
  startAt?: string;
}

export interface World {
  jaggaer: JaggaerWorld;
  /** What happens to JAGGAER's purchase orders, for ERPs that are to hold them too; all codes mapped and mended. */
  orders: OrderWorld;
  /** What the ERP holds; each ERP's `world/<erp>.ts` makes its simulator's seed from it. */
  erp: ErpMasters;
  /** What a sync of vendors, accounts and subaccounts has to find. */
  masters: Masters;
  mapping: MappingRow[];
  /** One for each invoice, in the order of their ids. */
  expected: Expectation[];
  /** What a person does about trouble, and what is expected then: mapping rows, periods that are opened (two more suppliers may then share a vendor). */
  mending: { rows: MappingRow[]; periods: Month[]; expected: Expectation[]; masters: Masters };
  /** Segment names to enter in the Crosswalk; other settings stay as they are. */
  crosswalk: Crosswalk;
  /** What each invoice was made for, in the same order as `expected`. */
  scenarios: Scenario[];
}

const DEFAULT_START = '2026-06-15T09:00:00.000Z';

/** Builds the world. @throws RangeError where the options are no whole numbers or no instant */
export function buildWorld(options: WorldOptions): World {
  const { seed, invoices } = options;
  if (!Number.isInteger(seed) || !Number.isInteger(invoices) || invoices < 0) {
    throw new RangeError('Seed and number of invoices must be whole numbers.');
  }
  const calendar = calendarOf(options.startAt ?? DEFAULT_START);
  const random = new Random(seed);
  const blocks = Array.from({ length: Math.ceil(invoices / BLOCK) }, (_, at) => block(at, random));
  const planned = blocks.flat().slice(0, invoices);
  const scenarios = options.trouble === false ? planned.map(withoutTrouble) : planned;
  const { books = ALL_HOLDING } = options;
  const planner = new Planner(random, calendar, options.trouble !== false || books.orders === 'linked');
  const plans = scenarios.map((scenario) => planner.plan(scenario));
  const erp = erpMasters(plans, calendar, books);
  const { dimension = CROSSWALK.dimension } = options;
  const mapping = mappingRows(dimension);
  const masters = mastersOf(erp, mapping, books);
  const jaggaer = jaggaerWorld(plans, masters);
  return {
    jaggaer,
    orders: orderWorld(plans, jaggaer.purchaseOrders, books),
    erp,
    masters,
    mapping,
    expected: plans.map((plan) => expectationOf(plan, false, books)),
    mending: {
      rows: mendingRows(),
      masters: mastersOf(erp, [...mapping, ...mendingRows()], books),
      periods: books.reopensMonths === false ? [] : openedPeriods(erp.periods),
      expected: plans.map((plan) => expectationOf(plan, true, books)),
    },
    crosswalk: { ...CROSSWALK, dimension },
    scenarios,
  };
}

const withoutTrouble = (scenario: Scenario): Scenario =>
  OUTCOMES[scenario].outcome === 'posted' ? scenario : 'ordinary';
