/** What an invoice is about, before it takes JAGGAER's shape: amounts in whole cents, positive, whatever the type. */
import type { Random } from './random';
import type { SampleSupplier } from './masters';
import {
  ACCOUNTS,
  BUSINESS_UNITS,
  COST_CENTERS,
  ORDERS,
  STRANGER,
  SUPPLIERS,
  UNMAPPED_ACCOUNT,
} from './masters';

export interface SplitRecipe {
  account: string;
  costCenter: string;
  /** Exactly one of the two, or none where a line is not split. */
  percent?: number;
  cents?: number;
}

export interface LineRecipe {
  quantity: number;
  priceCents: number;
  description: string;
  order: { number: string; line: string } | null;
  splits: SplitRecipe[];
}

export interface Recipe {
  id: number;
  supplier: SampleSupplier;
  credit: boolean;
  supplierInvoiceNumber: string | null;
  businessUnit: string | null;
  workflowStatus: string;
  paymentStatus: string;
  accountingDate: string;
  lines: LineRecipe[];
  /** Lines carry no splits of their own: the header's apply. */
  splitsOnHeader: boolean;
  tax1: number;
  /** What the tax engine would charge; not payable beyond `tax1`. */
  engineTax: number;
  tax2: number;
  freight: number;
  handling: number;
  discount: number;
  fee: number;
  /** Added to the true total, as a payload that contradicts itself. */
  totalOff: number;
  withoutTotal: boolean;
  /** Why it must not be posted; null where it must. */
  obstacle: { outcome: 'held' | 'rejected' | 'notApproved'; why: string } | null;
}

type Twist = (recipe: Recipe, random: Random) => void;

const obstacle = (outcome: 'held' | 'rejected' | 'notApproved', why: string) => ({ outcome, why });

/** The oddities of real payloads, each at least once in any world of fifty invoices. */
const TWISTS: Twist[] = [
  (recipe) => Object.assign(recipe, { supplier: STRANGER, obstacle: obstacle('held', 'unmapped supplier') }),
  (recipe) => {
    (recipe.lines[0] as LineRecipe).splits = [{ account: UNMAPPED_ACCOUNT, costCenter: '0100' }];
    recipe.obstacle = obstacle('held', 'unmapped account');
  },
  (recipe) =>
    Object.assign(recipe, { handling: 1250, obstacle: obstacle('held', 'unmapped charge: handling') }),
  (recipe) =>
    Object.assign(recipe, { withoutTotal: true, obstacle: obstacle('held', 'no total and no currency') }),
  (recipe) =>
    Object.assign(recipe, { accountingDate: '2026-02-17', obstacle: obstacle('rejected', 'closed period') }),
  (recipe) =>
    Object.assign(recipe, { totalOff: 205, obstacle: obstacle('rejected', 'total does not add up') }),
  (recipe) =>
    Object.assign(recipe, { workflowStatus: 'Pending', obstacle: obstacle('notApproved', 'pending') }),
  (recipe) =>
    Object.assign(recipe, { paymentStatus: 'InProcess', obstacle: obstacle('notApproved', 'in process') }),
  (recipe) => Object.assign(recipe, { credit: true, supplierInvoiceNumber: null }),
  (recipe) => Object.assign(recipe, { credit: true, tax1: 620, engineTax: 620, discount: 300 }),
  (recipe) => Object.assign(recipe, { engineTax: 4410, tax1: 0 }),
  (recipe) => Object.assign(recipe, { businessUnit: null }),
  (recipe) => {
    (recipe.lines[0] as LineRecipe).priceCents = 0;
    recipe.lines.length = 1;
    Object.assign(recipe, { tax1: 0, engineTax: 0, tax2: 0, freight: 0, discount: 0, fee: 0 });
  },
  (recipe, random) => {
    (recipe.lines[0] as LineRecipe).splits = [
      { ...coding(random), percent: 33.33 },
      { ...coding(random), percent: 33.33 },
      { ...coding(random), percent: 33.34 },
    ];
  },
  (recipe, random) => {
    const line = recipe.lines[0] as LineRecipe;
    const whole = line.quantity * line.priceCents;
    const part = Math.floor(whole / 3);
    line.splits = [
      { ...coding(random), cents: part },
      { ...coding(random), cents: whole - part },
    ];
  },
  (recipe) => {
    recipe.splitsOnHeader = true;
    for (const line of recipe.lines) line.splits = [{ account: '51425', costCenter: '0200' }];
  },
  (recipe) => Object.assign(recipe, { freight: 1999, tax2: 333, discount: 500, fee: 275 }),
  (recipe) => order(recipe, '0000417'),
  (recipe) => order(recipe, '0009999'),
];

function order(recipe: Recipe, number: string): void {
  const known = ORDERS.find((each) => each.number === number);
  recipe.supplier = SUPPLIERS.find((each) => each.vendor === (known?.vendor ?? 'FENNWICK')) as SampleSupplier;
  const line = recipe.lines[0] as LineRecipe;
  line.order = { number, line: '1' };
  // Acumatica takes the coding of a linked line from its order
  line.splits = [{ account: '51430-L', costCenter: '0100' }];
  recipe.businessUnit = '0004';
}

function coding(random: Random): SplitRecipe {
  return { account: random.pick(ACCOUNTS).jaggaer, costCenter: random.pick(COST_CENTERS).jaggaer };
}

/** The n-th invoice of a world. */
export function recipeOf(at: number, random: Random): Recipe {
  const recipe = plain(at, random);
  if (at % 2 === 1) TWISTS[((at - 1) / 2) % TWISTS.length]?.(recipe, random);
  return recipe;
}

function plain(at: number, random: Random): Recipe {
  const supplier = random.pick(SUPPLIERS);
  const taxed = random.chance(0.3);
  const lines = Array.from({ length: random.whole(1, 4) }, (_, line) => ({
    quantity: random.whole(1, 12),
    priceCents: random.whole(125, 98_765),
    description: `${random.pick(GOODS)} ${line + 1}`,
    order: null,
    splits: [coding(random)],
  }));
  const net = lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0);
  const tax1 = taxed ? Math.round(net * 0.1025) : 0;
  const month = random.whole(4, 10);
  return {
    id: 10_000 + at,
    supplier,
    credit: random.chance(0.06),
    supplierInvoiceNumber: `${random.pick(['INV', 'RE', 'F'])}-${2026_000 + at}`,
    businessUnit: random.pick(BUSINESS_UNITS).jaggaer,
    workflowStatus: 'Completed',
    paymentStatus: 'Payable',
    accountingDate: `2026-${String(month).padStart(2, '0')}-${String(random.whole(1, 28)).padStart(2, '0')}`,
    lines,
    splitsOnHeader: false,
    tax1,
    engineTax: tax1,
    tax2: 0,
    freight: random.chance(0.15) ? random.whole(500, 9_900) : 0,
    handling: 0,
    discount: 0,
    fee: 0,
    totalOff: 0,
    withoutTotal: false,
    obstacle: null,
  };
}

const GOODS = [
  'Copy paper',
  'Reagent kit',
  'Lunch for the workshop',
  'Desk lamp',
  'Licence, yearly',
  'Cable, 5 m',
];
