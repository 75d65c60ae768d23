import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../../../core/day.ts';
import { table } from '../../../platform/testing/table.ts';
import { reviewSides, type ReviewSide } from '../contract/competence.ts';
import {
  competenceFaults,
  competenceKind,
  competenceWarnings,
  type Competence,
} from '../policy/competence.ts';
import { pointsText } from './points.ts';
import {
  decideCloseReview,
  decideForm,
  decideOpenReview,
  decideReview,
  inReviewOrder,
  proposeSeats,
  type ReviewForm,
  type ReviewStaff,
} from './competence.ts';

const policy = competenceKind.schema.parse(competenceKind.initial);
const keys = policy.dimensions.map((one) => one.key);

/** "superior 70, peer 80": forms that give the same mark in every dimension. */
function formsOf(text: string): ReviewForm[] {
  return text
    .split(',')
    .map((one) => one.trim().split(' '))
    .filter(([side]) => side !== '')
    .map(([side, mark]) => ({
      side: side as ReviewSide,
      marks: new Map(keys.map((key) => [key, BigInt(Math.round(Number(mark) * 1_000_000))])),
    }));
}

describe('the result of several raters (G13)', () => {
  it.each(
    table(`
      forms                                                   | raters | result    | why
      peer 70, peer 80, peer 85, peer 90, peer 100            | 5 | 85        | G13: 70 and 100 drop out
      peer 70, peer 80, peer 85, peer 90                      | 4 | 81.25     | G13: four raters, the mean of all
      peer 70, peer 80, peer 85                               | 3 | 78.333333 | the fewest raters
      peer 70, peer 80                                        | 2 | none      | one fewer: no result
                                                              | 0 | none      | nobody handed in
      peer 0, peer 80, peer 80, peer 80, peer 100             | 5 | 80        | a grudge and a favour do not count
      # sides: 40 : 30 : 20 : 10, whoever is missing leaves his weight to the others
      superior 90, peer 80, department 70                     | 3 | 82.222222 | (40×90 + 30×80 + 20×70) ÷ 90
      superior 90, superior 70, peer 80, customer 50          | 4 | 76.25     | (40×80 + 30×80 + 10×50) ÷ 80
      superior 90, peer 80, peer 80, peer 80, department 100  | 5 | 85.714286 | 100 and one 80 drop: (40×90 + 30×80) ÷ 70
      superior 100, peer 100, department 100, customer 100    | 4 | 100       | the best
      superior 0, peer 0, department 0                        | 3 | 0         | the worst
    `),
  )('$forms → $result ($why)', (row) => {
    const found = decideReview(policy, formsOf(row.forms));
    expect(found.raters).toBe(Number(row.raters));
    expect(found.total === null ? 'none' : pointsText(found.total)).toBe(row.result);
  });

  it('weighs the dimensions 30 : 30 : 20 : 20', () => {
    const form = (marks: readonly number[]): ReviewForm => ({
      side: 'peer',
      marks: new Map(keys.map((key, at) => [key, BigInt(marks[at]!) * 1_000_000n])),
    });
    const same = [form([90, 80, 70, 60]), form([90, 80, 70, 60]), form([90, 80, 70, 60])];
    const found = decideReview(policy, same);
    expect(found.dimensions.map((one) => pointsText(one.score))).toEqual(['90', '80', '70', '60']);
    expect(pointsText(found.total!)).toBe('77');
  });

  it('is explained without a side, a rater or a single mark', () => {
    const { explanation } = decideReview(policy, formsOf('superior 61, peer 83, department 97'));
    const said = JSON.stringify(explanation);
    for (const word of [...reviewSides, '"61', '"83', '"97']) expect(said).not.toContain(word);
    expect(explanation.inputs).toMatchObject({ raters: '3', extremes: '0' });
  });
});

const anyForms = fc.array(
  fc.record({
    side: fc.constantFrom(...reviewSides),
    marks: fc
      .array(fc.bigInt(0n, 100_000_000n), { minLength: keys.length, maxLength: keys.length })
      .map((marks) => new Map(keys.map((key, at) => [key, marks[at]!]))),
  }),
  { minLength: 3, maxLength: 12 },
);
const least = (marks: readonly bigint[]) => marks.reduce((a, b) => (a < b ? a : b));
const most = (marks: readonly bigint[]) => marks.reduce((a, b) => (a > b ? a : b));

it('the explanation reads in the order of the decision, whatever the row kept', () => {
  const { explanation, dimensions } = decideReview(policy, formsOf('peer 70, peer 80, peer 85'));
  const names = dimensions.map(({ key }) => ({
    name: policy.dimensions.find((one) => one.key === key)!.title,
  }));
  const mixed = Object.fromEntries(Object.entries(explanation.inputs).toReversed());
  const { inputs } = inReviewOrder({ ...explanation, inputs: mixed }, names);
  expect(Object.entries(inputs)).toEqual(Object.entries(explanation.inputs));
});

describe('laws of the result', () => {
  const often = { seed: 13, numRuns: 400 };

  it('each dimension, and the total, lie between the lowest and the highest mark', () => {
    fc.assert(
      fc.property(anyForms, (forms) => {
        const { total, dimensions } = decideReview(policy, forms);
        for (const { key, score } of dimensions) {
          const marks = forms.map((form) => form.marks.get(key)!);
          expect(score >= least(marks) && score <= most(marks)).toBe(true);
        }
        const all = forms.flatMap((form) => [...form.marks.values()]);
        expect(total! >= least(all) && total! <= most(all)).toBe(true);
      }),
      often,
    );
  });

  it('the order in which forms came in does not matter', () => {
    fc.assert(
      fc.property(anyForms, fc.integer({ min: 0, max: 11 }), (forms, by) => {
        const turned = [...forms.slice(by % forms.length), ...forms.slice(0, by % forms.length)];
        expect(decideReview(policy, turned)).toEqual(decideReview(policy, forms));
        expect(decideReview(policy, forms.toReversed())).toEqual(decideReview(policy, forms));
      }),
      often,
    );
  });

  it('a better mark never makes the result worse', () => {
    fc.assert(
      fc.property(anyForms, fc.integer({ min: 0, max: 11 }), (forms, at) => {
        // One side only: with several, a mark that is no longer dropped may hand the drop to
        // another side.
        const peers = forms.map((form) => ({ ...form, side: 'peer' as const }));
        const better = peers.map((form, position) =>
          position === at % peers.length
            ? { ...form, marks: new Map(keys.map((key) => [key, 100_000_000n])) }
            : form,
        );
        expect(decideReview(policy, better).total! >= decideReview(policy, peers).total!).toBe(
          true,
        );
      }),
      often,
    );
  });
});

/** "no path kind": RMs begin with R. */
const staff: readonly ReviewStaff[] = table(`
  no | path                | kind
  P0 | 0001.               | head_office
  D1 | 0001.0001.          | department
  D2 | 0001.0002.          | department
  P1 | 0001.0003.          | branch
  H1 | 0001.0003.0001.     | rm_department
  R1 | 0001.0003.0001.0001.| team
  R2 | 0001.0003.0001.0001.| team
  R3 | 0001.0003.0001.0001.| team
  R4 | 0001.0003.0001.0002.| team
  R5 | 0001.0004.0001.     | rm_department
`).map((row, at) => ({
  staffId: BigInt(at + 1),
  staffNo: row.no,
  unitPath: row.path,
  unitKind: row.kind,
  isRm: row.no.startsWith('R'),
}));
const numberOf = (staffId: bigint) => staff.find((one) => one.staffId === staffId)!.staffNo;

describe('raters proposed for each RM', () => {
  const seats = proposeSeats(policy, staff);
  it.each(
    table(`
      RM | superiors | peers  | departments
      R1 | H1 P1     | R2 R3  | D1
      R2 | H1 P1     | R3 R1  | D2
      R3 | H1 P1     | R1 R2  | D1
      # alone in his team: peers of the teams beside it
      R4 | H1 P1     | R1 R2  | D2
      # alone in his branch: nobody beside him, the bank's head above him
      R5 | P0        |        | D1
    `),
  )('$RM: superiors $superiors, peers $peers, departments $departments', (row) => {
    const of = (side: ReviewSide) =>
      seats
        .filter((seat) => numberOf(seat.staffId) === row.RM && seat.side === side)
        .map((seat) => numberOf(seat.raterStaffId))
        .join(' ');
    expect([of('superior'), of('peer'), of('department'), of('customer')]).toEqual([
      row.superiors,
      row.peers,
      row.departments,
      '',
    ]);
  });

  it('nobody rates himself or twice, and the load is shared', () => {
    const pairs = seats.map((seat) => `${seat.staffId} ${seat.raterStaffId}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(seats.every((seat) => seat.staffId !== seat.raterStaffId)).toBe(true);
    const loads = Map.groupBy(
      seats.filter((seat) => seat.side === 'department'),
      (seat) => numberOf(seat.raterStaffId),
    );
    expect([...loads].map(([no, own]) => `${no} ${own.length}`)).toEqual(['D1 3', 'D2 2']);
  });
});

describe('opening, handing in, closing', () => {
  it.each(
    table(`
      every     | period | today      | before | answer
      year      | 2026   | 2026-01-01 |        | yes
      year      | 2026   | 2025-12-31 |        | assessment.review_not_begun
      year      | 2026   | 2026-05-01 | 2026   | assessment.review_twice
      year      | 2026H1 | 2026-05-01 |        | assessment.review_period_invalid
      half_year | 2026   | 2026-05-01 |        | assessment.review_period_invalid
      half_year | 2026H1 | 2026-01-01 |        | yes
      half_year | 2026H2 | 2026-06-30 |        | assessment.review_not_begun
      half_year | 2026H2 | 2026-07-01 | 2026H1 | yes
    `),
  )('every $every, $period on $today: $answer', (row) => {
    const given = { ...policy, every: row.every as Competence['every'] };
    const facts = { period: row.period, today: day(row.today), before: row.before.split(' ') };
    expect(decideOpenReview(given, facts)?.refused ?? 'yes').toBe(row.answer);
  });

  it.each(
    table(`
      closed on  | dimensions                                 | shown | present | answer
                 | ethics proficiency alertness coordination  |       |         | yes
                 | coordination alertness proficiency ethics  |       |         | yes
                 | ethics proficiency alertness               |       |         | assessment.review_dimensions
                 | ethics ethics alertness coordination       |       |         | assessment.review_dimensions
                 | ethics proficiency alertness charm         |       |         | assessment.review_dimensions
      2026-07-01 | ethics proficiency alertness coordination  |       |         | assessment.review_closed
                 | ethics proficiency alertness coordination  | 5     | 5       | yes
                 | ethics proficiency alertness coordination  | 5     | 6       | assessment.form_changed
                 | ethics proficiency alertness coordination  |       | 6       | assessment.form_changed
    `),
  )('$dimensions, shown "$shown", present "$present": $answer', (row) => {
    const id = (text: string) => (text === '' ? null : BigInt(text));
    const closedOn = row['closed on'] === '' ? null : day(row['closed on']);
    const facts = { period: '2026', closedOn, present: id(row.present) };
    const form = { dimensions: row.dimensions.split(' '), replaces: id(row.shown) };
    expect(decideForm(policy, facts, form)?.refused ?? 'yes').toBe(row.answer);
  });

  it.each(
    table(`
      today      | wanted | done | closed | answer
      2026-07-10 | 9      | 8    | no     | assessment.review_running
      2026-07-10 | 9      | 9    | no     | yes
      2026-07-11 | 9      | 8    | no     | yes
      2026-07-11 | 9      | 9    | yes    | assessment.review_closed
    `),
  )('closing on $today with $done of $wanted forms: $answer', (row) => {
    const refused = decideCloseReview({
      period: '2026',
      today: day(row.today),
      dueOn: day('2026-07-10'),
      closedOn: row.closed === 'yes' ? day('2026-07-05') : null,
      wanted: Number(row.wanted),
      done: Number(row.done),
    });
    expect(refused?.refused ?? 'yes').toBe(row.answer);
  });
});

describe('the policy', () => {
  it('refuses weights that do not add up, empty weights and names that stand twice', () => {
    const [first, ...others] = policy.dimensions;
    const heavier = { ...policy, dimensions: [{ ...first!, weight: 30_000_001n }, ...others] };
    expect(competenceFaults(heavier).map((one) => [one.at, one.en])).toEqual([
      ['dimensions', expect.stringContaining('100.000001')],
    ]);
    const [superior, peer] = policy.sides;
    const twice = {
      ...policy,
      sides: [
        { ...superior!, weight: 50_000_000n },
        { ...superior!, weight: 50_000_000n },
      ],
    };
    expect(competenceFaults(twice)).toHaveLength(1);
    const empty = {
      ...policy,
      sides: [
        { ...superior!, weight: 100_000_000n },
        { ...peer!, weight: 0n },
      ],
    };
    expect(competenceFaults(empty)).toHaveLength(1);
    expect(competenceFaults(policy)).toEqual([]);
  });

  it('warns when too few raters are proposed', () => {
    const [superior] = policy.sides;
    const few = { ...policy, sides: [{ ...superior!, weight: 100_000_000n, proposed: 2 }] };
    expect(competenceWarnings(few)).toHaveLength(1);
    const enough = { ...few, sides: [{ ...few.sides[0]!, proposed: 3 }] };
    expect(competenceWarnings(enough)).toEqual([]);
  });

  it('never gives a result of fewer than three raters', () => {
    const body = { ...competenceKind.initial, reviewRatersLeast: 2 };
    expect(competenceKind.schema.safeParse(body).success).toBe(false);
    expect(competenceKind.schema.safeParse({ ...body, reviewRatersLeast: 3 }).success).toBe(true);
  });
});
