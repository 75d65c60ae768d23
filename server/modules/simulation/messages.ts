import { phrases } from '../../../core/messages.ts';
import { refuserOf } from '../../../core/refusal.ts';

export const simulationMessages = phrases({
  'simulation.nothing_to_try': {
    zh: '请给出计分方案或薪酬方案的文件',
    en: 'Give the document of a scoring scheme or of a pay scheme',
  },
  'simulation.quarter_not_closed': {
    zh: '{quarter} 尚未关账，没有可试算的数据；请选择已关账的季度',
    en: '{quarter} is not closed, so there is nothing to compute from; choose a closed quarter',
  },
  'simulation.document_faulty': {
    zh: '{kind}有 {count} 处错误，请先改正再试算',
    en: '{kind}: {count} faults; correct them before a trial',
  },
  'simulation.title': { zh: '试算', en: 'Trial' },
  'simulation.run': { zh: '在过去的季度试算', en: 'Try it on a past quarter' },
  'simulation.hint': {
    zh: '用这份方案把已关账的季度重算一遍，只看结果，不写入任何数据。',
    en: 'Computes a closed quarter again with this scheme. It only shows; nothing is written.',
  },
  'simulation.none_closed': {
    zh: '还没有已关账的季度，关账后即可试算。',
    en: 'No quarter is closed yet; a trial needs one.',
  },
  'simulation.now': { zh: '现行', en: 'As it was' },
  'simulation.trial': { zh: '试算', en: 'Trial' },
  'simulation.staff': { zh: '人数', en: 'RMs' },
  'simulation.grade': { zh: '等级', en: 'Grade' },
  'simulation.score': { zh: '得分', en: 'Score' },
  'simulation.score_median': { zh: '得分中位数', en: 'Median score' },
  'simulation.score_range': { zh: '得分四分位', en: 'Middle half of scores' },
  'simulation.pay_mean': { zh: '人均应发', en: 'Mean gross pay' },
  'simulation.pay_sum': { zh: '应发合计', en: 'Sum of gross pay' },
  'simulation.bands': { zh: '各等次人数', en: 'RMs by band' },
  'simulation.grades': { zh: '按等级比较', en: 'By grade' },
  'simulation.changes': { zh: '变化最大的客户经理', en: 'RMs with the largest change' },
  'simulation.no_change': {
    zh: '这份方案不改变任何人的得分和应发。',
    en: 'This scheme changes nobody’s score or gross pay.',
  },
  'simulation.gross': { zh: '应发', en: 'Gross pay' },
  'simulation.change': { zh: '变化', en: 'Change' },
  'simulation.field.quarter': { zh: '季度', en: 'Quarter' },
  'simulation.field.scoringScheme': { zh: '计分方案', en: 'Scoring scheme' },
  'simulation.field.payScheme': { zh: '薪酬方案', en: 'Pay scheme' },
});

export const refuse = refuserOf(simulationMessages);
