import { phrases } from '../../../core/messages.ts';

export const healthPageMessages = phrases({
  'health.title': { zh: '系统状况', en: 'System health' },
  'health.note': {
    zh: '检查于 {at}；黄色和红色的界限在制度“系统状况阈值”',
    en: 'Checked {at}; where amber and red begin stands in the policy "System health"',
  },
  'health.checks': { zh: '检查', en: 'Checks' },
  'health.since': { zh: '自', en: 'Since' },
  'health.policy_link': { zh: '阈值', en: 'Thresholds' },
  'health.all_good': { zh: '全部正常', en: 'All is well' },
  'health.tables': { zh: '最大的表', en: 'Largest tables' },
  'health.tables.name': { zh: '表', en: 'Table' },
  'health.tables.rows': { zh: '行（估计）', en: 'Rows (estimated)' },
  'health.tables.bytes': { zh: '大小', en: 'Size' },
  'health.routes': { zh: '最慢的接口（启动以来）', en: 'Slowest routes since the start' },
  'health.routes.route': { zh: '接口', en: 'Route' },
  'health.routes.count': { zh: '次数', en: 'Answers' },
  'health.routes.p95': { zh: '95% 在（毫秒）内', en: '95% within (ms)' },
  'health.routes.none': { zh: '还没有答复过', en: 'Nothing was answered yet' },
  'health.backups': { zh: '最近的备份', en: 'Latest backups' },
  'health.backups.file': { zh: '文件', en: 'File' },
  'health.backups.at': { zh: '完成于', en: 'Made' },
  'health.backups.by': { zh: '由', en: 'By' },
  'health.backups.none': {
    zh: '还没有备份：运行 kejing backup <文件>',
    en: 'No backup yet: run kejing backup <file>',
  },
  'health.more': { zh: '查看全部', en: 'See all' },
});
