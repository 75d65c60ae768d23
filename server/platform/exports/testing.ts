import { z } from 'zod';
import { day } from '../../../core/day.ts';
import {
  dayText,
  fenText,
  idText,
  listQuery,
  pageOf,
  rateText,
  route,
} from '../../../core/schema.ts';
import { handle, type Module } from '../module.ts';
import { exportsModule } from './index.ts';

/** A room with one long list, for tests of exports: row n has the number n and n × 1.01 yuan. */
const numbersApi = {
  listNumbers: route({
    method: 'get',
    path: '/numbers',
    right: 'numbers.read',
    export: { right: 'numbers.export' },
    summary: 'Numbers from 1 on',
    query: listQuery.pick({ limit: true }).extend({
      cursor: z.string().optional(),
      most: z.coerce.number().int().max(10_000_000).optional(),
      tone: z.enum(['high', 'low']).optional(),
    }),
    response: pageOf(
      z.object({
        numberId: idText,
        name: z.string(),
        amount: fenText,
        share: rateText.nullable(),
        tone: z.enum(['high', 'low']),
        on: dayText,
      }),
    ),
  }),
  listBuyers: route({
    method: 'get',
    path: '/number-buyers',
    right: 'numbers.read',
    export: { right: 'numbers.export', persons: 'customerId' },
    summary: 'Customers 1 to 5, and one row of nobody',
    response: pageOf(z.object({ customerId: idText.nullable(), name: z.string() })),
  }),
};

const names = ['=1+1', '+7', '-x', '@home', '普通, "引号"'];

/** `onPage` is awaited before each page: a test stops there, or looks how far the work is. */
export function numbersRoom(rows: number, onPage?: (after: number) => Promise<void>): Module {
  return {
    name: 'numbers',
    phrases: {
      'numbers.field.name': { zh: '名称', en: 'Name' },
      'numbers.field.amount': { zh: '金额', en: 'Amount' },
      'numbers.field.tone': { zh: '高低', en: 'Tone' },
      'numbers.tone.high': { zh: '高', en: 'High' },
      'numbers.tone.low': { zh: '低', en: 'Low' },
    },
    rights: {
      'numbers.read': ['rm', 'auditor', 'administrator'],
      'numbers.export': ['rm', 'administrator'],
    },
    api: numbersApi,
    handlers: handle(numbersApi, {
      listBuyers: async () => ({
        rows: [
          ...[1n, 2n, 3n, 4n, 5n].map((one) => ({ customerId: one, name: `客户${one}` })),
          { customerId: null, name: '无主' },
        ],
        next: null,
        total: { count: 6, capped: false },
      }),
      listNumbers: async ({ query }) => {
        const after = Number(query.cursor ?? '0'); // tidy: not money
        await onPage?.(after);
        const most = Math.min(rows, query.most ?? rows);
        const until = Math.min(most, after + query.limit);
        const page = Array.from({ length: until - after }, (_none, at) => after + at + 1);
        return {
          rows: page.map((n) => ({
            numberId: BigInt(n),
            name: names[n % names.length]!,
            amount: BigInt(n) * 101n,
            share: n % 3 === 0 ? null : BigInt(n) * 10_000n,
            tone: n % 2 === 0 ? ('high' as const) : ('low' as const),
            on: '2026-03-31',
          })),
          next: until < most ? String(until) : null,
          total: { count: Math.min(most, 1000), capped: most > 1000 },
        };
      },
    }),
  };
}

/** Exports over the given rooms. */
export function exportsOf(modules: () => readonly Module[]): Module {
  return exportsModule({
    modules,
    rights: () => Object.assign({}, ...modules().map(({ rights }) => rights)),
    today: async () => day('2026-06-30'),
    bank: async () => ({ name: '试验银行', currency: 'CNY' }),
    // Whoever has an odd key consented to be called, and nobody to anything else.
    mayOffer: async (_tx, channel, ids) =>
      new Set(channel === 'phone' ? ids.filter((one) => one % 2n === 1n) : []),
  });
}
