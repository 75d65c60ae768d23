import type { Module } from './platform/module.ts';
import { organisation } from './modules/organisation/index.ts';
import { people } from './modules/people/index.ts';
import { products } from './modules/products/index.ts';
import { customers } from './modules/customers/index.ts';
import { holdings } from './modules/holdings/index.ts';
import { contribution } from './modules/contribution/index.ts';
import { segmentation } from './modules/segmentation/index.ts';
import { allocation } from './modules/allocation/index.ts';
import { contacts } from './modules/contacts/index.ts';
import { metrics } from './modules/metrics/index.ts';
import { targets } from './modules/targets/index.ts';
import { attribution } from './modules/attribution/index.ts';
import { assessment } from './modules/assessment/index.ts';
import { pay } from './modules/pay/index.ts';
import { rewards } from './modules/rewards/index.ts';
import { expenses } from './modules/expenses/index.ts';
import { closing } from './modules/closing/index.ts';
import { simulation } from './modules/simulation/index.ts';
import { journal } from './modules/journal/index.ts';
import { desk } from './modules/desk/index.ts';

/** The rooms, in order: a module imports only the door of modules above it. */
export const modules: readonly Module[] = [
  organisation,
  people,
  products,
  customers,
  holdings,
  contribution,
  segmentation,
  allocation,
  contacts,
  metrics,
  targets,
  attribution,
  assessment,
  pay,
  rewards,
  expenses,
  closing,
  simulation,
  journal,
  desk,
];
